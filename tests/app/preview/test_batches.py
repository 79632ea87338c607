"""Batches in the preview process: questions and answers as they cross, as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.batch.rows import Action
from app.gui.texts.named import named_in
from app.presenters import Presenters
from app.preview.batch_messages import BatchOrder, BatchRows, PlanBatch, PlannedBatch, ReadBatch
from app.preview.batches import BatchService
from talker.errors import ErrorCode, InputError
from tests.talker.sounds import write_clicks


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "a batch \u6279"
    made.mkdir()
    write_clicks(made / "one.wav", 0.8, 16000)
    return made


def read(service: BatchService, sheet: Path) -> BatchRows:
    question = ReadBatch.model_validate_json(ReadBatch(paths=(sheet,)).model_dump_json())
    return BatchRows.model_validate_json(service.read(question).model_dump_json())


def plan(service: BatchService, read: BatchRows) -> PlannedBatch:
    asked = PlanBatch(order=BatchOrder(rows=read.rows, name=read.name, folder=read.folder))
    question = PlanBatch.model_validate_json(asked.model_dump_json())
    return PlannedBatch.model_validate_json(service.plan(question).model_dump_json())


def test_a_presenter_of_this_home_stands_for_portrait_and_name(
    tmp_path: Path, folder: Path, astronaut: Path
) -> None:
    home = tmp_path / "home"
    Presenters(home).take(astronaut, "Anna Li")
    sheet = folder / "videos.csv"
    sheet.write_text("presenter,speech\nAnna Li,one.wav\n", encoding="utf-8")
    service = BatchService(home)
    rows = read(service, sheet)
    (row,) = rows.rows
    speech = str(folder.resolve() / "one.wav")
    assert (row.number, row.place, row.presenter, row.speech) == (1, "row 2", "Anna Li", speech)
    assert (row.portrait, row.options, row.problem) == ("", {}, None)
    (entry,) = plan(service, rows).rows
    assert (entry.action, entry.problem) == (Action.NEW, None)
    assert entry.output is not None
    assert entry.output.name == "Anna Li_one.mp4"


def test_files_of_a_deliverable_are_looked_for_beside_the_sheet(
    tmp_path: Path, folder: Path, astronaut: Path
) -> None:
    (folder / "anna.png").write_bytes(astronaut.read_bytes())
    sheet = folder / "videos.csv"
    line = 'anna.png,one.wav,"9:16,logo=anna.png; gif"'
    sheet.write_text(f"portrait,speech,deliverable\n{line}\n", encoding="utf-8")
    (row,) = read(BatchService(tmp_path / "home"), sheet).rows
    logo = folder.resolve() / "anna.png"
    assert row.options["deliverable"] in ([f"9:16,logo={logo}", "gif"],)


def test_what_is_wrong_with_a_row_crosses_whole(tmp_path: Path, folder: Path) -> None:
    sheet = folder / "videos.csv"
    sheet.write_text("portrait,speech\n../a.png,one.wav\n,one.wav\n", encoding="utf-8")
    service = BatchService(tmp_path / "home")
    rows = read(service, sheet)
    problem = rows.rows[0].problem
    assert isinstance(problem, InputError)
    assert problem.code is ErrorCode.PATH_OUTSIDE
    assert problem.path == tmp_path.resolve() / "a.png"
    assert "--root" in problem.hint
    first, second = plan(service, rows).rows
    assert [first.action, second.action] == [Action.PROBLEM, Action.PROBLEM]
    assert first.problem is not None
    assert str(first.problem) == str(problem)
    assert second.problem is not None
    assert "nothing under 'portrait'" in second.problem.message
    assert named_in(second.problem.message) == ("#3", "portrait")
