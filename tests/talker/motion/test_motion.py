"""Motion curves: what every option does to them, and what must never change."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.motion.curves import CHANNELS, MOUTH, motion
from talker.motion.decoding import decoded
from talker.motion.head import temperament
from talker.motion.visemes import RATE, VISEMES, VisemeTrack
from talker.options.render import RenderOptions
from talker.scene import Motion


def _track(said: list[tuple[str, float]]) -> VisemeTrack:
    """A recording that says these visemes for these seconds."""
    names = [name for name, seconds in said for _ in range(round(seconds * RATE))]
    probs = np.full((len(names), len(VISEMES)), 0.002, np.float32)
    probs[np.arange(len(names)), [VISEMES.index(name) for name in names]] = 1
    probs /= probs.sum(1, keepdims=True)
    quiet = np.array([name == "sil" for name in names])
    loud = -20.0 + np.random.default_rng(1).normal(0, 6, len(names))  # nobody speaks evenly
    level = np.where(quiet, -80.0, loud).astype(np.float32)
    return VisemeTrack(RATE, probs, level, np.zeros(len(names), np.float32))


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


def test_a_short_vowel_between_two_closures_is_seen() -> None:
    said = _make(_track([("aa", 0.4), ("PP", 0.08), ("aa", 0.08), ("PP", 0.08), ("aa", 0.4)]))
    middle = int(0.52 * 25)  # where 0.52 s is shown
    assert _curve(said, "jaw")[middle - 1 : middle + 2].max() > 4.0
    closure = _curve(said, "closure")
    assert closure[:middle].max() > 0.9
    assert closure[middle:].max() > 0.9


def test_the_jaw_stays_down_for_what_the_tongue_makes() -> None:
    """d between two a is one way of the jaw, p of the lips another: vowels are told apart."""
    said = _make(_track([("aa", 0.1), ("DD", 0.08)] * 8))
    jaw = _curve(said, "jaw")[6:-6]
    assert jaw.min() > 0.67 * jaw.max()
    close = _make(_track([("I", 0.1), ("DD", 0.06)] * 8))
    assert _curve(close, "jaw")[6:-6].max() < 0.4 * jaw.min()


def test_the_silence_of_a_stop_leaves_the_mouth_open_and_a_pause_does_not() -> None:
    stop, pause = (
        _curve(_make(_track([("aa", 0.5), ("sil", seconds), ("aa", 0.5)])), "jaw")
        for seconds in (0.1, 0.5)
    )
    assert stop[10:17].min() > 0.5 * stop.max()
    assert pause[17:20].min() < 0.2 * pause.max()


def test_a_closure_that_is_not_said_does_not_move_the_jaw() -> None:
    track = _track([("aa", 0.4), ("E", 0.3), ("aa", 0.4)])
    heard_alone = _curve(_make(track), "jaw")
    track.probs[20:35] = 0.002
    track.probs[20:35, [VISEMES.index(name) for name in ("PP", "DD", "E")]] = 0.35, 0.5, 0.12
    doubtful = _make(track)
    assert _curve(doubtful, "closure").max() == 0
    assert _curve(doubtful, "jaw")[10:17].min() > 0.55 * heard_alone[10:17].min()


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
    speaking, waiting = _babble(600), _track([("sil", 600.0)])
    assert _blinks(_make(waiting, blink_rate=rate)) / 10 == pytest.approx(rate, rel=0.15)
    assert _blinks(_make(speaking, blink_rate=rate)) / 10 == pytest.approx(1.5 * rate, rel=0.2)


@pytest.mark.parametrize("seconds", [2.0, 3.0, 5.0])
def test_no_blink_is_under_way_at_the_end(seconds: float) -> None:
    for seed in range(1, 200):
        blink = _curve(_make(_babble(seconds), seed=seed, blink_rate=40), "blink")
        assert not blink[-5:].any()


def test_the_eyes_are_open_at_the_end() -> None:
    seconds, shut = 3, 0
    track = _babble(seconds)
    for seed in range(80):
        blink = _curve(_make(track, seed=seed, blink_rate=40), "blink")
        shut += int(blink.max() > 0.9)
        assert not blink[-5:].any()  # 0.2 s
    assert shut > 60  # they do blink before


def test_every_blink_shuts_the_eyes_in_some_frame_and_half_for_as_long_as_people_do() -> None:
    blink = _curve(_make(_babble(60), blink_rate=15, fps=25), "blink")
    down = (blink > 0.5).astype(int)
    starts, stops = (np.flatnonzero(np.diff(down) == way) + 1 for way in (1, -1))
    assert len(starts) > 10
    assert all(blink[a:b].max() > 0.99 for a, b in zip(starts, stops, strict=True))
    assert (stops - starts).mean() / 25 == pytest.approx(0.13, abs=0.02)


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


def test_head_motion_is_alive_and_starts_and_ends_at_rest() -> None:
    for style in (0, 5, 17, 45):
        said = _make(_babble(120), pose_style=style)
        yaw = _curve(said, "yaw")
        assert max(abs(yaw[0]), abs(yaw[-1])) < 0.1
        assert yaw.std() > 0.8
        assert np.percentile(np.abs(yaw), 95) < 14
        assert np.abs(np.diff(yaw)).max() < 3.5


def test_the_plain_head_moves_as_filmed_talkers_do() -> None:
    said = [_make(_babble(60), seed=seed) for seed in range(1, 6)]
    for name, low, high in (("yaw", 2.5, 5.0), ("pitch", 2.0, 5.5), ("roll", 1.2, 3.0)):
        assert low < np.mean([_curve(one, name).std() for one in said]) < high


def test_who_waits_moves_less_and_keeps_the_mouth_shut_but_swallows() -> None:
    waiting, speaking = _make(_track([("sil", 120.0)])), _make(_babble(120))
    assert not _curve(waiting, "jaw").any()
    assert 0 < _curve(waiting, "press").max() < 0.6
    assert 0.3 < _curve(waiting, "yaw").std() < _curve(speaking, "yaw").std()


def _noisy(said: list[tuple[str, float]], noise_db: float) -> VisemeTrack:
    """A recording in which the network hears a vowel in the noise of each pause."""
    track = _track(said)
    quiet = track.probs.argmax(1) == VISEMES.index("sil")
    track.probs[quiet] = 0.002
    track.probs[quiet, VISEMES.index("ax")] = 1
    noise = noise_db + np.random.default_rng(1).normal(0, 0.8, int(quiet.sum()))
    track.energy_db[quiet] = noise
    return track


_WORDS = [("aa", 0.16), ("PP", 0.08), ("I", 0.14), ("DD", 0.08), ("U", 0.2)] * 3


@pytest.mark.parametrize("noise_db", [-60.0, -46.0, -40.0])
@pytest.mark.parametrize(
    "said",
    [[*_WORDS, ("sil", 3.0), *_WORDS], [("sil", 20.0), *_WORDS, ("sil", 40.0)]],
    ids=["a pause", "mostly pause"],
)
def test_steady_noise_does_not_move_the_mouth(
    said: list[tuple[str, float]], noise_db: float
) -> None:
    motion = _make(_noisy(said, noise_db))
    end = sum(seconds for name, seconds in said[:-1] if name == "sil") or 2.0
    jaw = _curve(motion, "jaw")
    middle = jaw[60:120] if said[0][0] != "sil" else jaw[25 : int(25 * (end - 1))]
    assert middle.max() < 0.1
    assert jaw.max() > 5


def test_brows_rise_with_the_voice() -> None:
    flat, sung = _babble(12), _babble(12)
    sung.pitch[:] = 5 * np.sin(2 * np.pi * np.arange(len(sung.pitch)) / RATE / 2)
    rise = _curve(_make(sung), "brow") - _curve(_make(flat), "brow")
    time = (np.arange(len(rise)) + 0.5) / 25
    assert np.corrcoef(rise, np.sin(np.pi * time))[0, 1] > 0.7
    assert 0.8 < np.ptp(rise) < 6


def test_noise_alone_says_nothing() -> None:
    assert not _curve(_make(_noisy([("sil", 8.0)], -35.0)), "jaw").any()


def test_lower_lids_come_up_where_a_syllable_is_stressed() -> None:
    track = _babble(8.0)
    track.energy_db[200:215] += 12.0
    squint = _curve(_make(track), "squint")
    assert squint[98:112].max() > 0.3
    assert squint.min() >= 0
    assert not _curve(_make(_track([("sil", 4.0)])), "squint").any()


def test_one_row_that_sounds_otherwise_is_not_heard() -> None:
    track = _track([("aa", 0.4), ("PP", 0.02), ("aa", 0.4)])
    track.probs[20] = 0.02
    track.probs[20, [VISEMES.index("PP"), VISEMES.index("aa")]] = 0.4, 0.34
    assert decoded(track.probs)[20] == VISEMES.index("aa")
    assert (decoded(_track([("aa", 0.4), ("PP", 0.1), ("aa", 0.4)]).probs)[20:25] == 1).all()


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
    track = VisemeTrack(
        RATE, _babble(5).probs[:1], np.full(1, -100.0, np.float32), np.zeros(1, np.float32)
    )
    assert np.isfinite(motion(track, RenderOptions(), 1).values).all()
