"""What the window asks about batches, and what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import ConfigDict, Field

from app.batch.name_template import DEFAULT_TEMPLATE
from app.batch.pairing import Pair
from app.batch.remarks import Remark
from app.batch.report_words import ENGLISH, ReportWords
from app.batch.rows import Action, Row, SerializableError
from app.preview.messages import Lane, Message, Question


class ReadBatch(Question):
    """Reads a folder, a sheet, or a number of files; `portrait` speaks where none is named.

    `outside`: a sheet's paths may lead out of its folder; `recursive`: the folders inside are read
    too; `visible_only`: the hidden rows of a sheet are not.
    """

    lane: ClassVar[Lane] = Lane.BATCH
    type: Literal["read_batch"] = "read_batch"
    paths: tuple[Path, ...]
    pair: Pair = Pair.AUTO
    outside: bool = False
    recursive: bool = False
    visible_only: bool = False
    output: Path | None = None


class BatchRows(Message):
    """`rows` hold whole paths; `source` names the sheet or folder, `folder` is where the videos
    would go; `pair` says how the files of a folder were paired, `remarks` what was left out."""

    rows: tuple[Row, ...]
    source: str
    name: str
    folder: Path
    pair: Pair | None
    remarks: tuple[Remark, ...] = ()


class BatchOrder(Message):
    """The rows, and what they have in common; `options` win over those of the `preset`."""

    rows: tuple[Row, ...]
    name: str
    folder: Path
    preset: str = ""
    brand: str = ""
    template: str = DEFAULT_TEMPLATE
    options: Mapping[str, object] = Field(default_factory=dict)


class PlanBatch(Question):
    """What would become of each row; nothing is written."""

    lane: ClassVar[Lane] = Lane.BATCH
    type: Literal["plan_batch"] = "plan_batch"
    order: BatchOrder


class AddBatch(Question):
    """Puts what is new into the queue."""

    lane: ClassVar[Lane] = Lane.BATCH
    type: Literal["add_batch"] = "add_batch"
    order: BatchOrder


class PlannedRow(Message):
    """What becomes of the row with this number: of a BatchEntry what the window shows.

    `portrait` is whole, a presenter's too; `seconds` is the length of the speech. The request
    itself stays where it was checked.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    number: int
    action: Action
    portrait: Path | None = None
    seconds: float | None = None
    output: Path | None = None
    job: int | None = None
    problem: SerializableError | None = None


class PlannedBatch(Message):
    """One entry for each row of the order."""

    rows: tuple[PlannedRow, ...]


class WriteReport(Question):
    """Writes what became of a batch into a folder."""

    lane: ClassVar[Lane] = Lane.BATCH
    type: Literal["write_report"] = "write_report"
    batch: str
    folder: Path
    words: ReportWords = ENGLISH


class WrittenReport(Message):
    """The page and the table."""

    html: Path
    csv: Path
