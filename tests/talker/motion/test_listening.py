"""Who listens: looks over, nods, leans, and keeps his mouth closed."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.motion.curves import CHANNELS, MOUTH, motion
from talker.motion.listening import Listening, listening_curves
from talker.options.render import RenderOptions
from talker.scene import Motion
from tests.talker.motion.test_motion import _curve, _track

Curve = NDArray[np.float32]

WORDS = [("aa", 0.16), ("PP", 0.08), ("I", 0.14), ("DD", 0.08), ("U", 0.2)]
TALK, SILENCE = WORDS * 8, [("sil", 0.66 * 8)]  # 5.28 s each
FPS = 25


def of_two(*, side: tuple[float, float] = (1.0, 0.0), seed: int = 7, **options: object) -> Motion:
    """He listens, speaks, and listens again."""
    own = _track(SILENCE + TALK + SILENCE)
    other = _track(TALK + SILENCE + TALK)
    chosen = RenderOptions.model_validate({"seed": seed, **options})
    frames = round(len(own.probs) / own.rate * FPS)
    return motion(own, chosen, frames, listening=Listening(other, side))


def alone(**options: object) -> Motion:
    own = _track(SILENCE + TALK + SILENCE)
    frames = round(len(own.probs) / own.rate * FPS)
    return motion(own, RenderOptions.model_validate({"seed": 7, **options}), frames)


def listens(curve: Curve) -> Curve:
    return np.concatenate([curve[FPS : 5 * FPS], curve[12 * FPS : -FPS]])


def talks(curve: Curve) -> Curve:
    return curve[6 * FPS : 10 * FPS]


def added(name: str, side: tuple[float, float] = (1.0, 0.0)) -> Curve:
    return _curve(of_two(side=side), name) - _curve(alone(), name)


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("side", [(1.0, 0.0), (-1.0, 0.0)])
def test_eyes_and_head_go_to_the_side_of_the_other(seed: int, side: tuple[float, float]) -> None:
    made = of_two(side=side, seed=seed)
    gaze = _curve(made, "gaze_x") * side[0]
    assert listens(gaze).mean() > 0.8
    assert abs(talks(gaze).mean()) < 0.5
    assert (listens(gaze) < 0.5).mean() < 0.6  # and comes back to the camera now and then
    assert np.abs(_curve(made, "gaze_x")).max() < 3.2


def test_the_head_turns_after_the_eyes_and_the_other_may_be_above() -> None:
    assert 3 < listens(added("yaw")).mean() < 6.5
    assert abs(talks(added("yaw")).mean()) < 1
    assert listens(added("yaw", side=(-1.0, 0.0))).mean() < -3
    above = added("gaze_y", side=(0.0, -1.0))
    assert listens(above).mean() < -0.2
    eyes, head = added("gaze_x"), added("yaw")
    assert 0 < np.argmax(eyes > 1) < np.argmax(head > 3)


def test_a_phrase_that_ends_gets_a_nod() -> None:
    speaks, waits = np.ones(250, np.float32), np.zeros(250, np.float32)
    other = np.concatenate([waits, speaks[:100], waits, speaks[:100], waits])
    nods = [
        listening_curves(np.zeros_like(other), other, 50, (1.0, 0.0), seed).angles[1]
        for seed in range(1, 21)
    ]
    after = [one[350:425].max() for one in nods]
    assert sum(size > 2 for size in after) > 12
    assert max(after) < 7
    assert max(float(one[:240].max()) for one in nods) < 0.1


def test_who_speaks_does_not_nod_for_the_other() -> None:
    both = np.concatenate([np.zeros(100), np.ones(400), np.zeros(100)]).astype(np.float32)
    curves = listening_curves(both, both, 50, (1.0, 0.0), 3)
    assert np.abs(curves.angles[1][110:490]).max() < 0.1
    assert not curves.looks[120:490].any()


def test_the_mouth_is_as_without_the_other() -> None:
    two, one = of_two(), alone()
    for name in MOUTH:
        np.testing.assert_array_equal(_curve(two, name), _curve(one, name))
    for name in ("jaw", "ldrop", "uraise", "pucker"):
        assert np.abs(listens(_curve(two, name))[: 3 * FPS]).max() < 0.2


def test_nobody_listens_with_a_still_head_but_the_eyes() -> None:
    made = of_two(still=True)
    assert not _curve(made, "yaw").any()
    assert listens(_curve(made, "gaze_x")).mean() > 0.8
    half = added("yaw")
    np.testing.assert_allclose(
        _curve(of_two(head_motion=0.5), "yaw") - _curve(alone(head_motion=0.5), "yaw"),
        0.5 * half,
        atol=1e-4,
    )


def test_it_begins_and_ends_at_the_camera_and_comes_again() -> None:
    made = of_two()
    for name in ("gaze_x", "yaw", "roll"):
        curve = added(name)
        assert abs(curve[0]) < 0.05
        assert abs(curve[-1]) < 0.05
    np.testing.assert_array_equal(of_two().values, made.values)
    assert (of_two(seed=8).values != made.values).any()
    assert made.channels == CHANNELS
