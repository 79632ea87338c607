"""The table of jobs: few rows are held of many, and selections stay with their jobs."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.gui.jobs.jobs_model import JOB, Chosen, Column, JobsModel
from app.gui.jobs.table import JobsTable
from app.gui.services.jobs_feed import Outlook
from app.jobs.registry import encode
from app.queue.job import Job, State, StoredJob
from app.queue.listing import CODES, FEW, Filter, Listing
from talker.options.render import RenderRequest

_MANY = 100_000
_REQUEST = encode(RenderRequest(portrait=Path("p"), speech=Path("s"), output=Path("o")))
_NO_FILTER = Filter()


class Feed(QObject):
    """What the model needs of a feed; every job that is asked for is read."""

    listed = Signal(object)
    read = Signal(object)
    outlook_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.outlook = Outlook(dict.fromkeys(State, 0))
        self.asked: list[list[int]] = []

    def watch(self, ids: list[int]) -> None:
        self.asked.append(list(ids))
        self.read.emit([job_of(one) for one in ids])


class Thumbnails(QObject):
    """No pictures."""

    ready = Signal(object)

    def get(self, path: Path) -> None:
        """None for any."""


def job_of(number: int) -> Job:
    request: object = _REQUEST
    facts = (State.QUEUED, f"video {number}", None, 0, float(number), 0.0, number)
    return StoredJob(number, request, *facts)  # type: ignore[arg-type]


def listing(
    ids: list[int], moved: tuple[int, ...] | None = None, state: State = State.QUEUED
) -> Listing:
    return Listing(_NO_FILTER, 1, ids, bytes([CODES[state]]) * len(ids), moved=moved)


@pytest.fixture
def feed(qtbot: QtBot) -> Feed:
    del qtbot
    return Feed()


class Model(JobsModel):
    """Counts how many cells Qt asks for their flags."""

    cells = 0

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        self.cells += 1
        return super().flags(index)


@pytest.fixture
def model(feed: Feed) -> Model:
    return Model(feed)  # type: ignore[arg-type]


@pytest.fixture
def table(model: JobsModel, qtbot: QtBot) -> JobsTable:
    shown = JobsTable(model, Thumbnails())  # type: ignore[arg-type]
    qtbot.addWidget(shown)
    shown.resize(QSize(700, 600))
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def ids_of(model: JobsModel) -> list[int]:
    return list(model.chosen([(0, model.rowCount() - 1)]).ids)


def test_of_a_hundred_thousand_jobs_only_those_in_sight_are_read(
    table: JobsTable, model: JobsModel, feed: Feed, qtbot: QtBot
) -> None:
    model.take(listing(list(range(1, _MANY + 1))))
    bar = table.verticalScrollBar()
    for part in range(1, 41):
        bar.setValue(bar.maximum() * part // 40)
        table.viewport().repaint()
        qtbot.waitUntil(lambda: model.job(table.rowAt(5)) is not None)
    read = sum(map(len, feed.asked))
    assert 40 * 10 < read < 40 * 120
    assert sum(model.job(row) is not None for row in range(_MANY)) <= 1000
    assert table.rowAt(5) > _MANY - 20


def test_rows_that_are_asked_for_are_asked_once(
    model: JobsModel, feed: Feed, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[int]] = []
    monkeypatch.setattr(feed, "watch", asked.append)
    model.take(listing(list(range(1, 1000))))
    for _ in range(2):
        for row in range(500, 510):
            assert model.data(model.index(row, 0), JOB) is None
        qtbot.waitUntil(lambda: bool(asked))
    feed.read.emit([job_of(one) for one in asked[0]])
    assert len(asked) == 1
    assert set(range(501, 511)) < set(asked[0])
    shown = model.data(model.index(500, 0))
    assert shown == "video 501"


def test_every_job_can_be_chosen_without_looking_at_each(
    table: JobsTable, model: Model, feed: Feed
) -> None:
    ids = list(range(1, _MANY + 1))
    model.take(listing(ids))
    before = len(feed.asked)
    table.selectAll()
    chosen = table.selected()
    assert list(chosen.ids) == ids
    assert chosen.of({State.QUEUED}) == ids
    assert not chosen.has({State.DONE, State.FAILED})
    assert len(feed.asked) == before
    # All of them are others now, and still chosen; the current row is where its job is.
    table.selectionModel().setCurrentIndex(
        model.index(70, 0), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    table.verticalScrollBar().setValue(3000)
    model.take(listing(ids[50:], None, State.CANCELLED))
    assert list(table.selected().ids) == ids[50:]
    assert table.selected().of({State.CANCELLED}) == ids[50:]
    assert table.currentIndex().row() == 20
    assert table.verticalScrollBar().value() == 3000
    table.grab()  # heads and cells are painted
    assert model.cells < 1000


def test_the_same_jobs_in_other_states_are_told(table: JobsTable, model: JobsModel) -> None:
    model.take(listing([1]))
    table.selectAll()
    told: list[int] = []
    table.chosen.connect(lambda: told.append(1))
    model.take(listing([1], state=State.FAILED))  # another filter: nothing is said to have moved
    assert table.selected().has({State.FAILED})
    assert told


def test_one_that_moves_among_all_chosen_ones_stays_chosen(
    table: JobsTable, model: JobsModel
) -> None:
    ids = list(range(1, _MANY + 1))
    model.take(listing(ids))
    table.selectAll()
    moved = [ids[-1], *ids[:-1]]
    kept: list[int] = []
    model.stepped.connect(lambda: kept.append(1))
    model.take(listing(moved, (ids[-1],)))
    assert list(table.selected().ids) == moved
    moved = [*moved[3:], *moved[:3]]
    model.take(listing(moved, tuple(moved[-3:])))
    assert list(table.selected().ids) == moved
    assert len(kept) == 2  # once for all that move at a time: each time costs what all rows cost


@pytest.mark.parametrize("seed", range(3))
def test_any_changes_give_the_rows_of_the_listing(model: JobsModel, seed: int) -> None:
    dice = random.Random(seed)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    ids: list[int] = []
    for _ in range(60):
        touched = dice.sample(range(1, 60), dice.choice((1, 2, FEW, 20)))
        ids = [one for one in ids if one not in touched]
        for one in touched:
            if dice.random() < 0.7:
                ids.insert(dice.randrange(len(ids) + 1), one)
        keep = {
            one: QPersistentModelIndex(model.index(row, 0)) for row, one in enumerate(ids_of(model))
        }
        few = tuple(touched) if len(touched) <= FEW else None
        model.take(listing(list(ids), few))
        assert ids_of(model) == ids
        if few is not None:  # what stays is still known to the views
            for one, index in keep.items():
                assert index.isValid() == (one in ids)
                assert not index.isValid() or ids[index.row()] == one
    del tester


def test_selected_rows_go_with_their_jobs(table: JobsTable, model: JobsModel) -> None:
    ids = list(range(1, 50))
    model.take(listing(ids))
    table.select({4, 21, 41})
    model.take(listing([21, *[one for one in ids if one != 21]], (21,)))
    assert set(table.selected().ids) == {4, 21, 41}
    model.take(listing(sorted(ids, reverse=True)))
    assert set(table.selected().ids) == {4, 21, 41}


def test_a_screen_reader_hears_the_rows_that_it_goes_to(
    table: JobsTable, model: JobsModel, qtbot: QtBot
) -> None:
    model.take(listing(list(range(1, _MANY + 1))))
    table.setCurrentIndex(model.index(0, 0))
    steps = (
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier, _MANY - 1),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, _MANY - 11),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier, 0),
    )
    for key, modifier, row in steps:
        QTest.keyClick(table, key, modifier)
        assert abs(table.currentIndex().row() - row) < 3
        index = model.index(table.currentIndex().row(), 0)
        said = f"video {index.row() + 1}"
        wanted = f"{said}, {said}"
        role = Qt.ItemDataRole.AccessibleTextRole
        qtbot.waitUntil(lambda: model.data(index, role) == wanted)  # noqa: B023


def test_chosen_jobs_are_told_by_their_states() -> None:
    codes = bytes(CODES[state] for state in (State.RUNNING, State.DONE, State.DONE))
    chosen = Chosen((7, 8, 9), codes)
    assert chosen.has({State.DONE})
    assert chosen.of({State.DONE, State.FAILED}) == [8, 9]
    assert not chosen.has(())


@pytest.mark.parametrize("width", [330, 500, 600, 700, 1000])
def test_names_are_never_squeezed_out(table: JobsTable, model: JobsModel, width: int) -> None:
    model.take(listing([1, 2, 3]))
    table.resize(width, 400)
    table.grab()
    assert table.columnWidth(Column.NAME) >= 170
    assert not table.isColumnHidden(Column.STATE)
    assert table.isColumnHidden(Column.PROGRESS) == (width < 600)
    assert table.isColumnHidden(Column.DEVICE) == (width < 1000)
    assert not table.horizontalScrollBar().isVisible()
