"""What is kept of a recording is heard to the sample, by everybody who decodes it."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from talker.errors import ErrorCode, InputError
from talker.media.audio import open_speech
from talker.media.conversation import recordings_together
from talker.media.muxer import SoundTrack
from talker.options.render import RenderOptions
from talker.options.sound import SoundChoice, Span, kept_seconds, kept_spans, read_span
from talker.progress import CancelToken
from tests.talker.sounds import ffmpeg

RATE = 16000


def ramp(path: Path, seconds: float, channels: int = 1) -> Path:
    """Each sample says where it is."""
    one = np.arange(round(seconds * RATE), dtype=np.float64) / (10 * RATE)
    soundfile.write(path, np.stack([one] * channels, 1), RATE, subtype="FLOAT")
    return path


def noise(path: Path) -> Path:
    """Four seconds of it in the format of the name."""
    wav = path.with_suffix(".noise.wav")
    soundfile.write(wav, np.random.default_rng(1).normal(0, 0.1, 4 * RATE), RATE)
    ffmpeg("-i", str(wav), str(path))
    return path


def heard(path: Path, trim: str = "", *cuts: str) -> np.ndarray:
    """The seconds that are heard, from the samples."""
    choice = SoundChoice(kept=kept_spans(trim, cuts))
    speech = open_speech(path, choice=choice)
    found = np.concatenate(list(speech.blocks(RATE))) * 10
    assert len(found) == round(speech.duration * RATE)
    return found


@pytest.mark.parametrize(
    ("trim", "cuts", "expected"),
    [
        ("0.5-2.25", (), [(0.5, 2.25)]),
        ("2-", (), [(2, 4)]),
        ("-1.5", ("0.25-0.75",), [(0, 0.25), (0.75, 1.5)]),
        ("", ("1-2", "3-3.5"), [(0, 1), (2, 3), (3.5, 4)]),
        ("3.5-99", (), [(3.5, 4)]),
        ("", ("3-9",), [(0, 3)]),
    ],
)
@pytest.mark.parametrize("channels", [1, 2])
def test_just_these_samples_are_heard(
    tmp_path: Path,
    trim: str,
    cuts: tuple[str, ...],
    expected: list[tuple[float, float]],
    channels: int,
) -> None:
    found = heard(ramp(tmp_path / "a.wav", 4, channels), trim, *cuts)
    wanted = np.concatenate(
        [np.arange(round(a * RATE), round(b * RATE)) / RATE for a, b in expected]
    )
    assert len(found) == len(wanted)
    np.testing.assert_allclose(found, wanted, atol=2e-4)


@pytest.mark.parametrize("name", ["a.mp3", "a.m4a", "a.ogg"])
def test_times_are_those_of_the_decoded_recording_also_in_packets(
    tmp_path: Path, name: str
) -> None:
    path = noise(tmp_path / name)
    whole = np.concatenate(list(open_speech(path).blocks(RATE)))
    cut = heard(path, "0.5-3", "1-2") / 10
    np.testing.assert_allclose(cut[: RATE // 2], whole[RATE // 2 : RATE], atol=1e-4)
    np.testing.assert_allclose(cut[RATE // 2 :], whole[2 * RATE : 3 * RATE], atol=1e-4)


def test_the_sound_track_holds_what_is_heard(tmp_path: Path) -> None:
    path = noise(tmp_path / "a.m4a")
    speech = open_speech(path, choice=SoundChoice(kept=(Span(1, 2), Span(3, 3.5))))
    SoundTrack(speech, tmp_path / "sound.m4a").wait(CancelToken())
    assert open_speech(tmp_path / "sound.m4a").duration == pytest.approx(1.5, abs=0.07)


def test_two_recordings_are_cut_at_the_same_times(tmp_path: Path) -> None:
    kept = (Span(1, 2), Span(3, 3.5))
    first = open_speech(ramp(tmp_path / "a.wav", 4), choice=SoundChoice(kept=kept))
    second = open_speech(noise(tmp_path / "b.flac"), choice=SoundChoice(kept=kept))
    both = recordings_together(first, second, 0.0, 60, CancelToken()).heard
    assert both.duration == 1.5
    expected = np.concatenate(list(first.blocks(RATE))) + np.concatenate(list(second.blocks(RATE)))
    np.testing.assert_allclose(np.concatenate(list(both.blocks(RATE))), expected, atol=1e-4)


@pytest.mark.parametrize("choice", [("5-",), ("", "0-"), ("1-1.01",), ("2-3", "1-4")])
def test_nothing_left_is_told_as_such(tmp_path: Path, choice: tuple[str, ...]) -> None:
    path = ramp(tmp_path / "a.wav", 4)
    with pytest.raises(InputError) as caught:
        open_speech(path, choice=SoundChoice(kept=kept_spans(choice[0], choice[1:])))
    assert caught.value.code is ErrorCode.AUDIO_NOTHING_KEPT


def test_only_what_is_kept_must_not_be_too_long_or_silent(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.r_[np.zeros(3 * RATE), np.full(RATE, 0.3)], RATE)
    late = SoundChoice(kept=(Span(3, math.inf),))
    assert open_speech(path, 1.5 / 60, choice=late).duration == 1.0
    with pytest.raises(InputError) as caught:
        open_speech(path, choice=SoundChoice(kept=(Span(0, 2),)))
    assert caught.value.code is ErrorCode.AUDIO_SILENT


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("0.5-12.3", (0.5, 12.3)),
        ("1:05 \u2013 2:10.5", (65, 130.5)),
        ("1:00:00-", (3600, math.inf)),
        ("-4", (0, 4)),
    ],
)
def test_a_span_is_written_as_people_write_it(text: str, span: tuple[float, float]) -> None:
    assert read_span(text) == span
    assert read_span(str(read_span(text))) == span


@pytest.mark.parametrize(
    "text", ["5", "-", "4-3", "2-2", "a-b", "1-2-3", "0.0001-0.0002", "\uff11-\uff12"]
)
def test_another_text_is_no_span(text: str) -> None:
    with pytest.raises(ValidationError):
        RenderOptions(trim=text)
    with pytest.raises(ValidationError):
        RenderOptions(cut=text)


def test_the_options_are_kept_in_one_form() -> None:
    options = RenderOptions.model_validate({"trim": "0:01-2.50", "cut": "1 - 1.5, 2-2.2; 0-0.5"})
    assert (options.trim, options.cut) == ("1-2.5", ("1-1.5", "2-2.2", "0-0.5"))
    assert options.kept == ((1.5, 2), (2.2, 2.5))


_MOMENTS = st.integers(0, 40).map(lambda tenths: tenths / 10)
_SPANS = st.tuples(_MOMENTS, _MOMENTS).filter(lambda two: two[0] < two[1])


@given(trim=_SPANS, cuts=st.lists(_SPANS, max_size=5))
def test_whatever_is_cut_each_moment_is_kept_or_not(
    trim: tuple[float, float], cuts: list[tuple[float, float]]
) -> None:
    kept = kept_spans(str(Span(*trim)), [str(Span(*cut)) for cut in cuts])
    moments = np.arange(0.05, 4, 0.1)
    wanted = [trim[0] <= m < trim[1] and not any(a <= m < b for a, b in cuts) for m in moments]
    assert [any(a <= m < b for a, b in kept) for m in moments] == wanted
    assert kept_seconds(kept, 4.0) == pytest.approx(sum(wanted) / 10)
    assert all(before.stop < after.start for before, after in pairwise(kept))
