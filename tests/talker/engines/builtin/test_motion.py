"""Motion curves: what every option does to them, and what must never change."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.engines.builtin.head import temperament
from talker.engines.builtin.motion import CHANNELS, MOUTH, motion
from talker.engines.builtin.visemes import RATE, VISEMES, VisemeTrack
from talker.options.render import RenderOptions
from talker.scene import Motion


def _track(said: list[tuple[str, float]]) -> VisemeTrack:
    """A recording that says these visemes for these seconds."""
    names = [name for name, seconds in said for _ in range(round(seconds * RATE))]
    probs = np.full((len(names), len(VISEMES)), 0.002, np.float32)
    probs[np.arange(len(names)), [VISEMES.index(name) for name in names]] = 1
    probs /= probs.sum(1, keepdims=True)
    quiet = np.array([name == "sil" for name in names])
    return VisemeTrack(RATE, probs, np.where(quiet, -80.0, -20.0).astype(np.float32))


def _babble(seconds: float) -> VisemeTrack:
    words = [("aa", 0.16), ("PP", 0.08), ("I", 0.14), ("DD", 0.08), ("U", 0.2), ("sil", 0.4)]
    return _track(words * round(seconds / sum(length for _, length in words)))


def _curve(said: Motion, name: str) -> NDArray[np.float32]:
    return said.values[:, said.channels.index(name)]


def _make(track: VisemeTrack, **options: object) -> Motion:
    chosen = RenderOptions.model_validate(options)
    return motion(track, chosen, round(len(track.probs) / RATE * chosen.fps))


def _blinks(said: Motion) -> int:
    shut = _curve(said, "blink") > 0.7
    return int((shut[1:] & ~shut[:-1]).sum())


def test_rows_follow_the_frame_rate_and_the_declared_channels() -> None:
    said = _make(_babble(10), fps=30)
    assert said.channels == CHANNELS
    assert said.values.shape == (said.frame_count, len(CHANNELS))
    assert said.values.dtype == np.float32
    assert said.fps == 30


def test_lips_close_for_p_and_open_for_a() -> None:
    said = _make(_track([("sil", 0.5), ("aa", 0.3), ("PP", 0.1), ("aa", 0.3), ("sil", 0.5)]))
    jaw, closure = _curve(said, "jaw"), _curve(said, "closure")
    assert closure.max() > 0.9
    assert jaw[closure.argmax()] < 1.0
    assert jaw.max() > 6.0


@pytest.mark.parametrize("fps", [10, 24, 25, 30, 50, 60])
def test_a_short_closure_is_seen_at_every_frame_rate(fps: int) -> None:
    said = _make(_track([("aa", 0.5), ("PP", 0.06), ("aa", 0.5)]), fps=fps)
    assert _curve(said, "closure").max() > 0.8


def test_lips_are_never_late() -> None:
    said = _make(_track([("aa", 1.0), ("PP", 0.1), ("aa", 1.0)]), fps=50)
    middle = (float(_curve(said, "closure").argmax()) + 0.5) / 50
    assert -0.08 <= middle - 1.05 <= 0.0


def test_the_mouth_rests_in_pauses() -> None:
    said = _make(_track([("aa", 0.5), ("sil", 2.0), ("aa", 0.5)]))
    pause = slice(int(1.2 * 25), int(1.8 * 25))
    assert _curve(said, "jaw")[pause].max() < 0.2
    assert _curve(said, "speech")[pause].max() < 0.1


def test_quiet_noise_between_words_does_not_move_the_mouth() -> None:
    track = _track([("aa", 0.5), ("E", 1.0), ("aa", 0.5)])
    track.energy_db[26:74] = -75.0
    assert _curve(_make(track), "jaw")[20:30].max() < 0.5


def test_still_keeps_the_head_and_lets_the_eyes_blink() -> None:
    said = _make(_babble(60), still=True)
    for name in ("yaw", "pitch", "roll", "tx", "ty", "breath"):
        assert not _curve(said, name).any()
    assert _blinks(said) >= 10


@pytest.mark.parametrize("rate", [6.0, 15.0, 30.0])
def test_the_blink_rate_is_met(rate: float) -> None:
    assert _blinks(_make(_babble(600), blink_rate=rate)) / 10 == pytest.approx(rate, rel=0.15)


def test_no_blink_at_rate_zero() -> None:
    assert not _curve(_make(_babble(30), blink_rate=0), "blink").any()


def test_blinks_and_head_draw_from_separate_chance() -> None:
    a, b = (_make(_babble(20), blink_rate=rate) for rate in (10.0, 30.0))
    assert not np.array_equal(_curve(a, "blink"), _curve(b, "blink"))
    for name in CHANNELS:
        if name != "blink":
            assert np.array_equal(_curve(a, name), _curve(b, name))


def test_the_same_seed_gives_the_same_motion_and_another_one_another_head() -> None:
    first, again, other = (_make(_babble(10), seed=seed) for seed in (3, 3, 4))
    assert np.array_equal(first.values, again.values)
    assert not np.array_equal(_curve(first, "yaw"), _curve(other, "yaw"))
    for name in MOUTH:
        assert np.array_equal(_curve(first, name), _curve(other, name))


def test_every_pose_style_is_another_temperament() -> None:
    assert len({temperament(style) for style in range(46)}) == 46
    assert temperament(7) == temperament(7)


def test_head_motion_is_gentle_and_starts_at_rest() -> None:
    for style in (0, 5, 17, 45):
        said = _make(_babble(120), pose_style=style)
        assert abs(_curve(said, "yaw")[0]) < 0.1
        assert np.percentile(np.abs(_curve(said, "yaw")), 95) < 9
        step = np.abs(np.diff(_curve(said, "yaw")))
        assert step.max() < 2.0


def test_head_motion_scales_the_head_alone() -> None:
    one, two = (_make(_babble(20), head_motion=scale) for scale in (1.0, 2.0))
    assert np.allclose(2 * _curve(one, "yaw"), _curve(two, "yaw"), atol=1e-5)
    assert np.array_equal(_curve(one, "jaw"), _curve(two, "jaw"))


def test_expression_scales_the_mouth_but_closures_stay_shut() -> None:
    track = _track([("aa", 0.3), ("PP", 0.1), ("aa", 0.3)])
    one, two = (_make(track, expression_scale=scale) for scale in (1.0, 2.0))
    assert _curve(two, "jaw").max() == pytest.approx(2 * _curve(one, "jaw").max(), rel=1e-3)
    shut = int(_curve(two, "closure").argmax())
    assert _curve(two, "jaw")[shut] < 2.0


def test_keyframes_replace_an_angle_even_when_still() -> None:
    said = _make(_babble(10), yaw=(-10.0, 20.0, 0.0), still=True)
    yaw = _curve(said, "yaw")
    assert yaw[0] == pytest.approx(-10, abs=0.5)
    assert yaw[len(yaw) // 2] == pytest.approx(20, abs=0.5)
    assert yaw[-1] == pytest.approx(0, abs=0.5)
    assert yaw.max() <= 20.01


def test_one_frame_and_silence_are_no_trouble() -> None:
    track = VisemeTrack(RATE, _babble(5).probs[:1], np.full(1, -100.0, np.float32))
    assert np.isfinite(motion(track, RenderOptions(), 1).values).all()
