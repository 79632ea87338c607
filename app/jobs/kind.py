"""What a kind of job is: everything about a job that depends on its kind, declared in one class."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict

from talker.errors import ErrorCode, InputError, MouthpieceError
from talker.files import exists
from talker.progress import CancelToken, Notice, OnProgress, Stage


class JobRequest(Protocol):
    """What is asked for: a frozen pydantic model that names an output and holds options."""

    @property
    def output(self) -> Path | None:
        """The file or folder that is made; None where the kind chooses it."""
        ...

    @property
    def options(self) -> BaseModel:
        """What the user chose, without inputs and output."""
        ...

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Names and values; pydantic's."""
        ...

    @classmethod
    def model_validate(cls, obj: Any) -> Self:
        """The request of stored values; pydantic's."""
        ...

    def model_dump(self, *, mode: str) -> dict[str, Any]:
        """The values to store; pydantic's."""
        ...

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """The request with other values; pydantic's."""
        ...


class NoOptions(BaseModel):
    """The options of requests that have none."""


class UnreadableRequest(BaseModel):
    """What the database holds where no kind can read it, kept as it is, and the reason."""

    model_config = ConfigDict(frozen=True)

    text: str
    reason: str
    output: Path | None = None

    @property
    def options(self) -> NoOptions:
        """None are known."""
        return NoOptions()

    @property
    def error(self) -> MouthpieceError:
        """What whoever is to make the job answers."""
        return MouthpieceError(
            ErrorCode.QUEUE_NEWER,
            f"What this job asks for cannot be read: {self.reason}",
            "Update Mouthpiece, or remove the job.",
        )


@dataclass(frozen=True)
class Outcome:
    """What a finished job tells the queue; `frames` counts pictures where no video is made."""

    output: Path
    frames: int
    resumed_frames: int
    engine: str
    device: str
    timings: Mapping[Stage, float]
    notices: tuple[Notice, ...]


class Product(Enum):
    """What a finished job's output is to somebody who wants to see it."""

    VIDEO = auto()  # can be played
    PICTURE = auto()  # can be shown as it is
    FILES = auto()


@dataclass(frozen=True)
class Fact:
    """Something to show of a request; app.gui.texts.translate collects the titles."""

    title: str
    value: Path | str


R = TypeVar("R", bound=JobRequest)
Run = Callable[[R, OnProgress, CancelToken], Outcome]


