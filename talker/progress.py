"""How long work reports what it does and learns that it should stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from talker.errors import Cancelled, ErrorCode

Item = TypeVar("Item")


class Stage(StrEnum):
    """The stages of a render, in order; SPEAK is that of a text alone, RECOGNITION that of a
    recording that is written down.
    """

    SPEAK = "speak"
    PREFLIGHT = "preflight"
    PORTRAIT = "portrait"
    MOTION = "motion"
    RENDER = "render"
    FINISH = "finish"
    RECOGNITION = "recognition"


@dataclass(frozen=True)
class Progress:
    """One report: `done` of `total` units of `stage`; frames when rendering, sentences when
    speaking. `frame` gives the newest frame, uint8 [H, W, 3] RGB, to whoever asks at once."""

    stage: Stage
    done: int
    total: int
    frame: Callable[[], Any] | None = field(default=None, compare=False, repr=False)


class NoticeCode(StrEnum):
    """Stable names for what does not stop the work; scripts and the queue rely on them."""

    # inputs
    AUDIO_CHANNEL_CHOSEN = "AUDIO_CHANNEL_CHOSEN"
    AUDIO_HAS_HOLES = "AUDIO_HAS_HOLES"
    AUDIO_NARROW_BAND = "AUDIO_NARROW_BAND"
    AUDIO_NO_VOICE = "AUDIO_NO_VOICE"
    AUDIO_SHORTER = "AUDIO_SHORTER"
    AUDIO_TRACK_CHOSEN = "AUDIO_TRACK_CHOSEN"
    AUDIO_TWO_VOICES = "AUDIO_TWO_VOICES"
    BACKGROUND_ADDED = "BACKGROUND_ADDED"
    CLIP_AS_PICTURE = "CLIP_AS_PICTURE"
    MANY_FACES = "MANY_FACES"
    FILM_INTERLACED = "FILM_INTERLACED"
    FILM_NOT_SPOKEN = "FILM_NOT_SPOKEN"  # frames that stay as they are: no face to be seen
    FILM_PIXELS = "FILM_PIXELS"
    FILM_RATE = "FILM_RATE"
    EMOJI_LEFT_OUT = "EMOJI_LEFT_OUT"
    EYES_CLOSED = "EYES_CLOSED"
    EYES_HIDDEN = "EYES_HIDDEN"
    FACE_CUT_OFF = "FACE_CUT_OFF"
    HDR_CONVERTED = "HDR_CONVERTED"
    MOUTH_COVERED = "MOUTH_COVERED"
    PICTURE_REDUCED = "PICTURE_REDUCED"
    PICTURE_TURNED = "PICTURE_TURNED"
    VIDEO_LARGE = "VIDEO_LARGE"
    # scripts
    CUE_NOT_SHOWN = "CUE_NOT_SHOWN"
    PARTS_KEPT = "PARTS_KEPT"
    NOTHING_KEPT = "NOTHING_KEPT"
    RECORD_DOUBTFUL = "RECORD_DOUBTFUL"  # the signature or the label belongs to something else
    # engines and machine
    BACKEND_FAILED = "BACKEND_FAILED"  # and torch computed instead
    CARD_MEMORY_MOVED = "CARD_MEMORY_MOVED"
    ENGINE_CHOSEN = "ENGINE_CHOSEN"
    OUT_OF_MEMORY = "OUT_OF_MEMORY"  # and another way was found
    PRECISION_REDUCED = "PRECISION_REDUCED"
    WAITING = "WAITING"
    # finishing
    DELIVERABLE_FAILED = "DELIVERABLE_FAILED"
    FONT_MISSING = "FONT_MISSING"
    FONT_REPLACED = "FONT_REPLACED"
    SUBTITLES_HASTY = "SUBTITLES_HASTY"
    ENCODING_GUESSED = "ENCODING_GUESSED"
    FRAMES_COMPUTED = "FRAMES_COMPUTED"
    LANGUAGE_DOUBTFUL = "LANGUAGE_DOUBTFUL"
    LOUDNESS_MISSED = "LOUDNESS_MISSED"
    NOT_SIGNED = "NOT_SIGNED"
    NOT_STAMPED = "NOT_STAMPED"
    RATE_LIMITED = "RATE_LIMITED"
    SCRIPT_DIFFERS = "SCRIPT_DIFFERS"
    SUBTITLES_CUT = "SUBTITLES_CUT"
    SUBTITLES_UNTIMED = "SUBTITLES_UNTIMED"
    # avatars
    PICTURE_BLACK = "PICTURE_BLACK"
    PICTURE_UNSAFE = "PICTURE_UNSAFE"
    PICTURES_LEFT_OUT = "PICTURES_LEFT_OUT"
    PICTURES_WEAK = "PICTURES_WEAK"
    LIBRARY_WARNING = "LIBRARY_WARNING"  # what a library says that it leaves out or changes
    PROMPT_TRANSLATED = "PROMPT_TRANSLATED"
    PROMPT_WORDS_UNKNOWN = "PROMPT_WORDS_UNKNOWN"  # and sent as they are typed
    RECORD_INCOMPLETE = "RECORD_INCOMPLETE"  # another program's record, read as far as it is known

    @classmethod
    def read(cls, value: str) -> NoticeCode | ErrorCode:
        """The code in a stored notice: one of ours, or of an error that was survived."""
        return cls(value) if value in cls.__members__ else ErrorCode(value)


@dataclass(frozen=True)
class Notice:
    """A warning that does not stop the work.

    An error that is survived, as when a report cannot be written, keeps its own code.
    """

    code: NoticeCode | ErrorCode
    message: str


OnProgress = Callable[[Progress | Notice], None]
OnNotice = Callable[[Notice], None]


def ignore_progress(_: Progress | Notice) -> None:
    """The callback of whoever wants no reports."""


class OnFrames(Protocol):
    """Hears how many more frames are drawn, with the newest as of Progress."""

    def __call__(self, frames: int, frame: Callable[[], Any] | None = None) -> None:
        """So many more, and the last of them."""
        ...


class FrameCount:
    """Reports how many of `total` frames are drawn, `done` of them before; the total may change."""

    def __init__(self, on_progress: OnProgress, total: int, done: int = 0) -> None:
        self._on_progress = on_progress
        self.total = total
        self.done = done

    def add(self, frames: int, frame: Callable[[], Any] | None = None) -> None:
        """So many more are drawn; `frame` as of Progress."""
        self.done += frames
        self._on_progress(Progress(Stage.RENDER, self.done, self.total, frame))


class CancelToken:
    """Set from any thread; long work calls `check` at least ten times a second."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Asks the work to stop; it does at its next `check`."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._event.is_set()

    def check(self) -> None:
        """Raises Cancelled once `cancel` was called."""
        if self._event.is_set():
            raise Cancelled

    def checked(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items one by one, for as long as nobody has cancelled."""
        for item in items:
            self.check()
            yield item
