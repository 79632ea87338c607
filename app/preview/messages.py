"""What the window asks the preview process and what it answers; one JSON object on each line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.doctor.result import Check
from app.preview.batch_messages import AddBatch, PlanBatch, ReadBatch, WriteReport
from app.preview.script_messages import ListSentences, ListVoices, LookAtScript, SpeakScript
from avatar_gen.request import AvatarRequest
from avatar_gen.skeleton import Pose
from talker.errors import ErrorCode, MouthpieceError
from talker.options.deliver import DeliverOptions
from talker.options.dub import DubOptions
from talker.options.engines import AUTO, STORED
from talker.options.faces import Turn
from talker.options.picture import Mode
from talker.options.render import RenderOptions, RenderRequest
from talker.provenance.signature import Signature
from talker.subtitles.style import CaptionStyle


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownCue(_Message):
    """A text from `start` to `stop` seconds; `words` as (text, start, stop)."""

    start: float
    stop: float
    text: str
    words: tuple[tuple[str, float, float], ...] = ()


class Rectangle(_Message):
    """A part of a picture, in its pixels."""

    left: float
    top: float
    width: float
    height: float


class Finding(_Message):
    """Something about an input; with `stops` a video cannot be made from it."""

    code: str
    message: str
    hint: str = ""
    stops: bool = False


# Questions


class LookAtPortrait(_Message):
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


class LookAtSpeech(_Message):
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


class LookAtReference(_Message):
    """What a reference video shows."""

    type: Literal["reference"] = "reference"
    path: Path


class LookAtFilm(_Message):
    """Who may get new words in a film."""

    type: Literal["film"] = "film"
    path: Path


class MakeJoin(_Message):
    """A short video of the place where a film goes on that is shorter than its new words, or where
    a longer one ends; without a `speech` it is taken for shorter."""

    type: Literal["join"] = "join"
    path: Path
    options: DubOptions
    speech: Path | None = None


class LookAtNeeds(_Message):
    """Which engine these options mean, with a reference video or without, for one speaker or two,
    and what it lacks."""

    type: Literal["needs"] = "needs"
    options: RenderOptions
    reference: bool = False
    pair: bool = False


class LookAtMachine(_Message):
    """What `mouthpiece doctor` finds on this computer."""

    type: Literal["machine"] = "machine"


class LookAtPose(_Message):
    """How the head moves with these options while someone speaks."""

    type: Literal["pose"] = "pose"
    options: RenderOptions
    seconds: float = 4.0


class LookAtVideo(_Message):
    """What a finished video says of itself."""

    type: Literal["video"] = "video"
    path: Path


class ReadScript(_Message):
    """The request of a video whose text is to be changed."""

    type: Literal["script"] = "script"
    path: Path


class MakePreview(_Message):
    """A short video of the first `seconds` in which someone speaks, small: of `size` at most, and
    only when it is `restored` with the restoration of its request."""

    type: Literal["preview"] = "preview"
    request: RenderRequest
    seconds: float = 3.0
    size: int = 256
    restored: bool = False


class MakeSample(_Message):
    """A picture of what these options make of the portrait that ships with the program."""

    type: Literal["sample"] = "sample"
    options: RenderOptions


class MakeThumbnail(_Message):
    """A small picture of a video or a picture."""

    type: Literal["thumbnail"] = "thumbnail"
    path: Path
    width: int = 320


class CutPortrait(_Message):
    """Writes a part of a picture as a picture of its own; `upright`: turned as it is shown."""

    type: Literal["cut"] = "cut"
    path: Path
    part: Rectangle | None
    target: Path
    upright: bool = True


class ReadPicture(_Message):
    """How a drawn picture was made, by this program or another: what would draw it again."""

    type: Literal["read-picture"] = "read-picture"
    path: Path


class TranslatePrompt(_Message):
    """What would be sent of a prompt in Chinese, a PromptSent."""

    type: Literal["prompt"] = "prompt"
    text: str


class FindSkeleton(_Message):
    """The pose of everyone whose face a picture shows."""

    type: Literal["skeleton"] = "skeleton"
    path: Path


class ShowCaptions(_Message):
    """The frame of a video at `second` with the captions that are seen then, a CaptionsLook; a
    portrait stands still, a recording has an empty one. `lower` are in the second language; `style`
    wins over that of the options."""

    type: Literal["captions"] = "captions"
    path: Path
    second: float
    upper: tuple[ShownCue, ...]
    lower: tuple[ShownCue, ...] = ()
    language: str = ""
    style: CaptionStyle | None = None
    options: DeliverOptions = Field(default_factory=DeliverOptions)


class ListFonts(_Message):
    """The fonts of this computer; a FontsLook."""

    type: Literal["fonts"] = "fonts"


Question = Annotated[
    LookAtPortrait
    | ReadPicture
    | FindSkeleton
    | LookAtMachine
    | LookAtSpeech
    | LookAtReference
    | LookAtFilm
    | MakeJoin
    | LookAtNeeds
    | LookAtPose
    | LookAtVideo
    | ReadScript
    | MakePreview
    | MakeSample
    | MakeThumbnail
    | CutPortrait
    | TranslatePrompt
    | ShowCaptions
    | ListFonts
    | ListVoices
    | LookAtScript
    | SpeakScript
    | ListSentences
    | ReadBatch
    | PlanBatch
    | AddBatch
    | WriteReport,
    Field(discriminator="type"),
]


class Ask(_Message):
    """A question and the number that its answer carries."""

    type: Literal["ask"] = "ask"
    id: int
    question: Question


class Cancel(_Message):
    """Nobody waits for this answer any more."""

    type: Literal["cancel"] = "cancel"
    id: int


# Results


class PortraitLook(_Message):
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


class SpeechLook(_Message):
    """`peaks` are the loudest samples of equal parts of the recording, 0..1; it and its length in
    `seconds` are whole, what was found is about the part that is heard."""

    seconds: float = 0.0
    peaks: tuple[float, ...] = ()
    findings: tuple[Finding, ...] = ()


class ReferenceLook(_Message):
    """`picture` is a small file of the first frame."""

    picture: Path | None = None
    seconds: float = 0.0
    findings: tuple[Finding, ...] = ()


class PoseLook(_Message):
    """Yaw, pitch and roll in degrees, `fps` times a second."""

    fps: float
    angles: tuple[tuple[float, float, float], ...]


class VideoLook(_Message):
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


class PictureRead(_Message):
    """What draws a picture again, and what it says besides that is not known here."""

    request: AvatarRequest
    left: tuple[str, ...] = ()


class PromptSent(_Message):
    """The words that are sent, and those that nobody knows."""

    text: str
    unknown: tuple[str, ...] = ()


class SkeletonFound(_Message):
    """The pose, in pixels of the picture."""

    pose: Pose


class ScriptRead(_Message):
    """What makes the video again with its script, and keeps what stays as it is."""

    request: RenderRequest


class Need(_Message):
    """A model that is missing; bytes."""

    id: str
    title: str
    size: int


class NeedsLook(_Message):
    """All models that are missing, and which engine will render: never `auto`."""

    engine: str
    missing: tuple[Need, ...] = ()


class MachineLook(_Message):
    """Every check, in doctor's order."""

    checks: tuple[Check, ...]


class FontsLook(_Message):
    """The families that can be drawn with, by name."""

    families: tuple[str, ...]


class CaptionsLook(_Message):
    """`picture` is a small file; `findings` say which letters which font draws, or none."""

    picture: Path
    findings: tuple[Finding, ...] = ()


class Made(_Message):
    """A file that was written; None where nothing could be shown."""

    path: Path | None


# Answers


class Answered(_Message):
    """The answer to the question `id`."""

    type: Literal["answer"] = "answer"
    id: int
    result: dict[str, Any]


class Progressed(_Message):
    """How far the work on a long question is: `done` of `total` steps."""

    type: Literal["progress"] = "progress"
    id: int
    done: int
    total: int


class Failure(_Message):
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


@cache
def _messages() -> TypeAdapter[Ask | Cancel]:
    return TypeAdapter(Annotated[Ask | Cancel, Field(discriminator="type")])


def parse_answer(line: bytes) -> Answer | None:
    """The answer on a line; None for a line that is none."""
    try:
        return _answers().validate_json(line)
    except ValidationError:
        return None


def parse_message(line: bytes) -> Ask | Cancel | None:
    """What the window wants; None for a line that says nothing."""
    try:
        return _messages().validate_json(line, context=STORED)
    except ValidationError:
        return None
