"""Makes a job of what a request says: its kind, its options, its files, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from app.jobs.kind import JobKind, JobRequest, UnreadableRequest
from app.jobs.registry import kinds
from app.options import checked
from app.presenters import Presenters
from app.presets import load_preset, values_for
from app.queue.control import new_job
from app.queue.job import NewJob
from app.queue.store import JobStore
from app.service.folders import Folders, JobFolder
from app.service.hook_address import checked_address
from app.service.uploads import Received
from app.service.users import Role, User
from talker.errors import ErrorCode, InputError, MouthpieceError, UsageError

_MOST_LETTERS = 200


class JobOrder(BaseModel):
    """What is asked for, as JSON: `request` holds the options of the kind, by name.

    Files are named in `request` as the parts that bring them are called, or by their path in a
    folder that the service may read.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str = Field("render", description="What is made: see /v1/kinds.")
    request: dict[str, Any] = Field(default_factory=dict, description="Options by name.")
    preset: str = Field("", description="Options by name, for all that are not given.")
    presenter: str = Field("", description="The presenter who gives what is not named.")
    label: str = Field("", max_length=_MOST_LETTERS, description="What the job is called.")
    batch: Annotated[str, Field(max_length=_MOST_LETTERS)] | None = Field(
        None, description="The batch that it belongs to."
    )
    priority: int = Field(0, ge=-100, le=100, description="Higher comes first; for managers.")
    hook: Annotated[str, AfterValidator(checked_address)] = Field(
        "", description="An address that is told when the job has ended."
    )


@dataclass(frozen=True)
class Intake:
    """Turns what came into jobs for the queue."""

    store: JobStore
    folders: Folders
    home: Path

    def job(self, received: Received, folder: JobFolder, user: User) -> tuple[NewJob, JobOrder]:
        """The job that a user asks for.

        Raises UsageError or InputError for what cannot be made, PATH_OUTSIDE for files elsewhere,
        ACCESS_DENIED for a priority that is not the user's to give.
        """
        order = read_order(received.facts)
        if order.priority > 0 and user.role is not Role.MANAGE:
            raise MouthpieceError(
                ErrorCode.ACCESS_DENIED,
                f"{user.name} cannot give a job a priority above 0.",
                "Leave it out, or ask with the token of a manager.",
            )
        kind = kind_named(order.kind)
        values = self._values(order, received.files, kind, folder)
        request = checked(kind.request_type, values)
        allowed = self._allowed(order, folder)
        request = kind.map_files(request, lambda written: str(allowed(written)))
        job = new_job(
            self.store,
            request,
            label=order.label,
            batch=order.batch,
            priority=order.priority,
            speech_seconds=_speech_seconds(kind, request, user),
        )
        return replace(job, owner=user.name), order

    def _values(
        self, order: JobOrder, files: Mapping[str, Path], kind: JobKind[Any], folder: JobFolder
    ) -> dict[str, Any]:
        """What is given for the request: the presenter's and the preset's below its own."""
        given = {**order.request, **files}
        if order.presenter:
            given = self._of_presenter(order.presenter, kind) | given
        if order.preset:
            given = self._of_preset(order.preset, kind) | given
        wanted = str(given.get("output") or "")
        inside = not wanted or not Path(wanted).is_absolute()
        if inside:
            given["output"] = kind.output_in(folder.made, wanted or order.label, given)
        return given

    def _of_preset(self, name: str, kind: JobKind[Any]) -> dict[str, Any]:
        options = load_preset(name, self.home).options if name else {}
        return values_for(kind.request_type, options)

    def _of_presenter(self, name: str, kind: JobKind[Any]) -> dict[str, Any]:
        presenter = Presenters(self.home).find(name)
        if presenter is None:
            raise InputError(
                ErrorCode.PRESENTER_UNKNOWN,
                f"There is no presenter {name}.",
                "See /v1/presenters for those that there are.",
            )
        facts = presenter.facts
        return self._of_preset(facts.preset, kind) | {"portrait": presenter.portrait}

    def _allowed(self, order: JobOrder, folder: JobFolder) -> Callable[[str], Path]:
        """The folders of presenters are read for those who name the presenter."""
        also = (Presenters(self.home).folder,) if order.presenter else ()
        return lambda written: self.folders.resolve(folder, written, also)


def _speech_seconds(kind: JobKind[Any], request: JobRequest, user: User) -> float | None:
    """How long the speech is; of users with minutes also of files whose header ffmpeg alone reads.

    QUOTA_EXCEEDED for a recording of theirs that does not say: nobody could count it.
    """
    seconds = kind.speech_seconds(request)
    recordings = kind.recordings(request)
    if seconds is not None or not user.minutes or not recordings:
        return seconds
    from talker.media.audio import claimed_seconds

    claimed = [claimed_seconds(path) for path in recordings]
    told = [length for length in claimed if length is not None]
    if len(told) < len(claimed):
        raise MouthpieceError(
            ErrorCode.QUOTA_EXCEEDED,
            f"The recording does not say how long it is, and {user.name} has a limit of minutes.",
            "Send it as WAV, FLAC or MP4.",
        )
    return max(told)


def read_order(facts: dict[str, Any]) -> JobOrder:
    """The order in parsed JSON; UsageError REQUEST_INVALID says which entry is wrong."""
    try:
        return JobOrder.model_validate(facts)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the request"
        raise UsageError(
            ErrorCode.REQUEST_INVALID,
            f"{place} cannot be taken: {first['msg']}.",
            f"The entries are {', '.join(JobOrder.model_fields)}.",
        ) from error


def offered_kinds() -> tuple[JobKind[Any], ...]:
    """The kinds of jobs that can be asked for."""
    return tuple(kind for kind in kinds() if kind.request_type is not UnreadableRequest)


def kind_named(name: str) -> JobKind[Any]:
    """The kind of jobs of this name; UsageError OPTION_INVALID."""
    known = {kind.name: kind for kind in offered_kinds()}
    if name not in known:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"There is no kind of job {name!r}.",
            f"There are: {', '.join(known)}.",
        )
    return known[name]
