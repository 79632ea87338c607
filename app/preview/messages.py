"""What the window asks the preview process and what it answers; one JSON object on each line.

What films, drawn pictures, captions, scripts and batches are asked about has modules of its own: a
page loads what it asks.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny, TypeAdapter, ValidationError

from app.doctor.result import Check
from talker.errors import ErrorCode, MouthpieceError
from talker.options.engines import AUTO
from talker.options.faces import Turn
from talker.options.picture import Mode
from talker.options.render import RenderOptions, RenderRequest
from talker.provenance.signature import Signature


class Message(BaseModel):
    """What goes over the pipe; what reads and writes it is built when it is first used."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class Lane(Enum):
    """Which questions wait for each other."""

    LOOK = auto()  # quick ones
    VIDEO = auto()  # what takes long
    BATCH = auto()  # what must keep its order


class Question(Message):
    """What can be asked; its field `type` names it."""

    lane: ClassVar[Lane] = Lane.LOOK


class Rectangle(Message):
    """A part of a picture, in its pixels."""

    left: float
    top: float
    width: float
    height: float


class Finding(Message):
    """Something about an input; with `stops` a video cannot be made from it."""

    code: str
    message: str
    hint: str = ""
    stops: bool = False


# Questions


class LookAtPortrait(Question):
    """What a picture shows, for a face and turned (as in RenderOptions), and what an engine's mode
    shows of it; `anyway` also without a mouth. `pair`: two faces speak, the second is
    `second_face`."""

    type: Literal["portrait"] = "portrait"
    path: Path
    face: int = 0
    second_face: int = 0
    pair: bool = False
    turn: Turn = Turn.AUTO
    anyway: bool = False
    mode: Mode = Mode.CROP
    engine: str = AUTO


class LookAtSpeech(Question):
    """What a recording holds; `points` is the length of the drawn waveform, `track`, `channel`,
    `trim` and `cut` are as in RenderOptions."""

    type: Literal["speech"] = "speech"
    path: Path
    points: int = 600
    max_minutes: float = 120.0
    track: int = 0
    channel: int = 0
    trim: str = ""
    cut: tuple[str, ...] = ()


class LookAtReference(Question):
    """What a reference video shows."""

    type: Literal["reference"] = "reference"
    path: Path


class LookAtNeeds(Question):
    """Which engine these options mean, with a reference video or without, for one speaker or two,
    and what it lacks."""

    type: Literal["needs"] = "needs"
    options: RenderOptions
    reference: bool = False
    pair: bool = False


class LookAtMachine(Question):
    """What `mouthpiece doctor` finds on this computer."""

    type: Literal["machine"] = "machine"


class LookAtPose(Question):
    """How the head moves with these options while someone speaks."""

    type: Literal["pose"] = "pose"
    options: RenderOptions
    seconds: float = 4.0


class LookAtVideo(Question):
    """What a finished video says of itself."""

    type: Literal["video"] = "video"
    path: Path


class ReadScript(Question):
    """The request of a video whose text is to be changed."""

    type: Literal["script"] = "script"
    path: Path


class MakePreview(Question):
    """A short video of the first `seconds` in which someone speaks, small: of `size` at most, and
    only when it is `restored` with the restoration of its request."""

    lane: ClassVar[Lane] = Lane.VIDEO
    type: Literal["preview"] = "preview"
    request: RenderRequest
    seconds: float = 3.0
    size: int = 256
    restored: bool = False


class MakeSample(Question):
    """A picture of what these options make of the portrait that ships with the program."""

    lane: ClassVar[Lane] = Lane.VIDEO
    type: Literal["sample"] = "sample"
    options: RenderOptions


class MakeThumbnail(Question):
    """A small picture of a video or a picture."""

    type: Literal["thumbnail"] = "thumbnail"
    path: Path
    width: int = 320


class CutPortrait(Question):
    """Writes a part of a picture as a picture of its own; `upright`: turned as it is shown."""

    type: Literal["cut"] = "cut"
    path: Path
    part: Rectangle | None
    target: Path
    upright: bool = True


class Ask(Message):
    """A question and the number that its answer carries."""

    type: Literal["ask"] = "ask"
    id: int
    question: SerializeAsAny[Question]


class Cancel(Message):
    """Nobody waits for this answer any more."""

    type: Literal["cancel"] = "cancel"
    id: int


# Results


class PortraitLook(Message):
    """`picture` is a small file to show; sizes and rectangles are those of the whole picture.

    `chosen` and, where two speak, `second` are indices into `faces`, which go from left to right;
    `cut` is what the mode of the `engine` shows, which is never `auto` where there is a cut. Of a
    `clip` it is all about the first frame. `presenter` is the name of the one whose portrait it is.
    """

    picture: Path | None
    width: int = 0
    height: int = 0
    faces: tuple[Rectangle, ...] = ()
    chosen: int | None = None
    second: int | None = None
    cut: Rectangle | None = None
    engine: str = AUTO
    clip: bool = False
    presenter: str = ""
    findings: tuple[Finding, ...] = ()


class SpeechLook(Message):
    """`peaks` are the loudest samples of equal parts of the recording, 0..1; it and its length in
    `seconds` are whole, what was found is about the part that is heard."""

    seconds: float = 0.0
    peaks: tuple[float, ...] = ()
    findings: tuple[Finding, ...] = ()


class ReferenceLook(Message):
    """`picture` is a small file of the first frame."""

    picture: Path | None = None
    seconds: float = 0.0
    findings: tuple[Finding, ...] = ()


class PoseLook(Message):
    """Yaw, pitch and roll in degrees, `fps` times a second."""

    fps: float
    angles: tuple[tuple[float, float, float], ...]


class VideoLook(Message):
    """Empty texts for what the video does not say; `engine` with the program's version.

    `width` and `height` in pixels, `seconds` and `bytes` of the file.
    """

    labelled: bool = False
    producer: str = ""
    signature: Signature = Signature.NONE
    signer: str = ""
    engine: str = AUTO
    portrait: str = ""
    speech: str = ""
    owner: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    bytes: int = 0


class ScriptRead(Message):
    """What makes the video again with its script, and keeps what stays as it is."""

    request: RenderRequest


class Need(Message):
    """A model that is missing; bytes."""

    id: str
    title: str
    size: int


class NeedsLook(Message):
    """All models that are missing, and which engine will render: never `auto`."""

    engine: str
    missing: tuple[Need, ...] = ()


class MachineLook(Message):
    """Every check, in doctor's order."""

    checks: tuple[Check, ...]


class Made(Message):
    """A file that was written; None where nothing could be shown."""

    path: Path | None


# Answers


class Answered(Message):
    """The answer to the question `id`."""

    type: Literal["answer"] = "answer"
    id: int
    result: dict[str, Any]


class Progressed(Message):
    """How far the work on a long question is: `done` of `total` steps."""

    type: Literal["progress"] = "progress"
    id: int
    done: int
    total: int


class Failure(Message):
    """Why the question `id` has no answer."""

    type: Literal["failure"] = "failure"
    id: int
    code: ErrorCode
    message: str
    hint: str = ""

    def error(self) -> MouthpieceError:
        """The error as the window shows it."""
        return MouthpieceError(self.code, self.message, self.hint)


Answer = Answered | Progressed | Failure


@cache
def _answers() -> TypeAdapter[Answer]:
    """Built when the first one comes: it takes as long as a page of the window."""
    return TypeAdapter(Annotated[Answer, Field(discriminator="type")])


def parse_answer(line: bytes) -> Answer | None:
    """The answer on a line; None for a line that is none."""
    try:
        return _answers().validate_json(line)
    except ValidationError:
        return None
