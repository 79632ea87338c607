"""What the built-in renderer draws, seen through the landmark model and the pixels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from talker.engines.base import Drive, Portrait
from talker.engines.builtin import engine as module
from talker.engines.builtin import topology as topo
from talker.engines.builtin.engine import BuiltinEngine
from talker.engines.builtin.fit import neutral
from talker.engines.builtin.lids import lid_skin
from talker.engines.builtin.rig import build_rig
from talker.face.compositor import Compositor
from talker.face.geometry import EYE_RINGS, lip_gap
from talker.face.landmarks import Face
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.audio import open_speech
from talker.options.picture import Mode
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.scene import Canvas, Motion
from tests.talker.engines.builtin.still import portrait, poses
from tests.talker.sounds import write_clicks

OPEN = {"jaw": 10.0, "ldrop": 1.5, "uraise": 0.8, "speech": 1.0}
SHUT = {"closure": 1.0, "press": 0.9, "speech": 1.0}


def _draw(
    source: Portrait, motion: Motion, mode: Mode = Mode.CROP, size: int = 512
) -> tuple[Canvas, NDArray[np.uint8]]:
    options = RenderOptions(mode=mode, size=size)
    engine = BuiltinEngine()
    canvas = engine.canvas(source, options)
    renderer = engine.renderer(source, motion, canvas, options)
    return canvas, renderer.render(0, motion.frame_count)


def _face(picture: NDArray[np.uint8]) -> Face:
    faces = MediaPipeLandmarks().detect(picture)
    assert len(faces) == 1
    return faces[0]


def _eye_opening(face: Face) -> float:
    mesh = face.mesh[:, :2]
    pairs = ((159, 145), (386, 374))
    width = float(np.linalg.norm(mesh[33] - mesh[263]))
    return sum(float(np.linalg.norm(mesh[a] - mesh[b])) for a, b in pairs) / width


def test_a_toothy_smile_opens_for_vowels_and_shuts_for_closures(astronaut: Path) -> None:
    _, frames = _draw(portrait(astronaut), poses(OPEN, SHUT))
    opened, shut = (lip_gap(_face(frame).mesh) for frame in frames)
    assert opened > 8.0
    assert shut < 0.45 * opened


def test_a_blink_shuts_the_eyes(astronaut: Path) -> None:
    _, frames = _draw(portrait(astronaut), poses({}, {"blink": 1.0}))
    opened, shut = (_eye_opening(_face(frame)) for frame in frames)
    assert shut < 0.7 * opened


def test_a_closed_lid_is_skin_without_the_eye_and_its_lashes(astronaut: Path) -> None:
    source = portrait(astronaut)
    canvas, frames = _draw(source, poses({}, {"blink": 1.0}))
    scale = canvas.window_size[0] / canvas.window.width
    mesh = (source.face.mesh[:, :2] - (canvas.window.left, canvas.window.top)) * scale
    for upper, lower in ((159, 145), (386, 374)):
        middle = 0.65 * mesh[upper] + 0.35 * mesh[lower]
        x, y = middle.round().astype(int)
        opened, shut = (frame[y - 2 : y + 3, x - 4 : x + 5].mean((0, 1)) for frame in frames)
        cheek_x, cheek_y = mesh[50 if upper == 159 else 280].round().astype(int)
        cheek = frames[0][cheek_y - 4 : cheek_y + 5, cheek_x - 4 : cheek_x + 5].mean((0, 1))
        assert np.abs(shut - cheek).mean() < 0.5 * np.abs(opened - cheek).mean()


@pytest.mark.parametrize(
    ("color", "light"), [((15, 15, 20), 1.0), ((230, 215, 190), 0.5)], ids=["rim", "fair hair"]
)
def test_what_lies_over_an_eye_lies_over_its_lid(
    astronaut: Path, color: tuple[int, int, int], light: float
) -> None:
    source = portrait(astronaut)
    mesh, image = source.face.mesh[:, :2], (light * source.image).astype(np.uint8)
    eye, up = mesh[[159, 145]].mean(0), mesh[159] - mesh[145]
    slant = np.array([0.35 * up[1], 0.0])
    ends = [(eye + side * (2.2 * up + slant)).round().astype(int) for side in (-1, 1)]
    cv2.line(image, ends[0], ends[1], color, 1, cv2.LINE_AA)
    canvas, (opened, shut) = _draw(replace(source, image=image), poses({}, {"blink": 1.0}))
    scale = canvas.window_size[0] / canvas.window.width
    x, y = ((eye - (canvas.window.left, canvas.window.top)) * scale).round().astype(int)
    over = np.abs(opened[y - 2 : y + 3, x - 1 : x + 2].astype(int) - np.array(color)).max(2) < 60
    assert over.any()
    assert np.abs(shut.astype(int) - opened)[y - 2 : y + 3, x - 1 : x + 2][over].mean() < 20
    beside = shut[y - 2 : y + 3, x + 12 : x + 16].mean((0, 1))
    assert np.abs(beside - np.array(color)).max() > 60


def test_nothing_of_an_eye_itself_lies_over_its_lid(astronaut: Path) -> None:
    source = portrait(astronaut)
    canvas = BuiltinEngine().canvas(source, RenderOptions())
    rig = build_rig(source, canvas)
    for upper, lower in (
        (topo.RIGHT_UPPER_LID, topo.RIGHT_LOWER_LID),
        (topo.LEFT_UPPER_LID, topo.LEFT_LOWER_LID),
    ):
        assert lid_skin(rig, upper, lower).over is None


def test_hidden_eyes_do_not_blink(astronaut: Path) -> None:
    source = portrait(astronaut)
    image = source.image.copy()
    for ring in EYE_RINGS:
        outline = source.face.mesh[list(ring), :2]
        wide = outline.mean(0) + 2.2 * (outline - outline.mean(0))
        cv2.fillPoly(image, [wide.round().astype(np.int32)], (12, 12, 14))
    _, frames = _draw(replace(source, image=image), poses({}, {"blink": 1.0}))
    assert np.array_equal(*frames)


@pytest.mark.parametrize(
    ("channel", "angle"), [("yaw", 9.0), ("yaw", -9.0), ("pitch", 7.0), ("roll", 8.0)]
)
def test_the_head_turns_the_way_it_is_told(astronaut: Path, channel: str, angle: float) -> None:
    _, frames = _draw(portrait(astronaut), poses({"speech": 1.0}, {"speech": 1.0, channel: angle}))
    before, after = (_face(frame) for frame in frames)
    turned = getattr(after, channel) - getattr(before, channel)
    assert turned * np.sign(angle) > 0.3 * abs(angle)


def test_at_rest_the_photograph_comes_back_but_for_parted_lips(astronaut: Path) -> None:
    source = portrait(astronaut)
    canvas, frames = _draw(source, poses({}), Mode.FULL)
    box = canvas.window
    photograph = source.image[box.top : box.bottom, box.left : box.right]
    changed = np.abs(frames[0].astype(int) - photograph).max(2)
    eyes, nose, chin = (int(source.face.mesh[i, 1]) - box.top for i in (145, 1, 152))
    assert changed[:eyes].max() <= 4
    assert changed[2 * chin - nose :].max() <= 4
    assert lip_gap(_face(frames[0]).mesh) < 3.0 < 4.0 < lip_gap(source.face.mesh)


def test_full_mode_changes_nothing_outside_its_window_and_leaves_no_seam(astronaut: Path) -> None:
    source = portrait(astronaut)
    canvas, frames = _draw(source, poses(OPEN | {"yaw": 10.0, "roll": 6.0, "ty": 3.0}), Mode.FULL)
    frame = Compositor(source.image, canvas).compose(frames)[0]
    box = canvas.window
    outside = np.ones(frame.shape[:2], bool)
    outside[box.top : box.bottom, box.left : box.right] = False
    assert np.array_equal(frame[outside], source.image[outside])
    rim = frames[0].copy()
    rim[3:-3, 3:-3] = 0
    photograph = source.image[box.top : box.bottom, box.left : box.right].copy()
    photograph[3:-3, 3:-3] = 0
    assert box.left > 0
    assert box.right < frame.shape[1]
    for side in (slice(0, 3), slice(-3, None)):
        assert np.abs(rim[:, side].astype(int) - photograph[:, side]).max() <= 2


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_has_even_frames_of_the_right_shape(astronaut: Path, mode: Mode) -> None:
    source = portrait(astronaut)
    canvas, frames = _draw(source, poses(OPEN), mode, size=256)
    height, width = source.image.shape[:2]
    assert frames.shape[1:3] == canvas.window_size[::-1]
    if mode in (Mode.FULL, Mode.EXTFULL):
        assert canvas.frame_size == (width, height)
    elif mode is not Mode.RESIZE:
        assert canvas.frame_size == (256, 256)
    assert canvas.frame_size[0] % 2 == canvas.frame_size[1] % 2 == 0


def test_wide_modes_show_or_move_more(astronaut: Path) -> None:
    source, engine = portrait(astronaut), BuiltinEngine()
    box = {mode: engine.canvas(source, RenderOptions(mode=mode)).window for mode in Mode}
    assert box[Mode.EXTCROP].width > box[Mode.CROP].width
    assert box[Mode.EXTFULL].width > box[Mode.FULL].width
    assert box[Mode.RESIZE].width == source.image.shape[1]


def test_a_frame_depends_on_its_index_alone(
    astronaut: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = portrait(astronaut)
    made = []

    class Counted(module.Figure):
        def __init__(self, *given: Any) -> None:
            made.append(given)
            super().__init__(*given)

    monkeypatch.setattr(module, "Figure", Counted)
    rows = [OPEN | {"yaw": float(i), "blink": i / 6, "gaze_x": 0.4} for i in range(6)]
    options, motion = RenderOptions(size=256), poses(*rows)
    engine = BuiltinEngine()
    speech = open_speech(write_clicks(tmp_path / "a.wav", 0.4, at=0.1))
    for _ in range(2):
        engine.motion(Drive(speech), options, source, CancelToken())
    assert engine._begun is not None  # while the speech is heard
    canvas = engine.canvas(source, options)
    whole = engine.renderer(source, motion, canvas, options).render(0, 6)
    again = engine.renderer(source, motion, canvas, options)
    for index in (5, 0, 3):
        assert np.array_equal(again.render(index, index + 1)[0], whole[index])
    assert len(made) == 1


@pytest.mark.parametrize("tone", [(1.0, 1.0, 1.0), (1.1, 0.95, 0.7)], ids=["grey", "sepia"])
def test_a_photograph_without_colours_has_a_mouth_without_colours(
    astronaut: Path, tone: tuple[float, float, float]
) -> None:
    source = portrait(astronaut)
    grey = cv2.cvtColor(source.image, cv2.COLOR_RGB2GRAY)[..., None]
    toned = replace(source, image=np.clip(grey * np.array(tone), 0, 255).astype(np.uint8))
    _, frames = _draw(toned, poses(OPEN))
    x, y = (np.array(frames.shape[2:0:-1]) * (0.5, 0.75)).astype(int)
    mouth = frames[0][y - 60 : y + 60, x - 80 : x + 80].reshape(-1, 3).astype(float)
    light = mouth.mean(1)
    bright = light > 40
    shares = mouth[bright] / light[bright][:, None]
    assert np.abs(shares - np.array(tone) / np.mean(tone)).max() < 0.12


def test_a_dark_photograph_in_colour_keeps_a_red_mouth(astronaut: Path) -> None:
    source = portrait(astronaut)
    dark = replace(source, image=(source.image * 0.25).astype(np.uint8))
    (lit,), (dim,) = (_draw(one, poses(OPEN))[1] for one in (source, dark))
    changed = np.abs(dim.astype(int) - _draw(dark, poses({}))[1][0]).max(2) > 20
    red = (dim[..., 0].astype(int) - dim[..., 2])[changed]
    assert red.max() > 10
    assert lit.mean() > dim.mean()


def _with(name: str, value: float) -> Motion:
    """Two frames: at rest, and with a channel that only motions with an expression have."""
    rest = poses({}, {})
    column = np.array([[0], [value]], np.float32)
    values = np.concatenate([rest.values, column], axis=1)
    return replace(rest, channels=(*rest.channels, name), values=values)


def test_a_smile_that_is_asked_for_widens_the_mouth(astronaut: Path) -> None:
    _, frames = _draw(portrait(astronaut), _with("smile", 3.0))
    rest, smiling = (_face(frame).mesh for frame in frames)
    widths = [float(np.linalg.norm(mesh[61] - mesh[291])) for mesh in (rest, smiling)]
    assert widths[1] > 1.02 * widths[0]


def test_a_frown_brings_the_brows_together_and_down(astronaut: Path) -> None:
    source, motion = portrait(astronaut), _with("frown", 2.0)
    rig = build_rig(source, BuiltinEngine().canvas(source, RenderOptions()))
    rest, frowning = rig.place(motion, neutral(rig.gap, rig.smile, motion), 0, 2).points
    right, left = 107, 336  # their inner ends
    gap = (frowning - rest)[left, 0] - (frowning - rest)[right, 0]
    assert gap < -1.5 * rig.unit
    assert (frowning - rest)[[left, right], 1].min() > 1.5 * rig.unit
    assert np.abs(frowning - rest)[[61, 291, 152]].max() < 0.01


def test_brows_and_lower_lids_take_part_in_a_blink(astronaut: Path) -> None:
    source, motion = portrait(astronaut), poses({}, {"blink": 1.0})
    rig = build_rig(source, BuiltinEngine().canvas(source, RenderOptions()))
    rest, shut = rig.place(motion, neutral(rig.gap, rig.smile, motion), 0, 2).points
    moved = (shut - rest)[:, 1] / rig.unit
    assert 0.2 < moved[[105, 334]].min() < moved[[105, 334]].max() < 0.6
    assert -0.6 < moved[[145, 374]].min() < moved[[145, 374]].max() < -0.2


def test_hair_over_a_cheek_leaves_no_edge_on_the_lids(astronaut: Path) -> None:
    source = portrait(astronaut)
    rig = build_rig(source, BuiltinEngine().canvas(source, RenderOptions()))
    hair = rig.texture.copy()
    for cheek in topo.CHEEKS:
        x, y = (rig.rest[cheek] + rig.margin).astype(int)
        hair[y : y + 50, x : x + 3] = 20
    lids = topo.RIGHT_UPPER_LID, topo.RIGHT_LOWER_LID
    free, under = (lid_skin(one, *lids).color for one in (rig, replace(rig, texture=hair)))
    middle = slice(free.shape[0] // 2 + 1, free.shape[0] // 2 + 6)
    edge = np.abs(np.diff(under[middle], axis=1)).mean((0, 2)).max()
    assert edge < 1.5 * np.abs(np.diff(free[middle], axis=1)).mean((0, 2)).max()


def test_what_stands_out_beside_an_eye_goes_when_it_shuts(astronaut: Path) -> None:
    source = portrait(astronaut)
    mesh, image = source.face.mesh[:, :2], source.image.copy()
    across = (mesh[33] - mesh[133]) / np.linalg.norm(mesh[33] - mesh[133])
    unit = float(np.linalg.norm(mesh[33] - mesh[133])) / 28
    tip = mesh[33] + 6.5 * unit * across + (0, -3 * unit)
    ends = [spot.round().astype(int).tolist() for spot in (mesh[33] + (0, -unit), tip)]
    cv2.line(image, ends[0], ends[1], (10, 8, 8), 1, cv2.LINE_AA)
    canvas, frames = _draw(replace(source, image=image), poses({}, {"blink": 1.0}))
    scale = canvas.window_size[0] / canvas.window.width
    spot = (tip - 1.5 * unit * across - (canvas.window.left, canvas.window.top)) * scale
    x, y = spot.round().astype(int)
    opened, shut = (frame[y - 3 : y + 4, x - 2 : x + 3].mean(2).min() for frame in frames)
    assert shut > 1.5 * opened


def test_a_squint_lifts_the_lower_lids_and_leaves_mouth_and_brows(astronaut: Path) -> None:
    source, motion = portrait(astronaut), poses({}, {"squint": 1.0})
    rig = build_rig(source, BuiltinEngine().canvas(source, RenderOptions()))
    rest, narrow = rig.place(motion, neutral(rig.gap, rig.smile, motion), 0, 2).points
    moved = narrow - rest
    assert moved[[145, 374], 1].max() < -0.8 * rig.unit
    assert 0 < moved[[159, 386], 1].min() < moved[[159, 386], 1].max() < 0.5 * rig.unit
    assert np.abs(moved[[33, 133, 362, 263, 61, 291, 105, 334]]).max() < 0.05 * rig.unit
