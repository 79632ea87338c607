"""Our curves in the numbers of LivePortrait's key points."""

from __future__ import annotations

import numpy as np
import pytest

from talker.engines.liveportrait import editing, mapping
from talker.engines.liveportrait.driving import HeadMotion
from talker.engines.liveportrait.keypoints import rotation
from talker.engines.liveportrait.mapping import MAPPING
from talker.engines.liveportrait.ratios import Ratios
from talker.engines.liveportrait.speaking import (
    CLOSED_LIPS,
    Mouthed,
    Ours,
    lip_share,
    spoken,
)
from talker.media.audio import open_speech
from talker.motion import curves, visemes
from talker.motion.curves import CHANNELS
from talker.options.motion import ReferenceUse
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.scene import Motion
from tests.talker.engines.liveportrait.visemes import Reading, expression_of, reading

ZERO = np.zeros(3, np.float32)
OPENED = Ratios((0.33, 0.33), 0.1)


@pytest.fixture(scope="module")
def table() -> dict[str, Reading]:
    return {name: reading(expression_of(name)) for name in visemes.VISEMES}


def test_open_vowels_open_and_narrow_ones_do_not(table: dict[str, Reading]) -> None:
    opening = {name: found.opening for name, found in table.items()}
    assert 0.3 < opening["aa"] < 0.6
    assert opening["aa"] > opening["E"] > opening["ax"] > opening["DD"] > opening["FF"]
    assert opening["O"] > opening["U"]
    assert max(opening.values()) == opening["aa"]
    assert opening["sil"] == pytest.approx(0, abs=0.005)


def test_spread_vowels_are_wide_and_rounded_ones_narrow(table: dict[str, Reading]) -> None:
    width = {name: found.width for name, found in table.items()}
    assert width["I"] > width["E"] > 1.05
    assert width["U"] < width["O"] < width["CH"] < 0.95
    assert width["sil"] == pytest.approx(1, abs=0.01)
    assert all(0.7 < found < 1.3 for found in width.values())


def test_p_b_and_m_close_lips_as_the_measured_closure_does(table: dict[str, Reading]) -> None:
    """19.y at rest or 0.003 to 0.005 below it: never open, and not bitten."""
    assert -0.0055 < table["PP"].lips <= -0.003
    assert all(table["PP"].lips < found.lips for name, found in table.items() if name != "PP")


def test_a_closure_inside_of_a_word_closes_too(demo_speech: object) -> None:
    """Wherever the sentence closes the lips, the key points do: not above the closed source."""
    made = _curves_of_demo(demo_speech)
    change = mapping.expression(made, mapping.MOUTH)
    closed = made["closure"] > 0.95
    assert closed.sum() > 10  # or it says nothing
    assert change[closed, 19, 1].max() <= 0.0005
    assert lip_share(Mouthed((Ratios((0.3, 0.3), 0.0),), 0, 0), made["closure"])[closed].min() > 0.9


def test_speech_moves_lips_within_what_filmed_speech_does(demo_speech: object) -> None:
    """The published template of a lively talker: 19.y spread 0.027, from -0.020 to 0.073."""
    moved = mapping.expression(_curves_of_demo(demo_speech), mapping.MOUTH)[:, 19, 1]
    assert 0.008 < moved.std() < 0.027
    assert 0.035 < moved.max() < 0.093
    assert moved.min() > -0.01


def _curves_of_demo(recording: object) -> mapping.Curves:
    heard = visemes.track(open_speech(recording), CancelToken())  # type: ignore[arg-type]
    return mapping.curves_of(curves.motion(heard, RenderOptions(seed=1), 250))


def test_every_line_of_the_table_names_a_curve_and_where_it_comes_from() -> None:
    named = {*CHANNELS, "smile", "frown"}
    for row in MAPPING:
        assert row.curve in named
        assert row.why
        assert row.slider.change(row.gain).any()
    of_the_head = {"yaw", "pitch", "roll", "tx", "ty"}
    elsewhere = {"blink", "closure", "speech"}
    elsewhere |= {"tongue", "squint"}  # these are drawn by the networks alone
    assert {row.curve for row in MAPPING} == named - of_the_head - elsewhere


def test_blinks_shut_eyes_however_far_they_are_open() -> None:
    """As in the templates: 11.y +0.011..0.013 from a ratio of 0.33, +0.0225 from 0.5."""
    for ratio, low, high in ((0.33, 0.011, 0.0135), (0.5, 0.019, 0.0235)):
        change = mapping.blinking(np.array([0.0, 0.5, 1.0], np.float32), Ratios((ratio, ratio), 0))
        assert not change[0].any()
        assert low <= change[2, 11, 1] <= high
        assert change[2, 15, 1] == change[2, 11, 1]
        assert change[1, 11, 1] == pytest.approx(change[2, 11, 1] / 2)
    assert not mapping.blinking(np.ones(1, np.float32), Ratios((0.05, 0.06), 0)).any()


def face(**angles: float) -> HeadMotion:
    turn = rotation(*(np.array([angles.get(n, 0.0)], np.float32) for n in ("p", "y", "r")))
    points = np.random.default_rng(5).uniform(-0.3, 0.3, (1, 21, 3)).astype(np.float32)
    points[0, 0] = (0, 0, -0.4)  # a nose
    return HeadMotion(points, turn, 0 * points, np.zeros((1, 3), np.float32), np.full(1, 1.2))


