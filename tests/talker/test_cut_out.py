"""A portrait that is transparent stays so: its own opacity moves with the head."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from talker.deliver.deliver import deliver
from talker.deliver.plan import DeliverTask
from talker.engines.builtin.engine import BuiltinEngine
from talker.media.portraits import load_portrait
from talker.media.video_frames import read_frames
from talker.options.containers import Format
from talker.options.deliver import DeliverOptions
from talker.options.picture import Mode
from talker.options.render import RenderOptions, RenderRequest
from talker.pipeline import RenderPipeline
from talker.progress import NoticeCode
from talker.provenance.publisher import Publisher
from talker.render_context import RenderContext
from talker.result import RenderResult
from tests.talker.engines.builtin.still import portrait, poses
from tests.talker.films import wanted

Plane = NDArray[np.uint8]
SIDE = 384
Made = tuple[RenderResult, Path]


def oval(size: tuple[int, int]) -> Plane:
    """A soft oval around the astronaut's head and shoulders: uint8 [H, W]."""
    width, height = size
    mask = np.zeros((height, width), np.uint8)
    middle, axes = (width * 46 // 100, height // 2), (width // 3, height * 48 // 100)
    cv2.ellipse(mask, middle, axes, 0, 0, 360, (255,), -1)
    return cv2.GaussianBlur(mask, (0, 0), 3)


@pytest.fixture(scope="module")
def cut_out(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> Path:
    path = tmp_path_factory.mktemp("cut-out") / "cut-out.png"
    with Image.open(astronaut) as image:
        layer = image.convert("RGBA").resize((SIDE, SIDE))
    layer.putalpha(Image.fromarray(oval(layer.size)))
    layer.save(path)
    return path


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, cut_out: Path) -> Made:
    folder = tmp_path_factory.mktemp("film")
    request = wanted(folder, cut_out, seconds=1.0, mode="full", ai_label="off")
    request = request.model_copy(update={"ai_label_reason": "a test"})
    return make(request, folder / "home"), folder / "home"


def make(request: RenderRequest, home: Path) -> RenderResult:
    context = RenderContext(home, publisher=Publisher(sign=False))
    return RenderPipeline(request, BuiltinEngine(), context).run()


def delivered(film: Made, target: Path, **given: object) -> list[Plane]:
    result, home = film
    options = DeliverOptions.model_validate(given)
    tasks = [DeliverTask(options, target)]
    deliver(result.output, tasks, home=home, publisher=Publisher(sign=False))
    if target.is_dir():
        return [np.asarray(Image.open(path)) for path in sorted(target.iterdir())]
    return list(read_frames(target))


def test_what_is_put_behind_is_told(cut_out: Path, astronaut: Path) -> None:
    loaded = load_portrait(cut_out)
    assert loaded.opacity is not None
    np.testing.assert_array_equal(loaded.opacity, oval((SIDE, SIDE)))
    assert [notice.code for notice in loaded.notices] == [NoticeCode.BACKGROUND_ADDED]
    assert load_portrait(astronaut).opacity is None
    assert load_portrait(astronaut).notices == ()


def test_a_transparent_deliverable_has_the_opacity_of_the_portrait(
    film: Made, tmp_path: Path
) -> None:
    frames = delivered(film, tmp_path / "frames", format=Format.PNG, transparent=True)
    assert len(frames) == 25
    first = frames[0].astype(int)
    difference = np.abs(first[:, :, 3] - oval((SIDE, SIDE)))
    assert difference.mean() < 1
    assert np.percentile(difference, 99) < 12


def test_what_was_behind_is_not_in_the_colors_of_the_edges(
    film: Made, cut_out: Path, tmp_path: Path
) -> None:
    """Half transparent pixels are half grey in the video, and of the photo's color without it."""
    first = delivered(film, tmp_path / "frames", format=Format.PNG, transparent=True)[0]
    with Image.open(cut_out) as image:
        photo = np.asarray(image).astype(int)
    edge = (photo[:, :, 3] > 90) & (photo[:, :, 3] < 170)
    error = np.abs(first[edge][:, :3] - photo[edge][:, :3]).mean()
    mixed = np.asarray(next(read_frames(film[0].output))).astype(int)
    assert np.abs(mixed[edge] - photo[edge][:, :3]).mean() > 3 * error


def test_another_background_stands_behind_the_cut_out(film: Made, tmp_path: Path) -> None:
    frame = delivered(film, tmp_path / "a.mp4", background_color="#0000ff")[3]
    np.testing.assert_allclose(frame[4, 4], (0, 0, 255), atol=6)


def test_without_what_was_kept_the_presenter_is_cut_out_by_the_network(
    film: Made, tmp_path: Path
) -> None:
    moved = film[0], tmp_path / "another home"
    frames = delivered(moved, tmp_path / "frames", format=Format.PNG, transparent=True)
    assert len(frames) == 25
    assert frames[0].shape[2] == 4


def test_the_opacity_moves_as_the_picture_does(astronaut: Path) -> None:
    """It is the picture itself: what is drawn of it is what is drawn of its opacity."""
    source = portrait(astronaut)
    grey = source.image[:, :, 1]
    source = replace(source, image=cv2.merge([grey] * 3), opacity=grey)
    options, engine = RenderOptions(mode=Mode.RESIZE, size=256), BuiltinEngine()
    canvas = engine.canvas(source, options)
    rows = [{}, {"yaw": 12.0}, {"roll": -8.0, "breath": 1.0}]
    renderer = engine.renderer(source, poses(*rows), canvas, options)
    frames, opacity = renderer.render(0, 3), renderer.opacity(0, 3)
    assert opacity is not None
    assert opacity.shape == frames.shape
    difference = np.abs(frames.astype(int) - opacity)
    assert (np.median(difference, axis=(1, 2, 3)) <= 1).all()  # but for eyes and mouth
    assert np.abs(opacity[1].astype(int) - opacity[0]).mean() > 2  # it did move
