"""The stage on the road: what comes out, how large, and when it is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from torch import nn

from talker.engines.base import Portrait
from talker.engines.builtin.engine import BuiltinEngine
from talker.enhance.limits import MAX_SIDE
from talker.enhance.networks import BUILD
from talker.enhance.runner import NetworkUpscaler
from talker.enhance.stage import Enhancement, Scene
from talker.errors import Cancelled, ErrorCode, InputError, ModelMissing, UsageError
from talker.face.compositor import Compositor
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.files import digest
from talker.home import home_folder
from talker.media.images import load_image
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.model_files import NoModelFiles
from talker.options.picture import Mode
from talker.options.render import RenderOptions, RenderRequest
from talker.options.restoring import Restoration, Upscaling
from talker.pipeline import RenderPipeline, render
from talker.progress import CancelToken, Notice, Progress, Stage
from talker.provenance.publisher import Publisher
from talker.render_context import RenderContext
from talker.result import RenderResult
from talker.scene import Box, Canvas, Image
from tests.talker.enhance.narrow import NarrowModels, narrow
from tests.talker.films import content
from tests.talker.networks.seeded import seeded
from tests.talker.sounds import write_clicks


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NarrowModels:
    return NarrowModels(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def portrait(astronaut: Path) -> Portrait:
    image = load_image(astronaut)
    return Portrait(image, MediaPipeLandmarks().detect(image)[0], digest(astronaut))


class Still:
    """Draws the same picture again and again."""

    def __init__(self, picture: Image) -> None:
        self._picture = picture

    def render(self, start: int, stop: int) -> Image:
        return np.repeat(self._picture[None], stop - start, 0)


def request(folder: Path, portrait: Path, seconds: float = 0.5, **options: object) -> RenderRequest:
    speech = folder / "speech.wav"
    if not speech.exists():
        write_clicks(speech, seconds, 16000)
    values: dict[str, object] = {"portrait": portrait, "speech": speech, "engine": "builtin"}
    values |= {"output": folder / "out.mp4", "size": 128, "quality": 10, "device": "cpu"}
    return RenderRequest.model_validate(values | options)


def travel(wanted: RenderRequest, home: Path, models: NarrowModels) -> RenderResult:
    """Without the signature, which differs each time: the same request gives the same file."""
    context = RenderContext(home, models=models, publisher=Publisher(sign=False))
    return RenderPipeline(wanted, BuiltinEngine(), context).run()


def test_without_options_the_scene_stays_as_it_is(portrait: Portrait) -> None:
    canvas = Canvas(Box(0, 0, 512, 512), (512, 512), (512, 512), paste=False)
    scene = Scene(portrait.image, canvas, Still(portrait.image))
    stage = Enhancement(RenderOptions(), NoModelFiles(), home_folder())
    assert stage.identity == ()
    assert stage.improved(scene, portrait, 10) is scene


def test_a_missing_model_is_named_before_any_work(tmp_path: Path, astronaut: Path) -> None:
    reports: list[Progress | Notice] = []
    with pytest.raises(ModelMissing) as caught:
        render(
            request(tmp_path, astronaut, enhance="gfpgan-1.4"),
            on_progress=reports.append,
            home=tmp_path,
        )
    assert caught.value.exit_code == 4
    assert caught.value.model_id == "gfpgan-1.4"
    assert not [one for one in reports if isinstance(one, Progress)]


def test_at_strength_zero_no_model_is_needed() -> None:
    options = RenderOptions(enhance=Restoration.GFPGAN_14, enhance_strength=0)
    assert Enhancement(options, NoModelFiles(), home_folder()).identity == ()


def test_without_torch_the_user_is_told_what_needs_it(
    models: NarrowModels, monkeypatch: pytest.MonkeyPatch
) -> None:
    models.put(Upscaling.GENERAL)
    monkeypatch.setattr("talker.enhance.stage.find_spec", lambda _: None)
    with pytest.raises(InputError, match="torch") as caught:
        Enhancement(RenderOptions(upscale=Upscaling.GENERAL), models, home_folder())
    assert caught.value.code is ErrorCode.COMPONENT_MISSING
    Enhancement(RenderOptions(), models, home_folder())


def test_the_road_is_built_without_torch() -> None:
    code = "import sys, talker.pipeline, talker.enhance.stage; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_another_model_file_is_another_video(models: NarrowModels) -> None:
    options = RenderOptions(upscale=Upscaling.GENERAL)
    path = models.put(Upscaling.GENERAL)
    first = Enhancement(options, models, home_folder()).identity
    os.utime(path, (1, 1))
    assert Enhancement(options, models, home_folder()).identity != first


def test_an_upscaled_video_has_four_times_the_size(
    tmp_path: Path, astronaut: Path, models: NarrowModels
) -> None:
    models.put(Upscaling.GENERAL)
    wanted = request(tmp_path, astronaut, upscale="realesr-general-x4v3")
    result = travel(wanted, tmp_path, models)
    assert (result.width, result.height) == (512, 512)
    found = probe(result.output)
    assert found.video is not None
    assert (found.video.width, found.video.height) == (512, 512)


def test_a_restored_video_differs_in_the_face_alone(
    tmp_path: Path, astronaut: Path, models: NarrowModels
) -> None:
    models.put(Restoration.GFPGAN_14)
    plain = travel(request(tmp_path, astronaut, 0.2, mode="full"), tmp_path, models)
    before = np.stack(list(read_frames(plain.output)))
    wanted = request(tmp_path, astronaut, mode="full", enhance="gfpgan-1.4", overwrite=True)
    after = np.stack(list(read_frames(travel(wanted, tmp_path, models).output)))
    assert before.shape == after.shape
    change = np.abs(after.astype(int) - before).mean((0, -1))
    box = MediaPipeLandmarks().detect(load_image(astronaut))[0].box
    face = np.zeros_like(change, bool)
    face[box.top - 20 : box.bottom + 20, box.left - 20 : box.right + 20] = True
    assert change[face].mean() > 5
    assert change[~face].mean() < 0.5


def test_the_still_background_is_upscaled_once_for_all_renders(
    tmp_path: Path, portrait: Portrait, models: NarrowModels, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm = narrow(Upscaling.GENERAL)
    calm.body[-1].weight.data *= 0.02
    calm.body[-1].bias.data *= 0
    models.put_as(Upscaling.GENERAL, calm)
    options = RenderOptions.model_validate({"upscale": "realesr-general-x4v3", "device": "cpu"})
    window = Box(150, 20, 330, 260)
    canvas = Canvas(window, (180, 240), (512, 512), paste=True)
    part = portrait.image[20:260, 150:330]
    scene = Scene(portrait.image, canvas, Still(part))
    first = Enhancement(options, models, tmp_path).improved(scene, portrait, 4)
    seen: list[tuple[int, ...]] = []
    honest = NetworkUpscaler.upscale

    def watched(self: NetworkUpscaler, pictures: Image) -> Image:
        seen.append(pictures.shape)
        return honest(self, pictures)

    monkeypatch.setattr(NetworkUpscaler, "upscale", watched)
    second = Enhancement(options, models, tmp_path).improved(scene, portrait, 4)
    assert np.array_equal(first.background, second.background)
    assert second.canvas.blend  # a network sees no surroundings: its edges differ a little
    frames = Compositor(second.background, second.canvas).compose(second.renderer.render(0, 3))
    assert seen == [(3, 240, 180, 3)]  # only the window, never the whole picture
    assert frames.shape == (3, 2048, 2048, 3)
    outside = np.ones(frames.shape[1:3], bool)
    outside[80:1040, 600:1320] = False
    assert np.array_equal(frames[0][outside], second.background[outside])
    inside = np.abs(frames[0].astype(int) - second.background)[80:1040, 600:1320]
    assert inside.mean() < 3  # the window shows what is behind it, and no seam


def test_a_window_drawn_small_is_shown_large_with_the_restored_face(
    tmp_path: Path, portrait: Portrait, models: NarrowModels
) -> None:
    models.put(Restoration.GFPGAN_14)
    options = RenderOptions.model_validate({"enhance": "gfpgan-1.4", "device": "cpu"})
    window = Box(140, 10, 340, 270)
    canvas = Canvas(window, (64, 64), (512, 512), paste=True, blend=True)
    small = np.ascontiguousarray(portrait.image[10:270:4, 140:340:3][:64, :64])
    scene = Scene(portrait.image, canvas, Still(small))
    made = Enhancement(options, models, tmp_path).improved(scene, portrait, 1)
    assert made.canvas.window_size == (200, 260)
    assert made.canvas.blend
    assert made.renderer.render(0, 1).shape == (1, 260, 200, 3)


def test_a_video_too_large_for_players_is_refused(
    tmp_path: Path, portrait: Portrait, models: NarrowModels
) -> None:
    models.put(Upscaling.GENERAL)
    side = MAX_SIDE // 4 + 2
    canvas = Canvas(Box(0, 0, 512, 512), (512, 512), (side, side), paste=False)
    scene = Scene(portrait.image, canvas, Still(portrait.image))
    stage = Enhancement(RenderOptions(upscale=Upscaling.GENERAL), models, tmp_path)
    with pytest.raises(UsageError, match="8200x8200") as caught:
        stage.improved(scene, portrait, 1)
    assert caught.value.code is ErrorCode.OPTION_INVALID


@pytest.fixture
def quick(models: NarrowModels, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A restorer that only changes colours: the road does not care what the network is."""
    monkeypatch.setitem(BUILD, Restoration.GFPGAN_14, lambda: nn.Conv2d(3, 3, 1))
    return models.put_as(Restoration.GFPGAN_14, seeded(lambda: nn.Conv2d(3, 3, 1)))


