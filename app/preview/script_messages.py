"""What the window asks about scripts and voices, and what it is told."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal

from app.preview.messages import Lane, Message, Question
from speech_gen.voice_files import VoiceFlaw
from talker.options.render import RenderRequest
from talker.options.spoken import SayOptions


class ListVoices(Question):
    """Who can speak on this computer."""

    type: Literal["voices"] = "voices"


class LookAtScript(Question):
    """Whether a script can be spoken, and about how long that takes."""

    type: Literal["look_at_script"] = "look_at_script"
    text: str
    options: SayOptions


class SpeakScript(Question):
    """The sound of a script's first `seconds`, or of one `sentence` of them, counted from 0."""

    lane: ClassVar[Lane] = Lane.VIDEO
    type: Literal["speak"] = "speak"
    text: str
    options: SayOptions
    seconds: float = 30.0
    sentence: int | None = None


class ListSentences(Question):
    """The sentences of a script. `request` is the video that would be made of it; where that keeps
    sentences of an earlier one it is told which."""

    type: Literal["sentences"] = "sentences"
    text: str
    options: SayOptions
    request: RenderRequest | None = None


class VoiceFacts(Message):
    """A voice as it is chosen: `languages` are BCP 47 tags, its own one first."""

    id: str
    title: str
    languages: tuple[str, ...]
    commercial: bool


class BadVoice(Message):
    """A file of the user's that is no voice: `found` fills the places of the flaw's words."""

    name: str
    flaw: VoiceFlaw
    found: tuple[str, ...] = ()


class VoicesFound(Message):
    """All voices, in the order in which they are offered, and files that should be some."""

    voices: tuple[VoiceFacts, ...]
    bad: tuple[BadVoice, ...] = ()


class ScriptProblem(Message):
    """What is wrong with characters `start` to `stop` (exclusive) of a script; without a place
    both are 0."""

    code: str
    message: str
    hint: str
    start: int = 0
    stop: int = 0


class ScriptLook(Message):
    """What a script is: its words, about how many seconds they take, who speaks them.

    With a `problem` it cannot be spoken, nor while a model is `missing`, by its id; `notices` are
    what of it is not.
    """

    words: int = 0
    seconds: float = 0.0
    voices: tuple[str, ...] = ()
    notices: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    problem: ScriptProblem | None = None


class SentenceFacts(Message):
    """Characters `start` to `stop` (exclusive) of a script, with the marks in them, and the `text`
    that is said of them.

    `seconds` is how long it takes with its silence, about so long until it was `spoken`; `peaks`
    are the loudest samples of equal parts then, 0..1. `kept`: whether its frames are those of the
    earlier video; None where that is not known, or there is none.
    """

    start: int
    stop: int
    text: str
    words: int
    seconds: float
    spoken: bool = False
    peaks: tuple[float, ...] = ()
    kept: bool | None = None


class SentencesFound(Message):
    """All of them in order; none where the script cannot be spoken, for which LookAtScript has the
    reason."""

    sentences: tuple[SentenceFacts, ...] = ()


class SpokenSample(Message):
    """A sound file, and of how many sentences that were asked for it holds one or all."""

    path: Path
    sentences: int
