"""Draws whose worker is killed: the job is taken up again and the pictures are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.queue.control import new_job
from app.queue.job import State, WorkerId
from app.queue.store import JobStore
from app.worker.messages import Advanced, Message
from app.worker.shutdown import StopRequest
from app.worker.worker import WorkEnd, Worker
from avatar_gen.request import AvatarRequest
from talker.files import part_name
from talker.media.images import load_image
from talker.progress import Stage
from tests.app.queue.work import Crew

_COUNT = 3
_STEPS = 16  # long enough for a message in the midst of the draw


@pytest.fixture
def drawing(tmp_path: Path) -> AvatarRequest:
    """Some small pictures by a real pipeline of a few channels."""
    pytest.importorskip("diffusers", reason="drawing needs diffusers")
    from avatar_gen.family import Family
    from tests.avatar_gen.tiny import diffusers_folder

    return AvatarRequest(
        prompt="a blue man",
        model=str(diffusers_folder(Family.SD1, tmp_path / "tiny", tmp_path / "work")),
        width=64,
        height=64,
        steps=_STEPS,
        count=_COUNT,
        scheduler="ddim",
        safety="off",
        device="cpu",
        output=tmp_path / "pictures 画",
    )


def amid(said: Message) -> bool:
    """Whether some pictures are finished and some are not."""
    return (
        isinstance(said, Advanced)
        and said.stage is Stage.RENDER
        and _STEPS < said.done < (_COUNT - 1) * _STEPS
    )


def work(store: JobStore, home: Path) -> None:
    """A worker in this process, which has loaded the libraries already."""
    me = WorkerId.of_this_process("here")
    Worker(store, me, lambda _: None, StopRequest(), until=WorkEnd(empty=True), home=home).run()


@pytest.mark.slow
def test_a_killed_draw_is_taken_up_again_and_gives_the_same_pictures(
    store: JobStore, crew: Crew, drawing: AvatarRequest, home: Path, tmp_path: Path
) -> None:
    folder, other = drawing.output, tmp_path / "undisturbed"
    (job_id,) = store.add([new_job(store, drawing)])
    killed = crew.start(kill_when=amid)
    assert killed.wait(300)  # torch shares the cores with whatever else runs
    assert killed.status != 0
    finished = [path for path in sorted(folder.glob("*.png")) if ".part" not in path.name]
    assert 0 < len(finished) < _COUNT
    made = [path.stat().st_mtime_ns for path in finished]
    # What a kill in the midst of writing leaves; the moment itself is too short to be met.
    part_name(finished[0], ".png").write_bytes(finished[0].read_bytes()[:100])

    store.add([new_job(store, drawing.model_copy(update={"output": other}))])
    work(store, home)
    job = store.get(job_id)
    assert (job.state, job.attempts, job.crash_count, job.frames) == (State.DONE, 2, 1, _COUNT)
    assert [path.stat().st_mtime_ns for path in finished] == made
    pictures = sorted(other.iterdir())
    assert len(pictures) == _COUNT
    assert [path.name for path in pictures] == sorted(path.name for path in folder.iterdir())
    for path in pictures:
        assert (load_image(path) == load_image(folder / path.name)).all()
