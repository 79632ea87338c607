"""Cues move the face at their time, and parts of a speech are joined at rest."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.motion.curves import CHANNELS, motion
from talker.motion.joints import LEAD_SECONDS, TAIL_SECONDS
from talker.motion.visemes import RATE, VISEMES, VisemeTrack
from talker.options.cues import Cue, CueKind
from talker.options.render import RenderOptions
from talker.scene import Motion

_OF_TRACKS = ("probs", "energy_db", "pitch")


def _silence(seconds: float) -> VisemeTrack:
    rows = round(seconds * RATE)
    probs = np.zeros((rows, len(VISEMES)), np.float32)
    probs[:, 0] = 1
    return VisemeTrack(RATE, probs, np.full(rows, -90, np.float32), np.zeros(rows, np.float32))


def _speech(seconds: float) -> VisemeTrack:
    """One who opens and closes the mouth from the first moment to the last."""
    track = _silence(seconds)
    probs = np.full_like(track.probs, 0.002)
    said = np.where(np.arange(len(probs)) % 12 < 8, VISEMES.index("aa"), VISEMES.index("PP"))
    probs[np.arange(len(probs)), said] = 1
    probs /= probs.sum(1, keepdims=True)
    loud = np.random.default_rng(2).normal(-20, 6, len(probs)).astype(np.float32)
    return VisemeTrack(RATE, probs, loud, track.pitch)


def _part(seconds: float) -> VisemeTrack:
    """The same, with the silence around it that every part has."""
    parts = _silence(LEAD_SECONDS), _speech(seconds), _silence(TAIL_SECONDS)
    joined = (np.concatenate([getattr(part, name) for part in parts]) for name in _OF_TRACKS)
    return VisemeTrack(RATE, *joined)


def _made(track: VisemeTrack, *cues: Cue, at_rest: bool = False, **options: object) -> Motion:
    chosen = RenderOptions.model_validate({"seed": 5} | options)
    frames = round(len(track.probs) / RATE * chosen.fps)
    return motion(track, chosen, frames, cues=cues, at_rest=at_rest)


def _curve(made: Motion, name: str) -> NDArray[np.float32]:
    return made.values[:, made.channels.index(name)]


def _added(kind: CueKind, channel: str, strength: float = 1.0) -> NDArray[np.float32]:
    """What a cue from 1 to 2 s adds to a channel of one who sits still, at 25 frames a second."""
    track = _silence(4)
    cue = Cue(kind, 1.0, 2.0, strength)
    plain = _made(track, Cue(CueKind.NOD, 1.0, strength=0), still=True)
    return _curve(_made(track, cue, still=True), channel) - _curve(plain, channel)


@pytest.mark.parametrize(
    ("kind", "channel", "sign"),
    [
        (CueKind.NOD, "pitch", 1),
        (CueKind.SHAKE, "yaw", 1),
        (CueKind.BROWS, "brow", 1),
        (CueKind.SMILE, "smile", 1),
        (CueKind.SERIOUS, "smile", -1),
        (CueKind.FROWN, "frown", 1),
        (CueKind.EMPHASIS, "brow", 1),
        (CueKind.LOOK_LEFT, "yaw", -1),
        (CueKind.LOOK_RIGHT, "yaw", 1),
        (CueKind.LOOK_UP, "pitch", -1),
        (CueKind.LOOK_DOWN, "pitch", 1),
    ],
)
def test_a_cue_moves_its_channel_between_its_times_alone(
    kind: CueKind, channel: str, sign: int
) -> None:
    added = sign * _added(kind, channel)
    assert added[25:50].max() > 1.0
    assert np.abs(added[:25]).max() < 1e-6
    assert np.abs(added[50:]).max() < 1e-6
    assert np.abs(np.diff(added)).max() < 0.75 * added.max()  # nothing jumps


@pytest.mark.parametrize("kind", CueKind)
def test_every_kind_shows_at_all_and_half_as_much_at_half_the_strength(kind: CueKind) -> None:
    channels = (*CHANNELS, "smile", "frown")

    def most(strength: float) -> float:
        return max(float(np.abs(_added(kind, name, strength)).max()) for name in channels)

    if kind is CueKind.LOOK_CAMERA:  # it takes away instead
        return
    assert most(0.5) == pytest.approx(0.5 * most(1.0), rel=0.35)
    assert most(1.0) > 0.5


def test_who_looks_at_the_camera_neither_glances_nor_turns_away() -> None:
    track = _speech(6)
    free, ahead = _made(track), _made(track, Cue(CueKind.LOOK_CAMERA, 1.0, 5.0))
    assert np.abs(_curve(free, "gaze_x")[30:120]).max() > 0.3
    assert np.abs(_curve(ahead, "gaze_x")[30:120]).max() < 0.01
    quieter = np.abs(_curve(ahead, "yaw")[40:110]).max() / np.abs(_curve(free, "yaw")[40:110]).max()
    assert quieter < 0.5


def test_a_cue_without_an_end_lasts_as_long_as_is_usual() -> None:
    cue = Cue(CueKind.SMILE, 1.0)
    smile = _curve(_made(_silence(6), cue), "smile")
    seen = np.flatnonzero(smile) / 25
    assert seen[0] == pytest.approx(1.0, abs=0.05)
    assert seen[-1] == pytest.approx(1.0 + CueKind.SMILE.seconds, abs=0.05)


def test_without_cues_there_are_no_further_channels() -> None:
    assert _made(_speech(2)).channels == CHANNELS
    assert _made(_speech(2), Cue(CueKind.NOD, 1)).channels == (*CHANNELS, "smile", "frown")


@pytest.mark.parametrize("seconds", [0.6, 1.3, 3.0, 9.0])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_part_begins_and_ends_at_rest_without_an_edge(seconds: float, seed: int) -> None:
    cue = Cue(CueKind.SMILE, 0.0, seconds)
    made = _made(_part(seconds), cue, at_rest=True, seed=seed).values
    assert not made[0].any()
    assert not made[-1].any()
    inside = np.abs(np.diff(made, axis=0)).max(0)
    ends = np.abs(made[[1, -2]]).max(0)
    assert (ends <= 0.5 * inside + 1e-3).all()  # it sets out slowly


def test_a_part_is_as_lively_as_a_whole_speech() -> None:
    track = _speech(8)
    whole, part = _made(track), _made(track, at_rest=True)
    for name in ("yaw", "pitch", "jaw", "brow"):
        assert np.std(_curve(part, name)) > 0.7 * np.std(_curve(whole, name)), name


def test_short_parts_blink_as_often_as_long_ones() -> None:
    def blinks(seconds: float, count: int) -> int:
        total = 0
        for seed in range(1, count + 1):
            shut = _curve(_made(_silence(seconds), at_rest=True, seed=seed), "blink") > 0.7
            total += int((shut[1:] & ~shut[:-1]).sum())
        return total

    minute = blinks(2.0, 30)
    assert 7 <= minute <= 22, minute
