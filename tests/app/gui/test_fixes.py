"""What the window offers for a failed job."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.gui.jobs.fixes import Fix, fix_for, fix_word, mend
from app.gui.services.app_events import AppEvents
from app.jobs.kind import UnreadableRequest
from app.queue.job import JobError, State
from app.queue.store import JobStore
from talker.errors import ErrorCode
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
