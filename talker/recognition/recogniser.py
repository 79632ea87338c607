"""Writes down what is said in a recording, window by window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from talker.device import usable_cores
from talker.errors import ErrorCode, InputError, UsageError
from talker.media.audio import Speech
from talker.progress import CancelToken, Notice, NoticeCode, OnProgress, Progress, Stage
from talker.recognition.network import Whisper
from talker.recognition.spectrogram import RATE
from talker.recognition.timing import timed_by_sound
from talker.recognition.windows import Window, windows

_ALIASES = {"iw": "he", "jv": "jw", "nb": "no", "fil": "tl", "cmn": "zh"}
# It writes either; in these languages the marks are as wide as the characters.
_WIDE_MARKS = ("zh", "yue")
_WIDE = str.maketrans(",?!:;", "，？！：；")
_DOUBTFUL, _SURELY = 0.05, 0.8  # probabilities of the language given, and of the one heard


@dataclass(frozen=True)
class HeardWord:
    """A word with its marks and the blank before it, from `start` to `stop` seconds; `sure` is how
    sure the network is of it, 0..1.
    """

    text: str
    start: float
    stop: float
    sure: float = 1.0


@dataclass(frozen=True)
class Heard:
    """What is said in a recording: its `language` (a tag) and its words in order."""

    language: str
    words: tuple[HeardWord, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(word.text for word in self.words).strip()


class Recogniser:
    """Whisper, loaded once for any number of recordings; one thread uses it."""

    def __init__(self, folder: Path, *, processor_only: bool = False) -> None:
        """`folder` holds the files of one model; ModelDamaged."""
        import ctranslate2

        gpu = not processor_only and ctranslate2.get_cuda_device_count() > 0
        self.device = "cuda" if gpu else "cpu"
        self._network = Whisper(folder, threads=usable_cores(), gpu=gpu)

    def hear(
        self, speech: Speech, language: str, on_progress: OnProgress, cancel: CancelToken
    ) -> Heard:
        """What is said; memory does not grow with the sound.

        `language` is a tag, or empty to find it by what is said first. Raises InputError
        AUDIO_NO_SPEECH where nobody speaks, UsageError OPTION_INVALID for a language that the
        network does not know, Cancelled.
        """
        tag = self._known(language) if language else ""
        words: list[HeardWord] = []
        notices: list[Notice] = []
        total = max(1, round(speech.duration))
        on_progress(Progress(Stage.RECOGNITION, 0, total))
        for window in windows(cancel.checked(speech.blocks(RATE))):
            encoded = self._network.encode(window.samples)
            cancel.check()
            if not words and not notices:
                heard_as = self._network.languages(encoded)
                best = next(iter(heard_as))
                if tag and _is_doubtful(heard_as, tag):
                    notices.append(_language_notice(speech.path, tag, best))
                tag = tag or best
            words += self._words(window, encoded, tag, cancel)
            done = min(total, round(window.clock(len(window.samples) / RATE, ends=True)))
            on_progress(Progress(Stage.RECOGNITION, done, total))
        if not words:
            raise no_speech(speech.path)
        on_progress(Progress(Stage.RECOGNITION, total, total))
        for notice in notices:
            on_progress(notice)
        return Heard(tag, tuple(words), tuple(notices))

    def _words(
        self, window: Window, encoded: object, tag: str, cancel: CancelToken
    ) -> Iterator[HeardWord]:
        tokens = self._network.write(encoded, tag, cancel)
        timed = self._network.words(encoded, tokens, tag, len(window.samples))
        for word in timed_by_sound(timed, window.samples):
            start, stop = window.clock(word.start), window.clock(word.stop, ends=True)
            text = word.text.translate(_WIDE) if tag.startswith(_WIDE_MARKS) else word.text
            yield HeardWord(text, round(start, 3), round(max(stop, start), 3), word.sure)

    def _known(self, language: str) -> str:
        code, sign, rest = language.partition("-")
        code = _ALIASES.get(code.lower(), code.lower())
        if not self._network.vocabulary.knows(code):
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"The recogniser does not know the language {language}.",
                "Name another, or none: then it is found by what is said.",
            )
        return code + sign + rest


def _is_doubtful(heard_as: dict[str, float], tag: str) -> bool:
    given = heard_as.get(tag.partition("-")[0], 0.0)
    return given < _DOUBTFUL and max(heard_as.values()) > _SURELY


def _language_notice(path: Path, tag: str, heard: str) -> Notice:
    return Notice(
        NoticeCode.LANGUAGE_DOUBTFUL,
        f"{path.name} sounds like the language {heard}, not {tag}: what is written down may make "
        "no sense. Leave the language out, and it is found.",
    )


def no_speech(path: Path) -> InputError:
    """The error for a recording in which nobody speaks."""
    return InputError(
        ErrorCode.AUDIO_NO_SPEECH,
        f"Nobody speaks in {path.name}: there is nothing to write down.",
        "Check that it is the right file and the right track (--track).",
        path,
    )
