"""`mouthpiece bench say --understood`: what the recogniser writes back of what is said.

`pip install opencc` brings what writes traditional characters as simplified ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import regex

from app.bench.recogniser import heard, load_recogniser
from app.bench.spoken import LANGUAGES, Sample, samples
from app.models.store import ModelStore
from app.settings.store import load_settings
from app.voices import voice_registry
from speech_gen.languages import primary
from speech_gen.phonemes.letters import letter_syllables
from speech_gen.script.normalise import normalise
from speech_gen.speech import SpokenSentence
from speech_gen.utterance import Utterance
from speech_gen.voice import Voice
from talker.progress import CancelToken

# 三点零五分 is written as 3.05分 by the recogniser; the 分 is said of 3:05 as it is.
_CLOCK = regex.compile(r"(\d{1,2})\.(\d\d)分")
_UNIT = regex.compile(r"\p{Latin}+|[\p{L}\d]")
_GOAL = 0.05
_OFTEN = 10  # sentences: it takes minutes
# Numbers are written so or so, and he, she and it sound alike: the choice of the sign is not heard.
_ALIKE = str.maketrans({"幺": "一", "两": "二", "兩": "二", "〇": "零", "她": "他", "它": "他"})


def bench_understood(home: Path, voices: Sequence[str] = (), *, quick: bool = False) -> None:
    """Prints, voice by voice, how much of the sentences of its language is written back wrongly.

    `voices` are ids, none for the first of each language; `quick` takes a sixth of the sentences.
    """
    registry = voice_registry(home)
    chosen = [registry.find_voice(name) for name in voices]
    chosen = chosen or [registry.voices(language)[0] for language in LANGUAGES]
    store = ModelStore(home, load_settings(home).models)
    recogniser = load_recogniser(store)
    scores = [Score(voice) for voice in chosen]
    for score in scores:
        speaker = registry.synthesizer_of(score.voice, store, home)
        for sentence in samples(score.language)[:: 6 if quick else 1]:
            said = normalise(sentence.written, score.language)
            utterance = Utterance(said.text, score.voice, score.language, pronounce=said.sounds)
            spoken = speaker.synthesise(utterance, CancelToken())
            back, starts = heard(recogniser, spoken, score.language)
            if score.add(sentence, back, _offsets(spoken, starts)):
                print(f"  {sentence.written}  ->  {back.strip()}", flush=True)
            if score.sentences % _OFTEN == 0:
                print(f"  so far: {score}", flush=True)
        print(score, flush=True)
    print(*scores, sep="\n")


class Score:
    """How much of the sentences of a voice came back, so far."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.language = primary(voice.languages[0])
        self.sentences = 0
        self._counted = dict.fromkeys(_UNITS[self.language], (0, 0))
        self._offsets: list[float] = []

    def add(self, sentence: Sample, back: str, offsets: Sequence[float]) -> bool:
        """Counts a sentence; whether any unit of it came back wrongly."""
        self.sentences += 1
        self._offsets += offsets
        wrong = 0
        for unit, cut in _UNITS[self.language].items():
            errors, units = _errors(sentence, back, self.language, cut)
            wrong += errors
            before = self._counted[unit]
            self._counted[unit] = (before[0] + errors, before[1] + units)
        return wrong > 0

    def __str__(self) -> str:
        apart = np.percentile(np.abs(self._offsets or [0.0]), 90)
        counts = ", ".join(
            f"{wrong} of {units} {unit} wrong ({wrong / units:.1%})"
            for unit, (wrong, units) in self._counted.items()
        )
        return (
            f"{self.voice.id}: {self.sentences} sentences, {counts}; goal {_GOAL:.0%}; 9 of 10 "
            f"words begin at most {apart:.2f} s from where they are heard"
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


def _errors(
    sentence: Sample, back: str, language: str, cut: Callable[[str], list[str]]
) -> tuple[int, int]:
    """Units that are written back wrongly, and how many there are.

    The recogniser chooses between 5,500 and five thousand five hundred: it may write what is said
    or what was written.
    """
    back = _CLOCK.sub(r"\1:\2", back)
    said, again = (normalise(text, language).text for text in (sentence.said, back))
    wanted = cut(said)
    ways = (distance(wanted, cut(again)), distance(cut(sentence.written), cut(back)))
    return min(ways), len(wanted)


def _words(text: str) -> list[str]:
    """Words and single digits; no marks, no capitals."""
    return regex.findall(r"\p{L}+|\d", text.casefold().replace("'", "").replace("’", ""))


def _characters(text: str) -> list[str]:
    """Chinese characters in their simplified form, words in Latin letters, and digits: what is
    counted where languages are mixed (the mixed error rate)."""
    return _UNIT.findall(_simplified(text).casefold().translate(_ALIKE))


def _syllables(text: str) -> list[str]:
    """The same, but which of the characters and single letters that sound alike does not count."""
    from pypinyin import lazy_pinyin

    plain = _simplified(text).casefold().translate(_ALIKE)
    units: list[str] = []
    for run in regex.findall(rf"\p{{Han}}+|{_UNIT.pattern}", plain):
        name = letter_syllables(run)
        if regex.match(r"\p{Han}", run):
            units += lazy_pinyin(run)
        else:  # letters whose names are one syllable: what is heard of 必 is heard of B
            units.append(name[0].rstrip("12345") if len(name) == 1 else run)
    return units


def _simplified(text: str) -> str:
    return str(_converter().convert(text))


@cache
def _converter() -> Any:
    import opencc  # no part of the program

    return opencc.OpenCC("t2s")


_UNITS: dict[str, dict[str, Callable[[str], list[str]]]] = {
    "en": {"words": _words},
    "zh": {"characters and Latin words": _characters, "syllables": _syllables},
}


def _offsets(spoken: SpokenSentence, back: Sequence[tuple[str, float]]) -> list[float]:
    """How far apart words begin here and there, of those that both have once."""

    def once(words: list[tuple[str, float]]) -> dict[str, float]:
        texts = [text for text, _ in words]
        return {text: start for text, start in words if texts.count(text) == 1}

    ours = once([(word.text.casefold(), word.start) for word in spoken.words])
    theirs = once([(regex.sub(r"[^\p{L}\d]", "", text).casefold(), start) for text, start in back])
    return [ours[word] - theirs[word] for word in ours.keys() & theirs.keys()]
