"""What a user asks of jobs: pause, resume, cancel, try again; and new jobs for the queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.queue.job import NewJob, State
from app.queue.requests import (
    JobRequest,
    frozen,
    frozen_avatar,
    frozen_delivery,
    sources_of,
)
from app.queue.store import JobStore
from avatar_gen.request import AvatarRequest
from talker.errors import ErrorCode, InputError
from talker.files import check_free
from talker.options.deliver import DeliverRequest
from talker.options.render import RenderRequest

WAITING = (State.QUEUED, State.PAUSED)
_LABEL = 60  # letters of a prompt that name a job
_PAGE = 500


@dataclass(frozen=True)
class ControlResult:
    """What became of a request about one job: whether it will be so, and how the job stands now.

    A running job that `will` stop still says running until its worker has let go.
    """

    job: int
    label: str
    will: bool
    state: State
    stop: State | None = None

    @property
    def words(self) -> str:
        """How the job stands, in words."""
        return f"becoming {self.stop.value}" if self.stop is not None else self.state.value


def pause(store: JobStore, ids: Sequence[int]) -> list[ControlResult]:
    """Waiting jobs are held back; running ones stop within two seconds and keep what is made."""
    return [_answer(store, one, store.request_stop(one, State.PAUSED)) for one in ids]


def cancel(store: JobStore, ids: Sequence[int]) -> list[ControlResult]:
    """The jobs are given up."""
    return [_answer(store, one, store.request_stop(one, State.CANCELLED)) for one in ids]


def resume(store: JobStore, ids: Sequence[int]) -> list[ControlResult]:
    """Paused jobs wait for a worker again."""
    answers = []
    for one in ids:
        done = store.transition(one, {State.PAUSED}, State.QUEUED)
        if not done and store.get(one).stop is State.PAUSED:
            done = store.request_stop(one, State.QUEUED)
        answers.append(_answer(store, one, done))
    return answers


def retry(store: JobStore, ids: Sequence[int]) -> list[ControlResult]:
    """Failed and cancelled jobs get another try; they go on from what is already made."""
    return [
        _answer(store, one, store.transition(one, {State.FAILED, State.CANCELLED}, State.QUEUED))
        for one in ids
    ]


def select(store: JobStore, states: Sequence[State], batch: str | None = None) -> list[int]:
    """The ids of all jobs in these states, of one batch or of all."""
    ids: list[int] = []
    while part := store.page(states, batch, offset=len(ids), limit=_PAGE):
        ids += [job.id for job in part]
    return ids


def first_waiting(store: JobStore, but: Sequence[int]) -> int | None:
    """The job that would be made next, apart from some."""
    offset = 0
    while part := store.page(WAITING, offset=offset, limit=_PAGE):
        for job in part:
            if job.id not in but:
                return job.id
        offset += len(part)
    return None


def new_avatar_job(request: AvatarRequest, *, label: str = "", priority: int = 0) -> NewJob:
    """A job for portraits; refuses pictures that are not there."""
    whole = frozen_avatar(request)
    for path in sources_of(whole):
        if not path.exists():
            raise _missing(ErrorCode.IMAGE_MISSING, path)
    words = label or whole.prompt or whole.mode.value
    return NewJob(request=whole, label=words[:_LABEL], priority=priority)


def new_deliver_job(
    store: JobStore, request: DeliverRequest, *, label: str = "", priority: int = 0
) -> NewJob:
    """A job for another version of a video; refuses like `new_job`."""
    whole = frozen_delivery(request)
    for path in sources_of(whole):
        if not path.exists():
            code = ErrorCode.VIDEO_UNREADABLE if path == whole.video else ErrorCode.INPUT_UNREADABLE
            raise _missing(code, path)
    _check_free(store, whole, whole.output, overwrite=whole.overwrite)
    return NewJob(whole, label or whole.output.stem, priority=priority)


def new_job(
    store: JobStore,
    request: RenderRequest,
    *,
    label: str = "",
    batch: str | None = None,
    priority: int = 0,
) -> NewJob:
    """A job for one request; refuses inputs that are not there and outputs that are taken.

    Everything else that may be wrong is found by the worker before it begins.
    """
    whole = frozen(request)
    if not whole.portrait.exists():
        raise _missing(ErrorCode.IMAGE_MISSING, whole.portrait)
    if not whole.idle and not whole.speech.exists():
        raise _missing(ErrorCode.AUDIO_MISSING, whole.speech)
    assert whole.output is not None
    _check_free(store, whole, whole.output, overwrite=whole.overwrite)
    return NewJob(
        whole,
        label or whole.output.stem,
        batch,
        priority,
        speech_seconds=whole.idle or _length(whole.speech),
    )


def _check_free(store: JobStore, request: JobRequest, output: Path, *, overwrite: bool) -> None:
    """Refuses an output that is there, or that another job is going to write."""
    others = store.writers(request)
    if others:
        raise InputError(
            ErrorCode.OUTPUT_EXISTS,
            f"Job {others[0]} is going to write {output}.",
            "Choose another name with -o.",
            output,
        )
    check_free(output, overwrite=overwrite)


def _answer(store: JobStore, job_id: int, will: bool) -> ControlResult:
    job = store.get(job_id)
    return ControlResult(job.id, job.label, will, job.state, job.stop)


def _missing(code: ErrorCode, path: Path) -> InputError:
    return InputError(code, f"{path} does not exist.", "Check the name.", path)


def _length(speech: Path) -> float | None:
    """Seconds of a recording whose header tells them; other files are measured by the worker."""
    import soundfile

    try:
        return float(soundfile.info(speech).duration) or None
    except soundfile.LibsndfileError:
        return None