def stopped_in_the_second_segment(
    folder: Path, portrait: Path, home: Path, models: NarrowModels
) -> RenderRequest:
    wanted = request(folder, portrait, 9.0, enhance="gfpgan-1.4", fps=10)
    cancel = CancelToken()

    def stop(report: Progress | Notice) -> None:
        if isinstance(report, Progress) and report.stage is Stage.RENDER and report.done > 80:
            cancel.cancel()

    context = RenderContext(home, stop, cancel, models)
    with pytest.raises(Cancelled):
        RenderPipeline(wanted, BuiltinEngine(), context).run()
    return wanted


@pytest.mark.usefixtures("quick")
def test_a_stopped_render_goes_on_to_the_same_video(
    tmp_path: Path, astronaut: Path, models: NarrowModels
) -> None:
    home = tmp_path / "home"
    wanted = stopped_in_the_second_segment(tmp_path, astronaut, home, models)
    resumed = travel(wanted, home, models)
    assert resumed.resumed_frames == 80
    other = wanted.model_copy(update={"output": tmp_path / "whole.mp4"})
    whole = travel(other, tmp_path / "other", models)
    assert content(resumed.output) == content(whole.output)


@pytest.mark.slow
def test_a_render_does_not_go_on_with_another_model_file(
    tmp_path: Path, astronaut: Path, models: NarrowModels, quick: Path
) -> None:
    home = tmp_path / "home"
    wanted = stopped_in_the_second_segment(tmp_path, astronaut, home, models)
    os.utime(quick, (1, 1))
    assert travel(wanted, home, models).resumed_frames == 0


@pytest.mark.parametrize("mode", [Mode.FULL, Mode.RESIZE])
def test_restoring_and_upscaling_go_together(
    tmp_path: Path, astronaut: Path, models: NarrowModels, mode: Mode
) -> None:
    models.put(Restoration.RESTOREFORMER)
    models.put(Upscaling.X2PLUS)
    wanted = request(
        tmp_path,
        astronaut,
        0.12,
        mode=mode,
        enhance="restoreformer",
        upscale="realesrgan-x2plus",
        enhance_strength=0.5,
    )
    result = travel(wanted, tmp_path, models)
    side = 1024 if mode is Mode.FULL else 256
    assert (result.width, result.height) == (side, side)
