"""A script read aloud: every sentence in its voice, with the times of its words and its cues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from langcodes import tag_distance
from numpy.typing import NDArray

from speech_gen.cached import CachedSynthesizer, sound_digest
from speech_gen.languages import check_speaks, speaks
from speech_gen.pronunciations import Pronunciations
from speech_gen.registry import VoiceRegistry
from speech_gen.script.normalise import Spoken, normalise, word_spans
from speech_gen.script.parse import parse_script
from speech_gen.script.problems import ScriptError
from speech_gen.script.script import Script, Sentence
from speech_gen.speech import SpokenSentence, SpokenWord
from speech_gen.utterance import Utterance
from speech_gen.voice import Voice
from talker.errors import InputError
from talker.identity import identity
from talker.media.resample import resampled
from talker.model_files import ModelFiles
from talker.options.cues import Cue
from talker.options.dub import DubRequest
from talker.options.render import RenderRequest
from talker.options.spoken import VoiceOptions
from talker.progress import CancelToken, Notice
from talker.spoken import SpokenPart, SpokenVoice
from talker.subtitles.language import written_language
from talker.words import Word

RATE = 24_000
"""Samples a second of everything that is read; voices with others are resampled."""

# Raised when the same sentence comes to sound otherwise by what is done here.
_SCHEMA = 1
_LATIN = "en"  # what Latin letters are where neither the user nor a voice says it


@dataclass(frozen=True)
class Line:
    """A sentence with whoever says it, what is said, and the language that it is said in."""

    sentence: Sentence
    voice: Voice
    language: str
    spoken: Spoken

    @property
    def digest(self) -> str:
        """Hexadecimal: all that decides how it sounds."""
        return identity(_SCHEMA, sound_digest(self.said))

    @property
    def said(self) -> Utterance:
        """What a synthesizer is told of it."""
        spoken, delivery = self.spoken, self.sentence.delivery
        return Utterance(spoken.text, self.voice, self.language, delivery, spoken.sounds)


class Readers:
    """Whoever can read scripts: the voices of a computer, with the user's pronunciations, which
    `sounds` may be replaced. A talker.spoken.Speaker; one thread uses it.
    """

    def __init__(
        self, registry: VoiceRegistry, models: ModelFiles, home: Path, sounds: Pronunciations
    ) -> None:
        self._registry = registry
        self._models = models
        self._home = home
        self.sounds = sounds
        self._synthesizers: dict[str, CachedSynthesizer] = {}

    def script(self, request: RenderRequest | DubRequest) -> Reading:
        """The script of a render."""
        return self.reading(request.text, request, request.language)

    def reading(self, text: str, options: VoiceOptions, language: str = "") -> Reading:
        """A script with its voices chosen; nothing is said yet.

        `language` is a BCP 47 tag, empty where letters and voice shall decide. Raises InputError
        (SCRIPT_*, VOICE_UNKNOWN, VOICE_LANGUAGE, CONSENT_EXPIRED, CONSENT_INVALID).
        """
        script = parse_script(text, options, language)
        usual = self._usual(script, options.voice, language)
        free = not (options.voice or language)  # then other languages have voices of their own
        lines = [self._line(text, one, usual, language, free) for one in script.sentences]
        permitted = {
            voice: self._registry.permitted(voice, self._models)
            for voice in dict.fromkeys(line.voice for line in lines)
        }
        lines = [replace(line, voice=permitted[line.voice]) for line in lines]
        return Reading(self, text, script, tuple(lines))

    def say(self, line: Line, cancel: CancelToken) -> SpokenSentence:
        """The sound of a line at RATE, as it was said before or anew."""
        said = self._synthesizer(line.voice).synthesise(line.said, cancel)
        samples = np.concatenate([*resampled([said.samples], said.rate, RATE)])
        return SpokenSentence(samples, RATE, said.words)

    def prepare(self, lines: Sequence[Line]) -> None:
        """Begins to load the voices of those lines that were not said before.

        ModelMissing where a model is not installed that one of them needs.
        """
        for voice in dict.fromkeys(line.voice for line in lines):
            if not all(self.holds(line) for line in lines if line.voice == voice):
                self._synthesizer(voice).prepare(voice)

    def holds(self, line: Line) -> bool:
        """Whether a line was said before, so that its sound is there at once."""
        return self._synthesizer(line.voice).holds(line.said)

    def models_of(self, lines: Sequence[Line]) -> tuple[str, ...]:
        """The catalogue's entries that speak these lines, each once."""
        models = (self._registry.model_of(line.voice) for line in lines)
        return tuple(dict.fromkeys(model for model in models if model))

    def _synthesizer(self, voice: Voice) -> CachedSynthesizer:
        speaker = self._registry.speaker_of(voice)
        if speaker not in self._synthesizers:
            made = self._registry.synthesizer_of(voice, self._models, self._home)
            self._synthesizers[speaker] = made
        return self._synthesizers[speaker]

    def _usual(self, script: Script, name: str, language: str) -> Voice:
        """The voice of what no mark gives to another."""
        if name:
            voice = self._voice(name)
            if language:
                check_speaks(voice, language)
            return voice
        return self._best(language or written_language(script.text) or _LATIN)

    def _best(self, wanted: str) -> Voice:
        """The voice for a language that nobody has chosen one for."""
        found = self._registry.voices(wanted)
        if not found:
            voices = self._registry.voices()
            # To be refused with the code of a language that nobody speaks.
            return voices[0] if voices else self._registry.find_voice(wanted)
        return min(found, key=lambda voice: tag_distance(wanted, voice.languages[0]))

    def _voice(self, name: str) -> Voice:
        """By its id, or by its name alone where only one voice has it."""
        folded = name.casefold()
        named = [one for one in self._registry.voices() if one.name.casefold() == folded]
        return named[0] if len(named) == 1 else self._registry.find_voice(name)

    def _line(self, text: str, sentence: Sentence, usual: Voice, language: str, free: bool) -> Line:
        try:
            voice = self._voice(sentence.voice) if sentence.voice else usual
            written = written_language(sentence.text)
            if free and not sentence.voice and written and not speaks(voice, written):
                voice = self._best(written)
            spoken_in = _language(written, voice, language, usual)
        except InputError as error:
            # Where in the script, so that it is found there.
            span = (sentence.place, sentence.place + len(sentence.text))
            raise ScriptError(error.code, text, span, error.message, error.hint) from error
        spoken = normalise(sentence.text, spoken_in, self.sounds.of(spoken_in))
        return Line(sentence, voice, spoken_in, spoken)


