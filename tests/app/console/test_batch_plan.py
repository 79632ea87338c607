"""What stands in the way of the rows of a batch, as the terminal shows it."""

from __future__ import annotations

import pytest

from app.batch.batch import BatchEntry
from app.batch.checked_row import CheckedRow
from app.batch.rows import Action, Row
from app.console.batch_plan import show_problems
from app.console.rich_terminal import Terminal
from talker.errors import ErrorCode, InputError


@pytest.mark.parametrize(
    ("place", "message", "line"),
    [
        ("row 2", "Row 2: it is odd.", "Row 2: it is odd. Mend it. [ROW_INVALID]"),
        ("row 2", "Row 2 has nothing.", "Row 2 has nothing. Mend it. [ROW_INVALID]"),
        ("a.png", "a.png is [alone].", "a.png is [alone]. Mend it. [ROW_INVALID]"),
        ("row 2", "x.png is gone.", "row 2: x.png is gone. Mend it. [ROW_INVALID]"),
    ],
)
def test_a_problem_names_its_row_once(
    capsys: pytest.CaptureFixture[str], place: str, message: str, line: str
) -> None:
    problem = InputError(ErrorCode.ROW_INVALID, message, "Mend it.")
    item = CheckedRow(Row(1, place), place, problem=problem)
    show_problems([BatchEntry(item, Action.PROBLEM, None)], Terminal())
    assert capsys.readouterr().out == f"{line}\n"