def made(options: RenderOptions | None = None, ours: Ours | None = None, **values: float) -> Motion:
    names = dict.fromkeys((*CHANNELS, "smile", "frown"), 0.0) | values
    moving = {name: np.array([0.0, value], np.float32) for name, value in names.items()}
    asked = options or RenderOptions()
    return spoken(face(), Mouthed((OPENED,), 0.0, 0.01), moving, asked, ours or Ours())


def nose(motion: Motion) -> np.ndarray:
    """Where the tip of the nose goes: [3]."""
    points = motion.values[:, :-1].reshape(-1, 21, 3)
    moved: np.ndarray = points[1, 0] - points[0, 0]
    return moved


def test_the_head_turns_the_way_of_our_own_angles() -> None:
    """Yaw to picture right, pitch down, roll clockwise."""
    assert nose(made(yaw=10))[0] > 0.05
    assert nose(made(pitch=10))[1] > 0.05
    rolled = made(roll=10).values[:, :-1].reshape(-1, 21, 3)
    right = face().points()[0, :, 0].argmax()
    assert rolled[1, right, 1] > rolled[0, right, 1]
    assert nose(made(tx=4))[:2] == pytest.approx([0.04, 0], abs=1e-6)


def test_turns_end_softly_where_the_networks_do() -> None:
    assert nose(made(yaw=60))[0] < nose(made(yaw=90))[0] < 0.48 * np.sin(np.radians(25))


def test_the_eyes_make_up_for_the_head() -> None:
    moving = {name: np.zeros(1, np.float32) for name in CHANNELS} | {
        "yaw": np.array([10], np.float32),
        "pitch": np.array([5], np.float32),
    }
    full, half = (mapping.to_camera(moving, share) for share in (1.0, 0.5))
    assert full["gaze_x"][0] == pytest.approx(2 * half["gaze_x"][0])
    assert full["gaze_x"][0] < -1.5
    assert full["gaze_y"][0] < -0.5
    change = mapping.expression(full, mapping.GAZE)[0]
    assert change[11, 0] < 0  # against the turn
    assert change[11, 1] < 0  # up


@pytest.mark.parametrize(
    ("use", "clip", "left"),
    [
        (None, False, "mouth face eyes head"),
        (None, True, "mouth face"),
        (ReferenceUse.POSE, False, "mouth face eyes"),
        (ReferenceUse.BLINK, False, "mouth face head"),
        (ReferenceUse.BLINK, True, "mouth face"),
        (ReferenceUse.BOTH, False, "mouth"),
        (ReferenceUse.ALL, False, ""),
    ],
)
def test_what_a_video_gives_is_not_ours(use: ReferenceUse | None, clip: bool, left: str) -> None:
    ours = Ours.beside(use, clip=clip)
    assert [name for name, kept in vars(ours).items() if kept] == left.split()
    moved = {
        "mouth": made(ours=ours, jaw=8),
        "face": made(ours=ours, brow=3),
        "eyes": made(ours=ours, blink=1),
        "head": made(ours=ours, roll=8),
    }
    for name, motion in moved.items():
        points = motion.values[:, :-1]
        assert np.array_equal(points[0], points[1]) is (name not in left)


def test_given_angles_are_added_to_the_way_of_a_filmed_head() -> None:
    ours = Ours.beside(None, clip=True)
    assert nose(made(RenderOptions(yaw=(10,)), ours, yaw=10))[0] > 0.05
    assert nose(made(RenderOptions(), ours, yaw=10))[0] == 0


def test_a_photographed_smile_is_calmed_or_kept() -> None:
    moving = {name: np.zeros(2, np.float32) for name in CHANNELS}
    moving["speech"] = np.array([0.0, 1.0], np.float32)
    smiling = Mouthed((OPENED,), 6.0, 0.01)
    calm, kept = (
        spoken(face(), smiling, moving, RenderOptions.model_validate({"smile": name}), Ours())
        for name in ("calm", "keep")
    )
    change = (calm.values - kept.values)[:, :-1].reshape(2, 21, 3) / 1.2
    assert change[1, 14, 1] > change[0, 14, 1] > 0.005  # against the smile, more while speaking
    direction = editing.SMILE.change(-1.0)[0]
    assert change[0] == pytest.approx(0.336 * direction, abs=1e-5)


def test_lips_that_are_apart_are_shut_before_they_speak() -> None:
    closure = np.array([0.0, 0.4, 1.0], np.float32)
    apart = Mouthed((Ratios((0.3, 0.3), CLOSED_LIPS),), 0.0, 0.0)
    shut = Mouthed((Ratios((0.3, 0.3), 0.9 * CLOSED_LIPS),), 0.0, 0.0)
    assert lip_share(apart, closure).tolist() == [1, 1, 1]
    assert np.array_equal(lip_share(shut, closure), closure)
    filmed = Mouthed((apart.ratios[0], shut.ratios[0], shut.ratios[0]), 0.0, 0.0)
    assert lip_share(filmed, closure).tolist() == pytest.approx([1, 0.4, 1])