def _language(written: str, voice: Voice, stated: str, usual: Voice) -> str:
    """What a sentence is said in: as the user says, else as its letters (`written`) or its voice.

    InputError VOICE_LANGUAGE where the voice does not speak it.
    """
    if written:
        check_speaks(voice, written)
    if stated and (voice is usual or speaks(voice, stated)):
        check_speaks(voice, stated)
        return stated
    fitting = (tag for tag in voice.languages if not written or speaks(voice, written))
    return next(fitting, voice.languages[0])


class Reading:
    """A talker.spoken.SpokenScript: the lines of a script, said when they are asked for."""

    def __init__(
        self, readers: Readers, text: str, script: Script, lines: tuple[Line, ...]
    ) -> None:
        self._readers = readers
        self._text = text
        self._script = script
        self.lines = lines

    @cached_property
    def digest(self) -> str:
        """Hexadecimal: the script, and how each of its lines sounds."""
        pauses = [(one.pause_before, one.pause_after) for one in self._script.sentences]
        return identity(_SCHEMA, self._text, [line.digest for line in self.lines], pauses)

    @property
    def text(self) -> str:
        """The script as it was given."""
        return self._text

    @property
    def characters(self) -> int:
        """The sum of those of its parts."""
        return sum(len(line.sentence.text) for line in self.lines)

    @property
    def rate(self) -> int:
        """Samples a second."""
        return RATE

    @property
    def voices(self) -> tuple[SpokenVoice, ...]:
        """Whoever says a line, in the order in which they are first heard."""
        used = dict.fromkeys(line.voice for line in self.lines)
        return tuple(
            SpokenVoice(voice.id, voice.licence, voice.owner, voice.consent) for voice in used
        )

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What of the script is not spoken."""
        return self._script.notices

    @property
    def models(self) -> tuple[str, ...]:
        """The catalogue's entries that its voices need."""
        return self._readers.models_of(self.lines)

    def holds(self, number: int) -> bool:
        """See `Readers.holds`: of one of its lines, counted from 0."""
        return self._readers.holds(self.lines[number])

    def prepare(self) -> None:
        """See `Readers.prepare`."""
        self._readers.prepare(self.lines)

    def sentence(self, number: int) -> Reading:
        """One of its lines, counted from 0, for itself."""
        line = self.lines[number]
        alone = Script((line.sentence,))
        return Reading(self._readers, line.sentence.text, alone, (line,))

    def parts(self, cancel: CancelToken) -> Iterator[SpokenPart]:
        """One line after the other, each said when it is asked for."""
        for line in self.lines:
            cancel.check()
            yield _part(line, self._readers.say(line, cancel))


def _part(line: Line, said: SpokenSentence) -> SpokenPart:
    """What the talker gets: written words and cues with their times."""
    sentence = line.sentence
    lead = np.zeros(round(sentence.pause_before * RATE), np.float32)
    words = _written_words(line, said, len(lead) / RATE)
    cues = tuple(
        Cue(
            cue.kind,
            words[cue.word].start,
            None if cue.until is None else words[cue.until - 1].stop,
        )
        for cue in sentence.cues
    )
    return SpokenPart(
        samples=np.concatenate([lead, said.samples]),
        pause=sentence.pause_after,
        text=sentence.text,
        characters=len(sentence.text),
        digest=identity(_SCHEMA, line.digest, sentence.pause_before),
        words=words,
        cues=cues,
    )


def _written_words(line: Line, said: SpokenSentence, lead: float) -> tuple[Word, ...]:
    """The words as they are written, each when what is said for it is heard."""
    places, times = _timeline(line.spoken.text, said.words, said.seconds)
    found = []
    spans = word_spans(line.spoken, line.sentence.words)
    for word, span in zip(line.sentence.words, spans, strict=True):
        start, stop = np.interp(span, places, times)
        found.append(Word(word.text, lead + float(start), lead + float(stop)))
    return tuple(found)


def _timeline(
    text: str, words: tuple[SpokenWord, ...], seconds: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """When which character of what is said is heard: places and times, both float64 [N], rising."""
    places, times = [0.0], [0.0]
    at = 0
    folded = text.casefold() if len(text.casefold()) == len(text) else text
    for word in words:
        found = folded.find(word.text.casefold(), at)
        if found < 0 or word.start < times[-1] - 1e-6:
            continue  # a voice that writes words in its own way; the others hold it in place
        at = found + len(word.text)
        places += [max(found, places[-1]), at]
        times += [max(word.start, times[-1]), max(word.stop, word.start, times[-1])]
    places.append(max(float(len(text)), places[-1]))
    times.append(max(seconds, times[-1]))
    return np.array(places, np.float64), np.array(times, np.float64)
