"""A recording written down into a file: recognised, divided into cues, written whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.models import default_store
from talker.errors import ErrorCode, InputError
from talker.files import atomic_write
from talker.media.audio import open_speech
from talker.progress import CancelToken, OnProgress
from talker.recognition.listener import Listener, ModelListener
from talker.recognition.recogniser import Recogniser, no_speech
from talker.subtitles.kinds import KINDS
from talker.subtitles.transcript import transcript_cues
from talker.words import Word

_MOST_MINUTES = 1440


@cache
def default_listener(home: Path) -> Listener:
    """Who listens in this process; what it loads stays warm."""
    return ModelListener(default_store(home))


@dataclass(frozen=True)
class Transcript:
    """What was written: how many cues and words, in which language (a tag)."""

    cues: int
    words: int
    language: str


def transcribe(
    recogniser: Recogniser,
    speech: Path,
    target: Path,
    language: str,
    on_progress: OnProgress,
    cancel: CancelToken,
) -> Transcript:
    """Writes down what is said in `speech`; `target` ends in one of KINDS.

    Raises the AUDIO_ errors of the recording, AUDIO_NO_SPEECH among them; nothing is left
    half-written.
    """
    try:
        opened = open_speech(speech, _MOST_MINUTES, cancel=cancel)
    except InputError as error:
        if error.code is not ErrorCode.AUDIO_SILENT:
            raise
        raise no_speech(speech) from error
    for notice in opened.told:
        on_progress(notice)
    heard = recogniser.hear(opened, language, on_progress, cancel)
    words = [Word(word.text, word.start, word.stop) for word in heard.words]
    cues = transcript_cues(words, heard.language)
    text = KINDS[target.suffix.lower()](cues, heard.language)
    with atomic_write(target) as part:
        part.write_text(text, "utf-8")
    return Transcript(len(cues), len(words), heard.language)
