"""A training whose worker is killed: the job is taken up again and comes to the same numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from safetensors.numpy import load_file

from app.queue.control import new_job
from app.queue.job import State
from app.queue.store import JobStore
from app.worker.messages import Advanced, Message
from avatar_gen.train.request import TrainRequest
from talker.consent import read_consent
from talker.home import work_folder
from talker.media.images import load_image
from talker.progress import Stage
from tests.app.queue.work import Crew
from tests.app.worker.test_killed_draws import work

_STEPS = 30


@pytest.fixture
def training(tmp_path: Path, astronaut: Path) -> TrainRequest:
    """Two pictures and a pipeline of a few channels."""
    pytest.importorskip("diffusers", reason="training needs diffusers")
    from avatar_gen.family import Family
    from tests.avatar_gen.tiny import diffusers_folder

    folder = tmp_path / "pictures 画"
    folder.mkdir()
    face = load_image(astronaut)[0:330, 40:420]
    for name, picture in (("a.png", face), ("b.png", np.ascontiguousarray(face[:, ::-1]))):
        Image.fromarray(picture).save(folder / name)
    return TrainRequest(
        folder=folder,
        output=tmp_path / "killed.safetensors",
        owner="Anna",
        model=str(diffusers_folder(Family.SD1, tmp_path / "tiny", tmp_path / "work")),
        fewest=2,
        side=128,
        steps=_STEPS,
        rank=2,
        save_every=2,
        sample_every=0,
        full=True,
        device="cpu",
    )


def amid(said: Message) -> bool:
    """Whether some steps are kept and some are not made."""
    return isinstance(said, Advanced) and said.stage is Stage.RENDER and 4 < said.done < _STEPS - 4


@pytest.mark.slow
def test_a_killed_training_goes_on_and_comes_to_the_same_numbers(
    store: JobStore, crew: Crew, training: TrainRequest, home: Path, tmp_path: Path
) -> None:
    (job_id,) = store.add([new_job(store, training)])
    killed = crew.start(kill_when=amid)
    assert killed.wait(1200)
    assert killed.status != 0
    assert not training.output.exists()
    assert list(work_folder(home).glob("training-*/checkpoint.safetensors"))
    other = tmp_path / "undisturbed.safetensors"
    work(store, home)
    job = store.get(job_id)
    assert (job.state, job.attempts, job.frames) == (State.DONE, 2, _STEPS)
    assert job.resumed_frames >= 4
    store.add([new_job(store, training.model_copy(update={"output": other}))])
    work(store, home)
    ours, theirs = load_file(training.output), load_file(other)
    assert ours.keys() == theirs.keys()
    for key, tensor in ours.items():
        assert np.array_equal(tensor, theirs[key]), key
    assert read_consent(training.output) == read_consent(other)
    assert not list(work_folder(home).glob("training-*"))
