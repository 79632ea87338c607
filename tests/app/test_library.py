"""The library: what the queue forgets is still a finished video."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.jobs.kind import Outcome
from app.library import Library, Video, VideoFilter
from app.queue.job import State
from app.queue.store import JobStore, queue_path
from app.queue.transitions import Transition
from app.shelf import Order, ordered, read_tags
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


def test_tags_stay_with_a_video_that_gets_another_name(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / "a.mp4").write_bytes(b"a")
    (video,) = library.find(folder)
    library.tag([video], read_tags(" spring ,shop, spring\uff0c new  shop"))
    (tagged,) = library.find(folder)
    assert tagged.tags == ("spring", "shop", "new shop")
    library.rename(tagged, "b")
    (renamed,) = library.find(folder)
    assert (renamed.name, renamed.tags) == ("b", tagged.tags)
    library.tag([renamed], ())
    assert library.find(folder)[0].tags == ()


def test_videos_are_filtered_and_ordered_by_all_that_is_known() -> None:
    def video(name: str, made: float, size: int, **facts: Any) -> Video:
        return Video(Path(f"/v/{name}.mp4"), made, size, **facts)

    videos = [
        video("Berta", 20.0, 3, tags=("Spring",)),
        video("anna", 10.0, 9, presenter="Marie"),
        video("Clara", 30.0, 1),
    ]
    names = {
        order: "".join(one.name[0] for one in ordered(videos, order)).lower() for order in Order
    }
    assert names == {
        Order.NEWEST: "cba",
        Order.OLDEST: "abc",
        Order.NAME: "abc",
        Order.LONGEST: "abc",
        Order.LARGEST: "abc",
        Order.BEST: "abc",
    }

    def fitting(**wanted: Any) -> str:
        chosen = VideoFilter(**wanted)
        return "".join(one.name[0] for one in videos if chosen.fits(one))

    assert fitting(text="spring") == fitting(tag="Spring") == "B"
    assert fitting(presenter="Marie") == fitting(text="ann") == "a"
    assert fitting(since=20.0) == "BC"
    assert fitting(batch="night") == ""
