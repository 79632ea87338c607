"""What the window asks about batches, and what is answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from app.batch.name_template import DEFAULT_TEMPLATE
from app.batch.pairing import Pair
from talker.errors import ErrorCode, InputError, MouthpieceError


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True)


class Problem(_Message):
    """What stands in the way of a row."""

    code: ErrorCode
    message: str
    hint: str = ""
    path: Path | None = None

    @classmethod
    def of(cls, error: MouthpieceError) -> Problem:
        return cls(code=error.code, message=error.message, hint=error.hint, path=error.path)

    def error(self) -> InputError:
        return InputError(self.code, self.message, self.hint, self.path)


class BatchRow(_Message):
    """A wanted video as it was read or edited; paths are whole, or empty where none was given."""

    number: int
    place: str
    portrait: str = ""
    speech: str = ""
    reference: str = ""
    name: str = ""
    preset: str = ""
    options: dict[str, Any] = {}
    problem: Problem | None = None


class ReadBatch(_Message):
    """Reads a folder, a sheet, or a number of files; `portrait` speaks where none is named.

    `outside`: a sheet's paths may lead out of its folder.
    """

    type: Literal["read_batch"] = "read_batch"
    paths: tuple[Path, ...]
    pair: Pair = Pair.AUTO
    outside: bool = False
    output: Path | None = None


class BatchRows(_Message):
    """`source` names the sheet or folder, `folder` is where the videos would go; `pair` says how
    the files of a folder were paired."""

    rows: tuple[BatchRow, ...]
    source: str
    name: str
    folder: Path
    pair: Pair | None


class BatchOrder(_Message):
    """The rows, and what they have in common."""

    rows: tuple[BatchRow, ...]
    name: str
    folder: Path
    preset: str = ""
    template: str = DEFAULT_TEMPLATE


class PlanBatch(_Message):
    """What would become of each row; nothing is written."""

    type: Literal["plan_batch"] = "plan_batch"
    order: BatchOrder


class AddBatch(_Message):
    """Puts what is new into the queue."""

    type: Literal["add_batch"] = "add_batch"
    order: BatchOrder


class PlannedRow(_Message):
    """`action` is one of app.batch.batch.Action; `seconds` the length of the speech."""

    number: int
    action: str
    seconds: float | None = None
    output: Path | None = None
    job: int | None = None
    problem: Problem | None = None


class PlannedBatch(_Message):
    """One entry for each row of the order."""

    rows: tuple[PlannedRow, ...]


class WriteReport(_Message):
    """Writes what became of a batch into a folder."""

    type: Literal["write_report"] = "write_report"
    batch: str
    folder: Path


class WrittenReport(_Message):
    """The page and the table."""

    html: Path
    csv: Path
