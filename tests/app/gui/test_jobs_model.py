"""The table of jobs with a hundred thousand rows: no step of it keeps the window waiting."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QObject, Signal
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.gui.jobs.jobs_model import Filter, JobsModel, order
from app.gui.services.jobs_feed import Outlook
from app.jobs.registry import encode
from app.queue.job import Job, State, StoredJob
from talker.options.render import RenderRequest

_MANY = 100_000
_REQUEST = encode(RenderRequest(portrait=Path("p"), speech=Path("s"), output=Path("o")))


class Feed(QObject):
    """What the model needs of a feed."""

    changed = Signal(object)
    removed = Signal(object)
    outlook_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.outlook = Outlook(dict.fromkeys(State, 0))


def waiting(number: int) -> Job:
    request: object = _REQUEST
    facts = (State.QUEUED, f"video {number}", None, 0, float(number), 0.0, number)
    return StoredJob(number, request, *facts)  # type: ignore[arg-type]


def checked(model: JobsModel) -> list[int]:
    """The ids of the rows, which are in their order."""
    jobs = [model.job(row) for row in range(model.rowCount())]
    assert [order(job) for job in jobs] == sorted(order(job) for job in jobs)
    for row in (0, len(jobs) // 2, len(jobs) - 1):
        assert model.row_of(jobs[row].id) == row
    return [job.id for job in jobs]


@pytest.fixture
def model(qtbot: QtBot) -> JobsModel:
    del qtbot
    return JobsModel(Feed())  # type: ignore[arg-type]


def test_no_step_of_many_rows_takes_long(model: JobsModel, qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    steps: list[float] = []

    def step(jobs: list[Job]) -> None:
        began = time.thread_time()
        model.take(jobs)
        steps.append(time.thread_time() - began)

    for begin in range(1, _MANY + 1, 100):
        step([waiting(number) for number in range(begin, begin + 100)])
    loaded = sorted(steps)
    steps.clear()
    for number in range(1, 40):  # two workers: a job begins, goes on, and ends
        job = waiting(number * 1000)
        step([replace(job, state=State.RUNNING, started=float(number))])
        step([replace(job, state=State.RUNNING, started=float(number), done=5, total=9)])
        step([replace(job, state=State.DONE, ended=float(number))])
    assert model.rowCount() == _MANY
    # The 99th of a hundred: the system may take a moment of its own for any single one.
    assert loaded[len(loaded) * 99 // 100] < 0.05
    assert sorted(steps)[len(steps) * 99 // 100 - 1] < 0.05
    checked(model)


def test_any_changes_give_the_rows_of_a_sorted_list(model: JobsModel) -> None:
    dice, known = random.Random(3), dict[int, Job]()
    view = QTableView()
    view.setModel(model)
    model.set_filter(Filter(frozenset({State.QUEUED, State.RUNNING, State.DONE})))
    for round_ in range(300):
        news: list[Job] = []
        for _ in range(dice.choice((1, 2, 30))):
            job = known.get(dice.randrange(1, 200)) or waiting(dice.randrange(1, 200))
            state = dice.choice(list(State))
            job = replace(job, state=state, position=float(dice.randrange(50)), started=round_)
            news.append(replace(job, ended=float(dice.randrange(9)), done=dice.randrange(9)))
        known.update((job.id, job) for job in news)
        model.take(news)
        gone = [dice.randrange(1, 200) for _ in range(dice.choice((0, 1, 20)))]
        for job_id in gone:
            known.pop(job_id, None)
        model.drop(gone)
        shown = sorted(filter(model.filter.takes, known.values()), key=order)
        assert checked(model) == [job.id for job in shown] if shown else not model.rowCount()


def test_selected_rows_go_with_their_jobs(model: JobsModel, qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    model.take([waiting(number) for number in range(1, 50)])
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (3, 20, 40):
        view.selectionModel().select(model.index(row, 0), flags)
    model.take([replace(waiting(21), state=State.RUNNING, started=1.0)])
    model.take([replace(waiting(1), state=State.DONE, ended=1.0)])
    chosen = {model.job(index.row()).id for index in view.selectionModel().selectedRows()}
    assert chosen == {4, 21, 41}
