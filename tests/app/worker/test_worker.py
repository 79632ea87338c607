"""Real workers: they make videos, stop when asked, and survive being killed anywhere."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from app.jobs.render import KIND as RENDER
from app.queue.job import NewJob, State
from app.queue.joblog import read_log
from app.queue.leases import MAX_CRASHES
from app.queue.store import JobStore
from app.worker.messages import Advanced, Bye, Ended, Message, Noticed, Started
from talker.errors import ErrorCode
from talker.media.probe import probe
from talker.progress import NoticeCode, Stage
from tests.app.queue.work import Crew, real_job, same_video, state_of, undisturbed
from tests.skips import AllowedSkip
from tests.talker.sounds import write_clicks
from tests.waiting import PATIENCE, until

# A recording is neither spoken nor written down.
OF_A_RECORDING = set(Stage) - {Stage.SPEAK, Stage.RECOGNITION}
_LONG = 40.0  # seconds of speech: five segments, rendered in some seconds
needs_signals = pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("Windows knows no signals")
)


def at(stage: Stage, share: float = 0.0) -> Callable[[Message], bool]:
    """Whether a message says that a stage is `share` done."""
    return lambda said: (
        isinstance(said, Advanced) and said.stage is stage and said.done >= share * said.total
    )


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> tuple[NewJob, Path]:
    """A job of 9 seconds (two segments) and its video."""
    folder = tmp_path_factory.mktemp("reference")
    job = real_job(folder, astronaut, "long", 9.0)
    return job, undisturbed(job, folder)


def test_a_worker_makes_what_is_queued_and_says_so(
    store: JobStore, crew: Crew, tmp_path: Path, astronaut: Path
) -> None:
    new = real_job(tmp_path, astronaut, "视频 é", 1.0)
    (job_id,) = store.add([new])
    worker = crew.start(until_empty=True)
    assert worker.wait(PATIENCE)
    assert worker.status == 0
    job = store.get(job_id)
    assert (job.state, job.frames, job.engine) == (State.DONE, 25, "builtin")
    assert job.output == new.request.output
    assert job.output is not None
    facts = probe(job.output).video
    assert facts is not None
    assert facts.frame_count == 25
    assert set(job.timings) == OF_A_RECORDING
    started = [said.job for said in crew.said if isinstance(said, Started)]
    left = [said.state for said in crew.said if isinstance(said, Ended)]
    stages = {said.stage for said in crew.said if isinstance(said, Advanced)}
    assert (started, left, stages) == ([job_id], [State.DONE], OF_A_RECORDING)
    assert isinstance(crew.said[-1], Bye)
    assert "attempt 1" in read_log(job_id, crew.home)


def test_a_bad_job_fails_with_its_own_code_and_its_neighbours_are_made(
    store: JobStore, crew: Crew, tmp_path: Path, astronaut: Path
) -> None:
    good = [real_job(tmp_path, astronaut, name, 0.6) for name in ("a", "c")]
    bad = real_job(tmp_path, astronaut, "b", 0.6)
    RENDER.require(bad.request).speech.write_bytes(b"")
    ids = store.add([good[0], bad, good[1]])
    crew.start(until_empty=True).wait(PATIENCE)
    jobs = [store.get(job_id) for job_id in ids]
    assert [job.state for job in jobs] == [State.DONE, State.FAILED, State.DONE]
    error = jobs[1].error
    assert error is not None
    assert error.code is ErrorCode.AUDIO_EMPTY
    assert "b.wav" in error.message
    assert error.hint
    assert "AUDIO_EMPTY" in read_log(ids[1], crew.home)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(at(Stage.PREFLIGHT), at(Stage.PREFLIGHT, 1), marks=pytest.mark.slow),
        pytest.param(at(Stage.MOTION), at(Stage.MOTION, 1), marks=pytest.mark.slow),
        pytest.param(at(Stage.PORTRAIT), at(Stage.PORTRAIT, 1), marks=pytest.mark.slow),
        (at(Stage.RENDER), at(Stage.RENDER, 0.8)),
        pytest.param(at(Stage.FINISH), at(Stage.FINISH, 1), marks=pytest.mark.slow),
    ],
    ids=["preflight", "motion", "portrait", "render", "finish"],
)
def test_a_worker_killed_anywhere_loses_nothing(
    store: JobStore,
    crew: Crew,
    reference: tuple[NewJob, Path],
    tmp_path: Path,
    first: Callable[[Message], bool],
    second: Callable[[Message], bool],
) -> None:
    job, video = reference
    output = tmp_path / "video.mp4"
    (job_id,) = store.add([replace(job, request=job.request.model_copy(update={"output": output}))])
    for moment in (first, second):
        killed = crew.start(until_empty=True, kill_when=moment)
        assert killed.wait(PATIENCE)
        assert killed.status != 0
    crew.start(until_empty=True).wait(PATIENCE)
    done = store.get(job_id)
    assert (done.state, done.attempts, done.error) == (State.DONE, 3, None)
    assert same_video(output, video)
    assert [path.name for path in tmp_path.glob("*.mp4*")] == ["video.mp4"]


def test_after_a_kill_the_work_goes_on_from_the_last_closed_segment(
    store: JobStore, crew: Crew, reference: tuple[NewJob, Path], tmp_path: Path
) -> None:
    job, _ = reference
    request = job.request.model_copy(update={"output": tmp_path / "video.mp4"})
    (job_id,) = store.add([replace(job, request=request)])
    segment = list[Path]()

    def closed(_: Message) -> bool:
        segment[:] = (crew.home / "work").glob("*/segment-000000.h264")
        return bool(segment)

    crew.start(until_empty=True, kill_when=closed).wait(PATIENCE)
    crew.start(until_empty=True).wait(PATIENCE)
    assert store.get(job_id).resumed_frames == 200


@needs_signals
def test_a_job_that_crashes_native_code_is_given_up_with_the_crash_in_its_log(
    store: JobStore, crew: Crew, tmp_path: Path, astronaut: Path
) -> None:
    (job_id,) = store.add([real_job(tmp_path, astronaut, "a", 2.0)])
    for _ in range(MAX_CRASHES):
        worker = crew.start(until_empty=True, kill_when=at(Stage.PREFLIGHT), by=signal.SIGSEGV)
        assert worker.wait(PATIENCE)
        assert worker.status == -signal.SIGSEGV
    crew.start(until_empty=True).wait(PATIENCE)
    job = store.get(job_id)
    assert job.state is State.FAILED
    assert job.error is not None
    assert job.error.code is ErrorCode.WORKER_DIED
    assert read_log(job_id, crew.home).count("Segmentation fault") == MAX_CRASHES


@pytest.mark.parametrize("end", [State.PAUSED, State.CANCELLED])
def test_a_running_job_stops_before_its_end_when_it_is_asked_to(
    store: JobStore, crew: Crew, tmp_path: Path, astronaut: Path, end: State
) -> None:
    (job_id,) = store.add([real_job(tmp_path, astronaut, "a", _LONG)])
    crew.start()
    until(lambda: any(map(at(Stage.RENDER, 0.05), crew.said)))
    assert store.request_stop(job_id, end)
    until(lambda: state_of(store, job_id) is end)
    assert not (tmp_path / "a.mp4").exists()
    if end is State.PAUSED:
        store.transition(job_id, {State.PAUSED}, State.QUEUED)
        until(lambda: state_of(store, job_id) is State.DONE)


def test_a_worker_told_to_stop_puts_its_job_back(
    store: JobStore, crew: Crew, tmp_path: Path, astronaut: Path
) -> None:
    (job_id,) = store.add([real_job(tmp_path, astronaut, "a", _LONG)])
    worker = crew.start()
    until(lambda: any(map(at(Stage.RENDER, 0.05), crew.said)))
    worker.request_stop()
    assert worker.wait(PATIENCE)
    assert worker.status == 0
    job = store.get(job_id)
    assert (job.state, job.crash_count, job.error) == (State.QUEUED, 0, None)


@needs_signals
def test_a_worker_that_was_thought_dead_gives_its_job_up(
    store: JobStore, crew: Crew, reference: tuple[NewJob, Path], tmp_path: Path
) -> None:
    """It sleeps past its lease (a laptop's lid, say); its job must not be made by two."""
    job, video = reference
    request = job.request.model_copy(update={"output": tmp_path / "video.mp4"})
    (job_id,) = store.add([replace(job, request=request)])
    sleeper = crew.start()
    until(lambda: any(map(at(Stage.RENDER, 0.2), crew.said)))
    os.kill(sleeper.pid, signal.SIGSTOP)
    _let_lease_lapse(store, job_id)
    crew.start(until_empty=True)
    until(lambda: store.get(job_id).worker == "crew-1")
    os.kill(sleeper.pid, signal.SIGCONT)
    until(lambda: state_of(store, job_id) is State.DONE)
    gave_up = [said for said in crew.said if isinstance(said, Ended) and said.worker == "crew-0"]
    assert [said.state for said in gave_up] == [None]
    assert store.get(job_id).attempts == 2
    assert same_video(tmp_path / "video.mp4", video)


def _let_lease_lapse(store: JobStore, job_id: int) -> None:
    with sqlite3.connect(store.path) as raw:
        raw.execute("UPDATE jobs SET lease = 1 WHERE id = ?", (job_id,))


def test_a_worker_ends_with_its_parent_and_puts_its_job_back(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path
) -> None:
    (job_id,) = store.add([real_job(tmp_path, astronaut, "a", _LONG)])
    code = (
        "import sys, time; from pathlib import Path\n"
        "from app.worker.process import WorkerProcess\n"
        "worker = WorkerProcess('child', lambda _: None, until_empty=False, "
        "home=Path(sys.argv[1]))\n"
        "print(worker.pid, flush=True)\n"
        "time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(home)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    worker = psutil.Process(int(parent.stdout.readline()))
    until(lambda: store.get(job_id).stage is Stage.RENDER)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    worker.wait(PATIENCE)
    job = store.get(job_id)
    assert (job.state, job.crash_count, job.error) == (State.QUEUED, 0, None)


def test_a_notice_reaches_the_parent_and_the_job(
    store: JobStore, crew: Crew, tmp_path: Path, astronaut: Path
) -> None:
    new = real_job(tmp_path, astronaut, "a", 0.6)
    write_clicks(RENDER.require(new.request).speech, 0.6, 6000)  # a telephone's band
    (job_id,) = store.add([new])
    crew.start(until_empty=True).wait(PATIENCE)
    told = [said.code for said in crew.said if isinstance(said, Noticed)]
    assert told == [notice.code for notice in store.get(job_id).notices]
    assert NoticeCode.AUDIO_NARROW_BAND in told
