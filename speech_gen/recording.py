"""A script read into a file: the sound, and beside it the times of sentences and words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import soundfile

from speech_gen.reading import Reading
from talker.errors import ErrorCode, UsageError
from talker.files import atomic_write
from talker.progress import CancelToken, OnProgress, Progress, Stage, ignore_progress
from talker.spoken import SpokenPart
from talker.subtitles.cues import Cue
from talker.subtitles.sentences import split_script
from talker.subtitles.side_files import format_srt
from talker.words import Word

SOUNDS = {".wav": "WAV", ".flac": "FLAC"}
TIMES = (".srt", ".json")


@dataclass(frozen=True)
class TimedSentence:
    """A sentence of the script from `start` to `stop`, in seconds, with the times of its words."""

    text: str
    start: float
    stop: float
    words: tuple[Word, ...]


def check_ending(path: Path, endings: tuple[str, ...]) -> None:
    """UsageError OPTION_INVALID for a file whose kind is not written."""
    if path.suffix.lower() not in endings:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{path.name} cannot be written.",
            f"Name a file that ends in {' or '.join(endings)}.",
        )


def record(
    reading: Reading,
    path: Path,
    cancel: CancelToken,
    on_progress: OnProgress = ignore_progress,
) -> tuple[TimedSentence, ...]:
    """Writes mono sound of 16 bits, sentence by sentence, and returns when each is heard.

    `path` ends in one of SOUNDS; it appears when all is written.
    """
    count = len(reading.lines)
    on_progress(Progress(Stage.SPEAK, 0, count))
    found: list[TimedSentence] = []
    position = 0
    kind = SOUNDS[path.suffix.lower()]
    with (
        atomic_write(path) as part,
        soundfile.SoundFile(part, "w", reading.rate, 1, "PCM_16", format=kind) as file,
    ):
        for spoken in reading.parts(cancel):
            silence = np.zeros(round(spoken.pause * reading.rate), np.float32)
            file.write(spoken.samples)
            file.write(silence)
            found.append(_timed(spoken, position / reading.rate, reading.rate))
            position += len(spoken.samples) + len(silence)
            on_progress(Progress(Stage.SPEAK, len(found), count))
    return tuple(found)


def write_times(sentences: tuple[TimedSentence, ...], path: Path) -> None:
    """Writes subtitles (.srt), or every sentence with its words (.json)."""
    if path.suffix.lower() == ".srt":
        text = format_srt([cue for sentence in sentences for cue in _cues(sentence)])
    else:
        text = json.dumps([asdict(one) for one in sentences], ensure_ascii=False, indent=1)
    with atomic_write(path) as part:
        part.write_text(text, "utf-8")


def _timed(spoken: SpokenPart, begin: float, rate: int) -> TimedSentence:
    words = tuple(
        Word(word.text, round(begin + word.start, 3), round(begin + word.stop, 3))
        for word in spoken.words
    )
    stop = begin + len(spoken.samples) / rate
    return TimedSentence(spoken.text, words[0].start if words else begin, round(stop, 3), words)


def _cues(sentence: TimedSentence) -> Iterator[Cue]:
    """A sentence as subtitles that can be read at once, each as long as its words are heard."""
    waiting = list(sentence.words)
    for piece in split_script(sentence.text):
        letters = len("".join(piece.split()))
        shown: list[Word] = []
        while waiting and letters > 0:
            letters -= len("".join(waiting[0].text.split()))
            shown.append(waiting.pop(0))
        if shown:
            yield Cue(shown[0].start, shown[-1].stop, piece)
