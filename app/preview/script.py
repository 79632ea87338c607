"""Answers what the window asks about scripts: can they be spoken, how long, and how they sound."""

from __future__ import annotations

import threading
from pathlib import Path

from app.preview.disk_cache import keep, previews_folder
from app.preview.missing_models import store
from app.preview.script_messages import (
    BadVoice,
    LookAtScript,
    ScriptLook,
    ScriptProblem,
    SpeakScript,
    SpokenSample,
    VoiceFacts,
    VoicesFound,
)
from app.speaking import default_readers
from app.voices import voice_registry
from speech_gen.pronunciations import load_pronunciations
from speech_gen.reading import Line, Reading
from speech_gen.recording import record
from speech_gen.script.parse import parse_script
from speech_gen.script.problems import ScriptError
from talker.errors import InputError
from talker.identity import identity
from talker.options.spoken import SayOptions, VoiceOptions
from talker.progress import CancelToken
from talker.subtitles.sentences import speaking_weight

_LETTERS_A_SECOND = 13.5  # Latin letters, as `speaking_weight` counts
_SCHEMA = 1


def list_voices(home: Path) -> VoicesFound:
    """Who can speak here."""
    registry = voice_registry(home)
    return VoicesFound(
        voices=tuple(
            VoiceFacts(
                id=voice.id,
                title=voice.title,
                languages=voice.languages,
                commercial=voice.commercial,
            )
            for voice in registry.voices()
        ),
        bad=tuple(
            BadVoice(name=one.file.name, flaw=one.flaw, found=one.found)
            for one in registry.problems()
        ),
    )


def line_seconds(line: Line) -> float:
    """About how long a line takes to say, with the silence around it."""
    sentence = line.sentence
    said = speaking_weight(line.spoken.text) / _LETTERS_A_SECOND / sentence.delivery.speed
    return said + sentence.pause_before + sentence.pause_after


def _problem(error: InputError) -> ScriptProblem:
    """Without its place in words: the window shows it."""
    if not isinstance(error, ScriptError):
        return ScriptProblem(code=error.code, message=error.message, hint=error.hint)
    what = f"{error.what[:1].upper()}{error.what[1:]}"
    return ScriptProblem(
        code=error.code, message=what, hint=error.hint, start=error.start, stop=error.stop
    )


class ScriptDesk:
    """Keeps the voices warm between questions; questions come from several threads."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._readers = default_readers(home)
        self._speaking = threading.Lock()
        self._preparing = threading.Lock()

    def look(self, question: LookAtScript) -> ScriptLook:
        """Never raises InputError: what stops a video is the answer's problem.

        What can be spoken is soon to be heard: its voices are loaded meanwhile.
        """
        models = store(self._home)
        try:
            reading = self.reading(question.text, question.options)
            missing = tuple(one for one in reading.models if not models.installed(one))
            if not missing:
                self._prepare(reading)
        except InputError as error:
            return ScriptLook(problem=_problem(error))
        voices = dict.fromkeys(line.voice for line in reading.lines)
        return ScriptLook(
            missing=missing,
            words=sum(len(line.sentence.words) for line in reading.lines),
            seconds=sum(map(line_seconds, reading.lines)),
            voices=tuple(voice.id for voice in voices),
            notices=tuple((str(one.code), one.message) for one in reading.notices),
        )

    def speak(self, question: SpeakScript, cancel: CancelToken) -> SpokenSample:
        """Speaks the beginning of a script; what was spoken before is there at once."""
        text = beginning(question.text, question.options, question.seconds)
        reading = self.reading(text, question.options)
        count = len(reading.lines)
        if question.sentence is not None:
            reading = reading.sentence(question.sentence)
        name = identity(_SCHEMA, reading.digest)
        target = previews_folder(self._home) / f"{name}.wav"
        if not target.exists():
            self._prepare(reading)
            with self._speaking:
                keep(target, lambda part: record(reading, part, cancel))
        return SpokenSample(path=target, sentences=count)

    def _prepare(self, reading: Reading) -> None:
        with self._preparing:  # one thread's business
            reading.prepare()

    def reading(self, text: str, options: SayOptions) -> Reading:
        """A script with its voices; raises what `Readers.reading` does."""
        self._readers.sounds = load_pronunciations(self._home)  # may have been edited
        return self._readers.reading(text, options, options.language)


def beginning(text: str, options: VoiceOptions, seconds: float) -> str:
    """As much of a script as fills about so many seconds: whole sentences, the first at least."""
    full = 0.0
    for sentence in parse_script(text, options).sentences:
        if full >= seconds:
            return text[: sentence.place]
        full += speaking_weight(sentence.text) / _LETTERS_A_SECOND + sentence.pause_after
    return text
