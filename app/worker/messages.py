"""The messages of a worker to whoever started it: a JSON object on each line of its output."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from threading import Lock
from typing import Annotated, Literal, TextIO

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.queue.job import State
from talker.errors import ErrorCode
from talker.progress import Stage


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True)

    worker: str


class Ready(_Message):
    """The worker begins to look for jobs."""

    type: Literal["ready"] = "ready"
    pid: int


class Alive(_Message):
    """Sent every few seconds, whatever the worker does."""

    type: Literal["alive"] = "alive"


class Started(_Message):
    """The worker has claimed a job."""

    type: Literal["started"] = "started"
    job: int
    label: str
    attempt: int


class Advanced(_Message):
    """`done` of `total` units of a stage; `eta_s` seconds are left of it, where that is known."""

    type: Literal["progress"] = "progress"
    job: int
    stage: Stage
    done: int
    total: int
    eta_s: float | None = None


class Noticed(_Message):
    """A warning that does not stop the work."""

    type: Literal["notice"] = "notice"
    job: int
    code: str
    message: str


class Ended(_Message):
    """The worker released a job, which is now in `state`; None: it was no longer its own."""

    type: Literal["left"] = "left"
    job: int
    label: str
    state: State | None
    output: str | None = None
    code: ErrorCode | None = None
    message: str = ""
    hint: str = ""


class WorkerSetAside(_Message):
    """A worker of the farm gets no more jobs for some time."""

    type: Literal["aside"] = "aside"
    reason: str


class Bye(_Message):
    """The worker ends because it was asked to, or because there is nothing left to do."""

    type: Literal["bye"] = "bye"


Message = Annotated[
    Ready | Alive | Started | Advanced | Noticed | Ended | WorkerSetAside | Bye,
    Field(discriminator="type"),
]
Listener = Callable[[Message], None]


@cache
def _messages() -> TypeAdapter[Message]:
    """Built when the first one comes: it takes as long as a window may."""
    return TypeAdapter(Message)


def parse(line: str | bytes) -> Message | None:
    """The message on a line of a worker's output; None for a line that is none."""
    try:
        return _messages().validate_json(line)
    except ValidationError:
        return None


class JsonMessageWriter:
    """Writes messages as lines of JSON, each flushed at once.

    When nobody reads any more the work goes on all the same: a parent that is gone is noticed
    elsewhere, and must not look like a failure of the render that has just something to report.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = Lock()  # the render's thread writes too

    def __call__(self, message: Message) -> None:
        """Writes a message."""
        self.write(message.model_dump_json())

    def write(self, line: str) -> None:
        """Writes one line of JSON; who reads no more is no error."""
        with self._lock, suppress(OSError):
            self._stream.write(line + "\n")
            self._stream.flush()


class TextMessageWriter:
    """Writes what a service's log should hold: which jobs were begun and how they ended."""

    def __init__(self, write_line: Callable[[str], None]) -> None:
        self._write_line = write_line

    def __call__(self, message: Message) -> None:
        """Writes a line about a message that a log should hold."""
        match message:
            case Ready():
                line = f"{message.worker} is ready."
            case Started():
                line = f"Job {message.job} ({message.label}) begins, attempt {message.attempt}."
            case Ended():
                state = message.state or "another worker's now"
                line = f"Job {message.job} ({message.label}) is {state}. {message.message}".rstrip()
            case WorkerSetAside():
                line = f"{message.worker} gets no more jobs for now: {message.reason}"
            case Bye():
                line = f"{message.worker} ends."
            case _:
                return
        with suppress(OSError):
            self._write_line(line)
