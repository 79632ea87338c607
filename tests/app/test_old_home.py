"""A home made by an older version: everything in it is there, and goes on where it stood."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import talker
from app.batch.batch_names import batch_name
from app.farm.net.pki import issued_keys, own_keys
from app.jobs.render import KIND as RENDER
from app.library import Library
from app.models.store import ModelStore
from app.presenters import Presenters
from app.presets import is_own, load_preset, preset_names
from app.queue import control
from app.queue.job import Job, State, WorkerId
from app.queue.joblog import read_log
from app.queue.store import JobStore, queue_path
from app.settings.store import load_settings
from app.settings.window import Theme, WhenDone
from app.worker.shutdown import StopRequest
from app.worker.worker import WorkEnd, Worker
from avatar_gen.request import AvatarRequest
from talker.errors import ErrorCode
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.options.ai_label import Corner, LabelTime
from talker.options.containers import Codec
from talker.options.deliver import Aspect, DeliverRequest
from talker.options.render import RenderRequest
from talker.progress import CancelToken
from talker.provenance.publisher import Region
from talker.provenance.signing_key import local_identity
from tests.app.old_home import OldHome

ROOT = Path(__file__).parents[2]
FRAMES = 300


@pytest.fixture
def old(tmp_path: Path) -> OldHome:
    return OldHome.unpack(tmp_path / "old")


def run(old: OldHome, *arguments: str) -> tuple[int, list[dict[str, object]]]:
    """A command in the old home: its exit code, and what it printed."""
    ended = subprocess.run(
        [sys.executable, "-m", "app.cli", *arguments, "--json"],
        cwd=old.root,
        env=os.environ | {"MOUTHPIECE_HOME": str(old.home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    return ended.returncode, [json.loads(line) for line in ended.stdout.splitlines()]


def jobs(old: OldHome) -> dict[str, Job]:
    with JobStore(queue_path(old.home)) as store:
        return {job.label: job for job in store.page()}


def test_every_job_stands_where_it_stood(old: OldHome) -> None:
    found = jobs(old)
    assert {label: job.state for label, job in found.items()} == {
        "finished": State.DONE,
        "first": State.DONE,
        "second": State.DONE,
        "portrait_three_Mine": State.DONE,
        "nobody_one_Mine": State.FAILED,
        "given up": State.CANCELLED,
        "held back": State.PAUSED,
        "Later": State.QUEUED,
        "tall": State.QUEUED,
        "a teacher": State.QUEUED,
        "half made": State.RUNNING,
    }
    assert found["held back"].priority == 2
    error = found["nobody_one_Mine"].error
    assert error is not None
    assert error.code is ErrorCode.NO_FACE
    assert found["second"].output == old.videos / "second.mp4"
    assert found["second"].engine == "builtin"
    assert found["second"].timings


def test_requests_of_every_kind_say_the_same(old: OldHome) -> None:
    found = {label: job.request for label, job in jobs(old).items()}
    half, tall, teacher = found["half made"], found["tall"], found["a teacher"]
    assert half == RenderRequest(
        portrait=old.inputs / "portrait.jpg",
        speech=old.inputs / "long.ogg",
        output=old.videos / "half made.mp4",
        engine="builtin",
        size=128,
        fps=10,
        quality=38,
        seed=7,
        still=True,
        yaw=(0, 10),
        ai_label_corner=Corner.BOTTOM_RIGHT,  # written down in full: it stays where it was
    )
    assert isinstance(tall, DeliverRequest)
    assert (tall.video, tall.output) == (old.videos / "first.mp4", old.videos / "tall.mp4")
    assert (tall.aspect, tall.codec) == (Aspect.TALL, Codec.H264)
    assert isinstance(teacher, AvatarRequest)
    assert (teacher.prompt, teacher.count) == ("a teacher", 3)
    assert teacher.output == old.root / "pictures"


@pytest.mark.slow
@pytest.mark.usefixtures("elsewhere")
def test_the_half_made_video_and_the_waiting_ones_are_made(old: OldHome) -> None:
    with JobStore(queue_path(old.home)) as store:
        control.cancel(store, [job.id for job in store.page() if job.label == "a teacher"])
        me = WorkerId.of_this_process("test")
        stop = StopRequest()
        Worker(store, me, lambda _: None, stop, until=WorkEnd(empty=True), home=old.home).run()
    found = jobs(old)
    half = found["half made"]
    assert half.state is State.DONE, half.error
    # The engine draws otherwise than it did: frames of both do not meet in one video.
    assert (half.resumed_frames, half.frames, half.attempts) == (0, FRAMES, 2)
    assert [found[name].state for name in ("Later", "tall")] == [State.DONE] * 2
    shown = probe(old.videos / "tall.mp4").video
    assert shown is not None
    assert (shown.width, shown.height) == (720, 1280)

    request = RENDER.require(half.request).model_copy(update={"output": old.root / "anew.mp4"})
    publisher = load_settings(old.home).publisher
    anew = talker.render(request, home=old.root / "new home", publisher=publisher)
    assert anew.resumed_frames == 0
    one, other = frames(old.videos / "half made.mp4"), frames(anew.output)
    assert len(one) == len(other) == FRAMES
    # Another processor rounds otherwise; another picture would differ by far more.
    assert float(np.abs(one - other).mean()) < 0.5


@pytest.mark.parametrize(
    ("sheet", "name", "options", "actions"),
    [
        ("list.csv", "list-fb4194", ["--size", "128", "--fps", "10", "--quality", "38"],
         ["done", "done"]),
        ("other.csv", "partly made", ["--preset", "Mine"], ["done", "problem", "failed"]),
    ],
)  # fmt: skip
def test_a_batch_that_is_run_again_makes_nothing_twice(
    old: OldHome, sheet: str, name: str, options: list[str], actions: list[str]
) -> None:
    before, known = old.made_videos, len(jobs(old))
    arguments = ["batch", f"inputs/{sheet}", "-o", "videos", "--name", name, *options]
    code, said = run(old, *arguments, "--dry-run")
    planned = [facts["action"] for facts in said if facts["type"] == "item"]
    assert planned == actions
    code, _ = run(old, *arguments)
    assert code == (0 if set(actions) == {"done"} else 6)
    assert old.made_videos == before
    assert len(jobs(old)) == known


@pytest.mark.skipif(sys.platform != "linux", reason="made where paths begin with /tmp")
def test_a_batch_has_the_name_that_it_had() -> None:
    there = Path("/tmp/mouthpiece-as-it-was")
    assert batch_name(there / "inputs" / "list.csv", there / "videos") == "list-fb4194"


def test_settings_of_every_section_are_as_they_were(old: OldHome) -> None:
    settings = load_settings(old.home)
    models, window, labels = settings.models, settings.window, settings.labels
    assert models.extra_folders == (old.root / "more models",)
    assert (models.offline, models.parallel) == (True, 5)
    assert models.mirrors == ("https://models.example.org/all",)
    assert (window.language.value, window.theme, window.workers) == ("zh_TW", Theme.DARK, 3)
    assert (window.when_done, window.queue_on, window.welcomed) == (WhenDone.SLEEP, False, True)
    assert window.output_folder == old.videos
    assert window.recent_portraits == (old.inputs / "portrait.jpg",)
    assert (window.version.aspect, window.version.resolution.value) == (Aspect.TALL, "720")
    assert (window.defaults.size, window.defaults.head_motion) == (256, 0.5)
    assert (window.defaults.yaw, window.defaults.deliverable) == ((0, 10, 0), ("gif",))
    assert (labels.region, labels.producer, labels.sign) == (Region.EU, "A studio", False)
    assert (settings.farm.use, settings.farm.scheduler) == (True, "farm.example.org:9000")
    assert settings.updates.check.value == "off"


def test_presets_presenters_and_renamed_videos_are_there(old: OldHome) -> None:
    assert "Mine" in preset_names(old.home)
    assert is_own("mine", old.home)
    mine = load_preset("mine", old.home).options
    assert (mine["head_motion"], mine["ai_label"]) == (0.25, LabelTime.START)

    (ada,) = Presenters(old.home).all()
    assert (ada.facts.name, ada.facts.preset) == ("Ada", "Mine")
    assert ada.facts.voice == old.inputs / "one.ogg"
    assert ada.portrait.is_file()
    assert not ada.problem

    with JobStore(queue_path(old.home)) as store:
        videos = {one.name: one.job for one in Library(store, old.home).find(old.videos)}
    assert sorted(videos) == ["a better name", "first", "portrait_three_Mine", "second"]
    renamed = videos["a better name"]
    assert renamed is not None
    assert renamed.label == "a better name"


def test_trust_keys_and_logs_are_kept(old: OldHome) -> None:
    store = ModelStore(old.home, load_settings(old.home).models)
    model = store.catalogue.model("controlnet-openpose-sd15")
    (file,) = [one for one in model.files if one.sha256 is None]
    assert store.accepted.expected(model, file) == "ab" * 32

    identity = (old.home / "identity" / "local.pem").read_bytes()
    local_identity(old.home, CancelToken())
    assert (old.home / "identity" / "local.pem").read_bytes() == identity
    for keys in (own_keys(old.home), issued_keys("helper", old.home)):
        assert keys.authority.is_file()
        assert keys.certificate.is_file()
        assert keys.key.is_file()
    assert "attempt 1" in read_log(jobs(old)["second"].id, old.home)


def frames(video: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.stack(list(read_frames(video))).astype(np.float32)