class JobKind(ABC, Generic[R]):
    """One kind of job; a module of this package declares it and binds an instance to KIND.

    Anybody who lists jobs imports all kinds, so what is heavy is imported inside `runner` and
    the functions that it gives.
    """

    # Persisted: begins `pace_key`, and wraps the request in the database.
    name: ClassVar[str]
    request_type: type[R]
    # Whether a farm may share out the work.
    farmable: ClassVar[bool] = False
    # Words with which `pace_key` begins for requests that a farm may not share out all the same.
    here_alone: ClassVar[tuple[str, ...]] = ()
    # Whether several waiting jobs may name the same output, as a folder for example.
    shares_output: ClassVar[bool] = False
    # The page of the window that makes such requests and takes one to change it.
    page: ClassVar[str] = ""

    def narrow(self, request: JobRequest) -> R | None:
        """The request in its own type; None when it is of another kind."""
        return request if isinstance(request, self.request_type) else None

    def require(self, request: JobRequest) -> R:
        """The same where only this kind can come: TypeError for others, or why it is unreadable."""
        if isinstance(request, UnreadableRequest):
            raise request.error
        narrowed = self.narrow(request)
        if narrowed is None:
            raise TypeError(f"a {type(request).__name__} is no request of the kind {self.name}")
        return narrowed

    # --- stored

    def encode(self, request: R) -> str:
        """The request as the database holds it."""
        return json.dumps({self.name: request.model_dump(mode="json")}, ensure_ascii=False)

    def holds(self, stored: Any) -> bool:
        """Whether parsed JSON is a request of this kind, readable or not."""
        return isinstance(stored, dict) and len(stored) == 1 and self.name in stored

    def decode(self, stored: Any) -> R | None:
        """The request in parsed JSON; None when that is of another kind."""
        if not self.holds(stored):
            return None
        return self.request_type.model_validate(stored[self.name])

    # --- queued

    def map_files(self, request: R, change: Callable[[str], str]) -> R:
        """The request with every file that it names changed; here all values that are paths."""
        files = {name: Path(change(str(one))) for name, one in request if isinstance(one, Path)}
        return request.model_copy(update=files)

    def freeze(self, request: R) -> R:
        """The request with absolute paths: it means the same wherever and whenever it is made."""
        return self.map_files(request, lambda name: str(Path(name).absolute()))

    def check(self, request: R) -> None:
        """Refuses a frozen request that cannot be made, before it is queued."""
        for path in self.sources(request):
            check_there(path, ErrorCode.INPUT_UNREADABLE)

    def overwrites(self, request: R) -> bool:
        """Whether an output that exists is replaced."""
        del request
        return False

    def affinity(self, request: R) -> str:
        """Jobs of the same affinity share what a worker keeps warm."""
        del request
        return self.name

    def pace_key(self, request: R) -> str:
        """Jobs of the same key take about the same time for each second of speech.

        It begins with the name of the kind and a blank where no farm makes such jobs.
        """
        del request
        return f"{self.name} any"

    # --- shown

    def label(self, request: R) -> str:
        """What a job is called whom nobody gave a name."""
        return self.name if request.output is None else request.output.stem

    def summary(self, request: R) -> str:
        """A few words on what the work begins with."""
        return self.label(request)

    def facts(self, request: R) -> tuple[Fact, ...]:
        """What the request is made from and where its output goes."""
        return () if request.output is None else (Fact("Output", request.output),)

    def picture(self, request: R) -> Path | None:
        """The picture or video that stands for a job before its output is there."""
        del request
        return None

    def sources(self, request: R) -> tuple[Path, ...]:
        """The files that the work begins with."""
        del request
        return ()

    def product(self, request: R) -> Product:
        """What the output will be."""
        del request
        return Product.FILES

    def output_in(self, folder: Path, name: str, given: Mapping[str, Any]) -> Path:
        """The output in a folder of its own, for options that are not yet checked.

        `name` is wanted for it, as a file's name or a title; "" leaves it to the kind.
        """
        del name, given
        return folder

    def recordings(self, request: R) -> tuple[Path, ...]:
        """The files that are heard, beginning together."""
        del request
        return ()

    def speech_seconds(self, request: R) -> float | None:
        """How long the speech is, where that can be told without much work."""
        del request
        return None

    def duration(self, request: R, frames: int) -> float | None:
        """How long so many frames play; None for what is no video or of unknown rate.

        The pace of a kind with durations is learned for estimates of the time that is left.
        """
        del request, frames
        return None

    # --- made

    @abstractmethod
    def runner(self, home: Path) -> Run[R]:
        """The function that makes such jobs; a worker asks once and calls it for every job."""

    def has_room(self, request: R, home: Path) -> bool:
        """Whether the disk has room for a job that it was too full for a while ago."""
        del request, home
        return True  # the pauses between attempts grow

    def recover(self, request: R, frames: int | None, engine: str | None) -> Outcome | None:
        """What is known of an output whose job was not yet noted as done; None: make it again.

        The output exists, and is younger than the job where it may replace another one. `frames`
        and `engine` are what the attempt that wrote it had told the queue.
        """
        del request, frames, engine
        return None


def check_there(path: Path, code: ErrorCode) -> None:
    """InputError `code` for a file that does not exist."""
    if not exists(path):
        raise InputError(code, f"{path} does not exist.", "Check the name.", path)
