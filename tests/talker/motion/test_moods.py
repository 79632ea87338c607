"""The presenter's mood, and the gaze."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from talker.motion.curves import CHANNELS, motion
from talker.motion.visemes import RATE, VISEMES, VisemeTrack
from talker.options.cues import Cue, CueKind
from talker.options.motion import Mood
from talker.options.render import RenderOptions
from talker.scene import Motion

FRAMES = 100


def _track(viseme: str = "sil") -> VisemeTrack:
    rows = round(FRAMES / 25 * RATE)
    probs = np.full((rows, len(VISEMES)), 1e-3, np.float32)
    probs[:, VISEMES.index(viseme)] = 1
    syllables = np.sin(np.arange(rows) / RATE * 2 * np.pi * 3)  # a steady level is noise
    level = np.full(rows, -80.0) if viseme == "sil" else -20 + 8 * syllables
    return VisemeTrack(RATE, probs, level.astype(np.float32), np.zeros(rows, np.float32))


def _made(viseme: str = "sil", *, at_rest: bool = False, **options: object) -> Motion:
    asked = RenderOptions.model_validate({"seed": 3, **options})
    return motion(_track(viseme), asked, FRAMES, at_rest=at_rest)


def _curve(made: Motion, name: str) -> np.ndarray:
    return made.values[:, made.channels.index(name)]


def test_a_neutral_face_has_no_expression() -> None:
    assert _made(mood="neutral").channels == CHANNELS


@pytest.mark.parametrize(
    ("mood", "smiles", "frowns"),
    [("friendly", 1, 0), ("serious", -1, 1), ("glad", 1, 0), ("concerned", -1, 1)],
)
def test_every_mood_has_its_face(mood: str, smiles: int, frowns: int) -> None:
    made = _made(mood=mood)
    assert np.sign(_curve(made, "smile")).tolist() == [smiles] * FRAMES
    assert np.sign(_curve(made, "frown")).tolist() == [frowns] * FRAMES
    plain = _made()
    for name in set(CHANNELS) - {"brow", "squint"}:
        assert np.array_equal(_curve(made, name), _curve(plain, name))


def test_a_glad_face_smiles_more_than_a_friendly_one_and_less_while_it_speaks() -> None:
    assert (_curve(_made(mood="glad"), "squint") > _curve(_made(), "squint")).all()
    glad, friendly = (_curve(_made(mood=mood), "smile") for mood in ("glad", "friendly"))
    assert (glad > friendly).all()
    assert _curve(_made("aa", mood="glad"), "smile").min() < 0.8 * glad.min()


def test_moods_are_spread_over_the_video() -> None:
    smile = _curve(_made(moods="serious, neutral, glad"), "smile")
    assert smile[0] < -0.6
    assert smile[FRAMES // 2] == pytest.approx(0, abs=0.1)
    assert smile[-1] > 3.8
    assert np.abs(np.diff(smile)).max() < 0.2


def test_expression_scales_the_mood() -> None:
    full, half = (_curve(_made(mood="glad", expression_scale=e), "smile") for e in (1, 0.5))
    assert half == pytest.approx(full / 2)


def test_parts_of_a_speech_fit_together_in_one_mood() -> None:
    one = _made("aa", at_rest=True, moods="friendly;serious")
    other = _made("PP", at_rest=True, moods="friendly;serious")
    assert np.array_equal(one.values[-1], other.values[0])
    assert _curve(one, "smile")[-1] == pytest.approx(2.0)


def test_a_cue_is_added_to_the_mood() -> None:
    asked = RenderOptions(seed=3, mood=Mood.FRIENDLY)
    made = motion(_track(), asked, FRAMES, cues=[Cue(CueKind.SMILE, 1.0, 3.0)])
    smile = _curve(made, "smile")
    assert smile[50] > smile[0] + 2


def test_an_unknown_mood_is_refused() -> None:
    with pytest.raises(ValidationError, match="there is no mood angry; there are neutral, "):
        RenderOptions.model_validate({"moods": "glad;angry"})


def test_eyes_look_into_the_camera_when_they_are_asked_to() -> None:
    steady, free = (_made("aa", gaze=gaze) for gaze in ("camera", "natural"))
    for name in ("gaze_x", "gaze_y"):
        assert not _curve(steady, name).any()
        assert _curve(free, name).any()
    assert np.array_equal(_curve(steady, "blink"), _curve(free, "blink"))
