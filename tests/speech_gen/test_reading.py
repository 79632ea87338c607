"""A script is read by its voices: words and cues have their times, and nothing is said twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from speech_gen.pronunciations import Entry, Pronunciations
from speech_gen.reading import RATE, Readers, Reading
from speech_gen.script.problems import ScriptError
from talker.errors import ErrorCode, InputError
from talker.model_files import NoModelFiles
from talker.options.cues import CueKind
from talker.options.spoken import VoiceOptions
from talker.progress import CancelToken
from talker.spoken import SpokenPart
from tests.speech_gen.tones import LETTER_SECONDS, Tones, tone_voices


def _readers(home: Path, tones: Tones | None = None, *entries: Entry) -> Readers:
    sounds = Pronunciations().having(*entries)
    return Readers(tone_voices(tones), NoModelFiles(), home, sounds)


def _parts(reading: Reading) -> list[SpokenPart]:
    return list(reading.parts(CancelToken()))


def test_written_words_have_the_times_of_what_is_said(tmp_path: Path) -> None:
    (part,) = _parts(_readers(tmp_path).reading("It costs $5 now.", VoiceOptions()))
    assert part.text == "It costs $5 now."
    assert [word.text for word in part.words] == ["It", "costs", "$5", "now."]
    # Said: It costs five dollars now.
    letters = {"It": (0, 2), "costs": (2, 7), "$5": (7, 18), "now.": (18, 22)}
    for word in part.words:
        start, stop = (LETTER_SECONDS * count for count in letters[word.text])
        assert word.start == pytest.approx(start, abs=0.03)
        assert word.stop == pytest.approx(stop, abs=0.06)
    assert len(part.samples) == pytest.approx(22 * LETTER_SECONDS * RATE, abs=2)
    assert part.samples.dtype == np.float32


def test_cues_and_pauses_reach_the_part(tmp_path: Path) -> None:
    script = "[pause 1]Say [nod]yes. [smile]Fine day.[/smile][pause 2]"
    first, second = _parts(_readers(tmp_path).reading(script, VoiceOptions(sentence_pause=0.4)))
    assert (first.pause, second.pause) == (0.4, 2)
    assert not first.samples[: RATE - 1].any()
    (nod,), (smile,) = first.cues, second.cues
    assert nod.kind is CueKind.NOD
    assert nod.stop is None
    assert nod.start == pytest.approx(1 + 3 * LETTER_SECONDS, abs=0.03)
    assert (smile.kind, smile.start) == (CueKind.SMILE, second.words[0].start)
    assert smile.stop == second.words[1].stop


def test_what_was_said_before_is_not_said_again_and_is_the_same(tmp_path: Path) -> None:
    tones = Tones()
    text = "One here. Two there."
    before = _parts(_readers(tmp_path, tones).reading(text, VoiceOptions()))
    again = _parts(_readers(tmp_path, tones).reading(text.replace("Two", "Six"), VoiceOptions()))
    assert [said for said, _, _ in tones.said] == ["One here.", "Two there.", "Six there."]
    np.testing.assert_array_equal(before[0].samples, again[0].samples)
    assert before[0].words == again[0].words
    assert before[0].digest == again[0].digest != again[1].digest


@pytest.mark.parametrize(
    ("options", "entries"),
    [
        ({"voice_speed": 1.2}, ()),
        ({"voice_pitch": 1}, ()),
        ({"voice_volume": -3}, ()),
        ({"voice": "bert"}, ()),
        ({}, (Entry("en", "here", "heer"),)),
        ({}, (Entry("en", "here", "/hɪə/"),)),
    ],
)
def test_all_that_changes_the_sound_changes_the_digest(
    tmp_path: Path, options: dict[str, object], entries: tuple[Entry, ...]
) -> None:
    plain = _readers(tmp_path).reading("One here.", VoiceOptions())
    other = _readers(tmp_path, None, *entries).reading(
        "One here.", VoiceOptions.model_validate(options)
    )
    assert plain.lines[0].digest != other.lines[0].digest
    assert plain.digest != other.digest


def test_pauses_and_cues_change_the_script_and_not_how_its_sentences_sound(tmp_path: Path) -> None:
    readers = _readers(tmp_path)
    plain, marked = (
        readers.reading(text, VoiceOptions()) for text in ("One. Two.", "One. [pause 1][nod]Two.")
    )
    assert plain.digest != marked.digest
    assert [one.digest for one in plain.lines] == [one.digest for one in marked.lines]


@pytest.mark.parametrize(
    ("text", "language", "voice", "spoken"),
    [
        ("Hello.", "", "tones:anna", "en-US"),
        ("你好。", "", "tones:xiaomei", "zh-CN"),
        ("Hello.", "en-GB", "tones:bert", "en-GB"),
        ("Hello.", "zh", "tones:xiaomei", "zh"),
    ],
)
def test_the_voice_is_that_of_the_language(
    tmp_path: Path, text: str, language: str, voice: str, spoken: str
) -> None:
    (line,) = _readers(tmp_path).reading(text, VoiceOptions(), language).lines
    assert (line.voice.id, line.language) == (voice, spoken)


def test_two_speakers_may_speak_two_languages(tmp_path: Path) -> None:
    script = "It is 3.\n[voice xiaomei]是3个。[voice]Yes."
    lines = _readers(tmp_path).reading(script, VoiceOptions(voice="tones:bert")).lines
    assert [line.voice.name for line in lines] == ["bert", "xiaomei", "bert"]
    assert [line.spoken.text for line in lines] == ["It is three.", "是三个。", "Yes."]


@pytest.mark.parametrize(
    ("text", "options", "language", "code"),
    [
        ("Hello.", {"voice": "tones:ana"}, "", ErrorCode.VOICE_UNKNOWN),
        ("Hello. [voice nobody]Yes.", {}, "", ErrorCode.VOICE_UNKNOWN),
        ("你好。", {"voice": "anna"}, "", ErrorCode.VOICE_LANGUAGE),
        ("Hello.", {"voice": "anna"}, "zh", ErrorCode.VOICE_LANGUAGE),
        ("Hallo.", {}, "de", ErrorCode.VOICE_LANGUAGE),
        ("Hello. [voice xiaomei]こんにちは。", {}, "", ErrorCode.VOICE_LANGUAGE),
    ],
)
def test_voices_that_cannot_speak_it_are_refused(
    tmp_path: Path, text: str, options: dict[str, object], language: str, code: ErrorCode
) -> None:
    with pytest.raises(InputError) as refused:
        _readers(tmp_path).reading(text, VoiceOptions.model_validate(options), language)
    assert refused.value.code is code
    if "[voice" in text:
        assert isinstance(refused.value, ScriptError)
        assert refused.value.start == text.index("]") + 1


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    cancel = CancelToken()
    parts = _readers(tmp_path).reading("One. Two.", VoiceOptions()).parts(cancel)
    next(parts)
    cancel.cancel()
    with pytest.raises(Exception, match="Stopped"):
        next(parts)


def test_a_sentence_in_another_language_has_a_voice_of_its_own_where_none_was_chosen(
    tmp_path: Path,
) -> None:
    text = "This is about our new summer jackets and coats. 你好，世界。"
    reading = _readers(tmp_path).reading(text, VoiceOptions())
    assert [line.voice.languages[0] for line in reading.lines] == ["en-US", "zh-CN"]
    with pytest.raises(ScriptError) as refused:
        _readers(tmp_path).reading(text, VoiceOptions(voice="anna"))
    assert refused.value.code is ErrorCode.VOICE_LANGUAGE


def test_only_voices_that_say_something_new_are_loaded(tmp_path: Path) -> None:
    tones = Tones()
    readers = _readers(tmp_path, tones)
    reading = readers.reading("One. [voice bert]Two.[voice] Three.", VoiceOptions())
    reading.prepare()
    assert tones.prepared == ["tones:anna", "tones:bert"]
    _parts(reading.sentence(0))
    _parts(reading.sentence(1))
    tones.prepared.clear()
    reading.prepare()
    assert tones.prepared == ["tones:anna"]
    assert [part.text for part in _parts(reading.sentence(2))] == ["Three."]
