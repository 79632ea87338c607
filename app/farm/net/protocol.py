"""The wire protocol of the farm: JSON messages, validated on arrival whoever sent them."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveInt,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from app.farm.net.pki import NAME_PATTERN
from app.models.safe_names import safe_parts
from talker.errors import ErrorCode, MouthpieceError
from talker.options.ai_label import Corner
from talker.options.dub import DubOptions
from talker.options.engines import STORED
from talker.options.render import RenderOptions
from talker.progress import Stage
from talker.version import __version__

# Raised when computers of the same version could still not understand each other.
PROTOCOL = f"{__version__}/5"
TOPIC = "mouthpiece"
MODEL_CHUNK_BYTES = 8 << 20  # of a model that the scheduler sends at once


def _inside(name: str) -> str:
    return "/".join(safe_parts(name))


NodeName = Annotated[str, StringConstraints(pattern=f"^{NAME_PATTERN}$", max_length=63)]
WorkerName = Annotated[str, StringConstraints(pattern=f"^{NAME_PATTERN}/[0-9]{{1,4}}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Suffix = Annotated[str, StringConstraints(pattern=r"^(\.[A-Za-z0-9]{1,10})?$")]
RenderKey = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16,64}$")]
Ticket = Annotated[str, StringConstraints(pattern=r"^[a-z]+-[0-9]+-[0-9]+-[0-9a-f]{12}$")]
Line = Annotated[str, StringConstraints(max_length=2000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class InputFile(_Part):
    """A file that a job needs: its content, and its ending, by which formats are recognised.

    `shared` is its path inside the shared folder, where it lies there.
    """

    role: Literal["portrait", "clip", "speech", "second_speech", "reference", "motion"]
    sha256: Sha256
    size: NonNegativeInt
    suffix: Suffix
    shared: Annotated[str, AfterValidator(_inside)] | None = None


# What a worker is asked to make follows from which options these are. Those of dubs are tried
# first: stored ones of renders may hold names that are not known any more.
VideoOptions = Annotated[DubOptions | RenderOptions, Field(union_mode="left_to_right")]


class JobSpec(_Part):
    """One video as a worker gets it."""

    protocol: str
    job: PositiveInt
    attempt: PositiveInt
    options: VideoOptions
    inputs: tuple[InputFile, ...]

    @property
    def name(self) -> str:
        """The same for all tasks of one attempt."""
        return f"{self.job}-{self.attempt}"


class PreparedReply(_Part):
    """A node is ready to make segments; the motion's bytes come with it."""

    type: Literal["made"] = "made"
    key: RenderKey
    legacy_key: RenderKey | None = None
    engine: Line
    version: Line
    weights_id: Line = ""
    device: Line
    width: NonNegativeInt
    height: NonNegativeInt
    corner: Corner = Corner.BOTTOM_RIGHT
    motion_sha256: Sha256
    notices: tuple[tuple[Line, Line], ...] = ()


class SegmentReply(_Part):
    """A finished segment; its bytes come with it. `seconds` is what making it took."""

    type: Literal["segment"] = "segment"
    index: NonNegativeInt
    sha256: Sha256
    seconds: Annotated[float, Field(ge=0)]


class MissingInputReply(_Part):
    """Inputs that the node does not have."""

    type: Literal["lacking"] = "lacking"
    sha256: tuple[Sha256, ...]


class InputKeptReply(_Part):
    """A chunk of an input has arrived; `whole` once the file is complete and right."""

    type: Literal["kept"] = "kept"
    whole: bool


class FailureReply(_Part):
    """What went wrong on the node."""

    type: Literal["trouble"] = "trouble"
    code: ErrorCode
    message: Line
    hint: Line = ""
    traceback: Annotated[str, StringConstraints(max_length=20_000)] = ""


Answer = Annotated[
    PreparedReply | SegmentReply | MissingInputReply | InputKeptReply | FailureReply,
    Field(discriminator="type"),
]
# What a task gives back: the answer as JSON, and the bytes that it speaks of.
Reply = tuple[str, bytes]


class TaskProgress(_Part):
    """How far a task is; `done` of `total` frames of its segment when rendering."""

    ticket: Ticket
    stage: Stage
    done: NonNegativeInt
    total: PositiveInt


class Card(_Part):
    """A graphics card of a worker; memory in bytes."""

    name: Line
    memory: NonNegativeInt


class WorkerReport(_Part):
    """What a worker reports when it joins. `packages` are those installed that engines need."""

    protocol: Line
    version: Line
    node: NodeName
    slot: WorkerName
    system: Line
    cores: PositiveInt
    memory: PositiveInt
    card: Card | None
    packages: tuple[Line, ...]


class WorkerHealth(_Part):
    """What a worker reports all the time; bytes. `models` are those that are installed.

    `shared_mark` is what it reads in its shared folder: "" for no mark, None for no such folder.
    """

    free_memory: NonNegativeInt
    free_card_memory: NonNegativeInt | None
    free_disk: NonNegativeInt
    models: tuple[Line, ...]
    shared_mark: Line | None
    ticket: Ticket | None


class SchedulerHello(_Part):
    """How the scheduler answers a computer that is about to join."""

    protocol: Line
    version: Line
    models: tuple[Line, ...]


class ModelFacts(_Part):
    """Which files of a model the scheduler's computer can give."""

    files: tuple[Line, ...]


_ANSWERS: TypeAdapter[Answer] = TypeAdapter(Answer)
_Kind = TypeVar("_Kind", bound=BaseModel)


def read_reply(reply: object) -> tuple[Answer, bytes]:
    """The answer in what a task gave back; FARM_NODE_LOST for anything that is none."""
    if not (
        isinstance(reply, tuple)
        and len(reply) == 2
        and isinstance(reply[0], str)
        and isinstance(reply[1], bytes)
    ):
        raise _nonsense("an answer")
    try:
        return _ANSWERS.validate_json(reply[0]), reply[1]
    except ValidationError as error:
        raise _nonsense("an answer") from error


def read(kind: type[_Kind], text: object) -> _Kind:
    """A message of this kind; FARM_NODE_LOST for anything else."""
    try:
        return kind.model_validate_json(text if isinstance(text, str) else "", context=STORED)
    except ValidationError as error:
        raise _nonsense(kind.__name__) from error


def _nonsense(kind: str) -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.FARM_NODE_LOST,
        f"A computer of the farm sent something that is no {kind}.",
        "Check that all computers run the same version of Mouthpiece.",
    )
