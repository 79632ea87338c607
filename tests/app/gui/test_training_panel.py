"""Training on the page Avatars: what is missing, the job that is made, and how it stands."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.gui.pages.avatars import AvatarsPage
from app.gui.pages.train_panel import FIRST, TrainPanel
from app.gui.services.train_status import TrainStatus, train_status
from app.gui.shell.main import Desktop
from app.gui.widgets.basic import Note
from app.jobs.train import KIND as TRAIN
from app.queue.job import JobError, State
from avatar_gen.train.request import TrainOptions
from talker.errors import ErrorCode
from tests.app.gui.doing import button, show

WAIT_MS = 20_000


@pytest.fixture
def panel(desktop: Desktop) -> TrainPanel:
    page = show(desktop, AvatarsPage)
    button(page, "Train").click()
    return page.training


def filled(panel: TrainPanel, folder: Path) -> None:
    panel.set_folder(folder)
    panel.owner.setText("Anna Li")


def test_what_is_missing_is_said_and_the_job_has_what_was_typed(
    desktop: Desktop, panel: TrainPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    assert set(FIRST) <= set(TrainOptions.model_fields)
    assert panel.train_button.toolTip() == "Choose the pictures first."
    folder = tmp_path / "anna 安娜"
    folder.mkdir()
    panel.set_folder(folder)
    assert panel.name.text() == "anna 安娜"
    assert panel.train_button.toolTip() == "Type who has agreed."
    panel.owner.setText("Anna Li")
    panel.expires.set_day(datetime.date(2099, 1, 2))
    panel.name.clear()
    assert panel.train_button.toolTip() == "Type a name for the file."
    panel.name.setText("Anna")
    panel.form.apply({"mode": "embedding", "steps": 7})
    with qtbot.waitSignal(desktop.context.events.work_added, timeout=WAIT_MS) as added:
        panel.train_button.click()
    job = desktop.context.store.get(added.args[0][0])
    request = TRAIN.require(job.request)
    assert (request.owner, request.steps, request.folder) == ("Anna Li", 7, folder)
    assert request.expires == datetime.date(2099, 1, 2)
    home = desktop.context.home
    assert request.output == home / "addons" / "embeddings" / "Anna.safetensors"
    desktop.context.job_actions.cancel([job.id])
    qtbot.waitUntil(lambda: not panel.progress.following, timeout=WAIT_MS)
    panel.owner.clear()
    desktop.context.events.request_opened.emit(request)
    assert panel.request == request


def test_how_a_training_stands_is_told_with_its_samples(
    panel: TrainPanel, desktop: Desktop, tmp_path: Path
) -> None:
    sheet = tmp_path / "anna-samples.png"
    Image.new("RGB", (40, 20), (9, 99, 9)).save(sheet)
    panel._job = (77, tmp_path / "anna.safetensors")
    unknown = train_status(desktop.context.store, 77, tmp_path / "anna.safetensors")
    assert (unknown.ended, unknown.sheet) == (True, sheet)
    panel._show(TrainStatus(State.RUNNING, 40, 100, 75.0, None, sheet))
    assert panel.progress.state.text() == "Step 40 of 100, 1 min 15 s left"
    assert panel.sheet.image.width() == 40
    panel._show(TrainStatus(State.DONE, 100, 100, None, None, sheet))
    assert "anna.safetensors is trained" in panel.progress.state.text()
    error = JobError(ErrorCode.PICTURES_NO_FACE, "No face was found in wall.png.", "")
    panel._show(TrainStatus(State.FAILED, 0, 0, None, error, None))
    assert len(panel.findChildren(Note)) == 1
    assert not panel.progress.state.text()
