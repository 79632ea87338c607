"""What the window offers for a failed job."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from app.gui.jobs.fixes import Fix, fix_for, fix_word, mend
from app.gui.pages.queue import QueuePage
from app.gui.services.app_events import AppEvents
from app.gui.shell.main import Desktop
from app.jobs.kind import UnreadableRequest
from app.jobs.render import KIND as RENDER
from app.queue.job import JobError, State
from app.queue.store import JobStore
from app.queue.transitions import Transition
from talker.errors import ErrorCode
from tests.app.gui.doing import show
from tests.app.queue.work import claimed, plain_job


@pytest.mark.parametrize(
    ("code", "fix", "page"),
    [
        (ErrorCode.CONSENT_EXPIRED, Fix.AVATARS, "avatars"),
        (ErrorCode.CONSENT_INVALID, Fix.AVATARS, "avatars"),
        (ErrorCode.CERTIFICATE_EXPIRED, Fix.SETTINGS, "settings"),
        (ErrorCode.LABEL_REASON_MISSING, Fix.CHANGE, "create"),
        (ErrorCode.NO_FACE, Fix.CHOOSE_PORTRAIT, "create"),
        (ErrorCode.DISK_FULL, Fix.FREE_SPACE, "settings"),
        (ErrorCode.MODEL_MISSING, Fix.GET_MODEL, "models"),
    ],
)
def test_a_failed_job_leads_to_where_it_is_put_right(
    tmp_path_factory: pytest.TempPathFactory, code: ErrorCode, fix: Fix, page: str
) -> None:
    with JobStore(tmp_path_factory.mktemp("queue") / "queue.sqlite3") as store:
        store.add([plain_job()])
        job = replace(claimed(store), state=State.FAILED, error=JobError(code, "It failed."))
    assert fix_for(job) is fix
    assert fix_word(fix)
    wishes, pages = AppEvents(), list[str]()
    wishes.show_page.connect(pages.append)
    mend(fix, job, wishes)
    assert pages == [page]


def test_what_no_page_can_change_is_tried_again(tmp_path: Path) -> None:
    with JobStore(tmp_path / "queue.sqlite3") as store:
        store.add([plain_job()])
        error = JobError(ErrorCode.OUTPUT_EXISTS, "It is there.")
        job = replace(claimed(store), state=State.FAILED, error=error)
    assert fix_for(job) is Fix.CHANGE
    unreadable = replace(job, request=UnreadableRequest(text="{}", reason="newer"))
    assert fix_for(unreadable) is Fix.RETRY


def test_another_file_makes_the_same_video_of_the_same_batch(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = desktop.context.store
    desktop.context.workers.stop()
    (job,) = store.add(
        [replace(plain_job("fay", portrait="art.png"), batch="autumn", content_key="known")]
    )
    error = JobError(ErrorCode.NO_FACE, "No face.")
    assert store.release(claimed(store).lease, Transition(State.FAILED, error=error))
    panel = show(desktop, QueuePage).panel
    panel.show_job(store.get(job))
    chosen = tmp_path / "fay.png"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: (str(chosen), "")))
    fix = panel.findChild(QAbstractButton, "fix")
    assert fix is not None
    assert fix.text() == "Choose another portrait"
    fix.click()
    qtbot.waitUntil(lambda: store.get(job).state is State.QUEUED, timeout=10_000)
    again = store.get(job)
    before = RENDER.require(plain_job("fay").request)
    request = RENDER.require(again.request)
    assert request == before.model_copy(update={"portrait": chosen})
    assert (again.label, again.batch, again.content_key) == ("fay", "autumn", "known")
    assert again.error is None


def test_a_job_that_runs_keeps_its_request(tmp_path: Path) -> None:
    with JobStore(tmp_path / "queue.sqlite3") as store:
        store.add([plain_job()])
        job = claimed(store)
        assert not store.retry_with(job.id, plain_job(portrait="other.png").request)
        assert store.get(job.id).request == job.request
