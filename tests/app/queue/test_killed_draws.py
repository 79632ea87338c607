"""Draws whose worker is killed: the job is taken up again and the pictures are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.queue.control import new_avatar_job
from app.queue.job import State
from app.queue.messages import Advanced, Message
from app.queue.store import JobStore
from avatar_gen.request import AvatarRequest
from talker.files import part_name
from talker.media.images import load_image
from talker.progress import CancelToken, Stage, ignore_progress
from tests.app.queue.work import Crew

_COUNT = 6
_STEPS = 24  # long enough for a message in the midst of the draw


@pytest.fixture
def request_(tmp_path: Path) -> AvatarRequest:
    """Six small pictures by a real pipeline of a few channels."""
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
        and 1.2 * _STEPS < said.done < (_COUNT - 1) * _STEPS
    )


def test_a_draw_killed_in_its_midst_goes_on_and_gives_the_same_pictures(
    store: JobStore, crew: Crew, request_: AvatarRequest, tmp_path: Path, home: Path
) -> None:
    from avatar_gen.road import Road
    from tests.talker.engines.sadtalker.model_folder import ModelFolder

    folder = request_.output
    (job_id,) = store.add([new_avatar_job(request_)])
    killed = crew.start(until_empty=True, kill_when=amid)
    assert killed.wait(30) and killed.status != 0
    whole = [path for path in folder.glob("*.png") if ".part" not in path.name]
    finished = {path: path.stat().st_mtime_ns for path in whole}
    assert 0 < len(finished) < _COUNT
    # What a kill in the midst of writing leaves; the moment itself is too short to be met.
    part_name(whole[0], ".png").write_bytes(whole[0].read_bytes()[:100])

    crew.start(until_empty=True).wait(30)
    job = store.get(job_id)
    assert (job.state, job.attempts, job.deaths, job.frames) == (State.DONE, 2, 1, _COUNT)
    assert {path: path.stat().st_mtime_ns for path in finished} == finished
    undisturbed = request_.model_copy(update={"output": tmp_path / "undisturbed"})
    road = Road(ModelFolder(tmp_path / "store"), home)
    result = road.generate(undisturbed, ignore_progress, CancelToken())
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        one.path.name for one in result.candidates
    )
    for one in result.candidates:
        assert (load_image(one.path) == load_image(folder / one.path.name)).all()
