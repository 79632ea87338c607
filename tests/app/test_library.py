"""The library: what the queue forgets is still a finished video."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import main
from app.jobs.kind import Outcome
from app.library import Library
from app.queue.job import State
from app.queue.store import JobStore, queue_path
from app.queue.transitions import Transition
from talker.options.render import RenderRequest
from tests.app.queue.work import claimed, plain_job


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[JobStore]:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path / "home"))
    with JobStore(queue_path(tmp_path / "home")) as opened:
        yield opened


@pytest.fixture
def library(store: JobStore, tmp_path: Path) -> Library:
    return Library(store, tmp_path / "home")


@pytest.fixture
def made(store: JobStore, tmp_path: Path) -> list[Path]:
    """Three videos of a batch, in a folder that is not the one for videos."""
    folder = tmp_path / "a batch" / "videos"
    folder.mkdir(parents=True)
    videos = [folder / f"{name}.mp4" for name in "abc"]
    for video in videos:
        request = RenderRequest(portrait=Path("p.png"), speech=Path("s.wav"), output=video)
        store.add([replace(plain_job(video.stem), request=request, batch="night")])
        video.write_bytes(b"a video")
        outcome = Outcome(video, 25, 0, "builtin", "cpu", {}, ())
        assert store.release(claimed(store).lease, Transition(State.DONE, outcome=outcome))
    return videos


def found(library: Library, tmp_path: Path) -> set[str]:
    return {video.path.name for video in library.find(tmp_path / "usual folder")}


def test_videos_stay_when_the_queue_forgets_their_jobs(
    library: Library, store: JobStore, made: list[Path], tmp_path: Path
) -> None:
    assert found(library, tmp_path) == {"a.mp4", "b.mp4", "c.mp4"}
    first = store.page([State.DONE])[0].id
    assert [row["id"] for row in library.forget_jobs([first])] == [first]
    assert len(library.forget({State.DONE})) == 2
    assert not store.page()
    assert found(library, tmp_path) == {"a.mp4", "b.mp4", "c.mp4"}
    made[0].unlink()
    assert found(library, tmp_path) == {"b.mp4", "c.mp4"}


def test_renamed_videos_stay_too_before_and_after(
    library: Library, made: list[Path], tmp_path: Path
) -> None:
    library.rename(library.find(tmp_path)[0], "before")
    library.forget({State.DONE})
    other = next(video for video in library.find(tmp_path) if video.name != "before")
    library.rename(other, "after")
    (rest,) = {path.name for path in made if path.exists()}
    assert found(library, tmp_path) == {"before.mp4", "after.mp4", rest}


@pytest.mark.usefixtures("made")
def test_the_queue_knows_where_a_renamed_video_is(
    library: Library, store: JobStore, tmp_path: Path
) -> None:
    before = store.revision()
    video = library.find(tmp_path)[0]
    assert video.job is not None
    target = library.rename(video, "after")
    job = store.get(video.job.id)
    assert job.output == target
    assert job.label == "after"
    assert store.revision() > before, "a list that is open shows it"


@pytest.mark.usefixtures("made")
def test_a_job_with_a_name_of_its_own_keeps_it(
    library: Library, store: JobStore, tmp_path: Path
) -> None:
    (job,) = store.add([replace(plain_job(), label="Anna, greeting")])
    video = tmp_path / "d.mp4"
    video.write_bytes(b"a video")
    outcome = Outcome(video, 25, 0, "builtin", "cpu", {}, ())
    assert store.release(claimed(store).lease, Transition(State.DONE, outcome=outcome))
    library.rename(next(one for one in library.find(tmp_path) if one.name == "d"), "e")
    assert store.get(job).label == "Anna, greeting"


@pytest.mark.usefixtures("made")
def test_what_the_command_line_clears_stays_in_the_library(
    library: Library, store: JobStore, tmp_path: Path
) -> None:
    assert main(["queue", "clear"]) == 0
    assert not store.page()
    assert found(library, tmp_path) == {"a.mp4", "b.mp4", "c.mp4"}


def test_failed_jobs_leave_no_videos(library: Library, store: JobStore, tmp_path: Path) -> None:
    (job,) = store.add([plain_job()])
    store.request_stop(job, State.CANCELLED)
    assert library.forget({State.CANCELLED}) == [job]
    assert not found(library, tmp_path)
