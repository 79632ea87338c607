"""What states, stages and times of jobs are called in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.gui.texts.names import JOB_FACTS, code_words, stage_word
from app.gui.texts.names import state_word as plain_state
from app.jobs.kind import Fact, Product
from app.queue.job import Job, State
from talker.errors import ErrorCode
from talker.progress import Notice, NoticeCode


def state_word(job: Job) -> str:
    """How the job stands, also that it is about to change."""
    if job.state is State.RUNNING and job.stop is not None:
        match job.stop:
            case State.PAUSED:
                return QCoreApplication.translate("Jobs", "Pausing")
            case State.CANCELLED:
                return QCoreApplication.translate("Jobs", "Cancelling")
            case _:
                return QCoreApplication.translate("Jobs", "Stopping")
    if job.state is State.PAUSED and job.reason == ErrorCode.DISK_FULL:
        return QCoreApplication.translate("Jobs", "Waits for space")
    return plain_state(job.state)


def running_word(job: Job) -> str:
    """What is being done for a running job."""
    if job.stage is None:
        return QCoreApplication.translate("Jobs", "Beginning")
    return stage_word(job.stage)


def span_words(seconds: float) -> str:
    """`75.2` -> `1 min 15 s`; long times in less detail."""
    whole = max(0, round(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        text = QCoreApplication.translate("Jobs", "{hours} h {minutes} min")
    elif minutes >= 10:
        text = QCoreApplication.translate("Jobs", "{minutes} min")
    elif minutes:
        text = QCoreApplication.translate("Jobs", "{minutes} min {seconds} s")
    else:
        text = QCoreApplication.translate("Jobs", "{seconds} s")
    return text.format(hours=hours, minutes=minutes, seconds=rest)


def failure_words(job: Job) -> tuple[str, str]:
    """Why a job failed, and what to do."""
    error = job.error
    if error is None:
        return "", ""
    return _said(job, error.code, error.message, error.hint)


def notice_words(job: Job, notice: Notice) -> tuple[str, str]:
    """What a worker had to say about a job that went on all the same, and what to do."""
    return _said(job, notice.code, notice.message, "")


def _said(job: Job, code: ErrorCode | NoticeCode, message: str, hint: str) -> tuple[str, str]:
    paths = (*job.kind.sources(job.request), job.request.output)
    named = next((path for path in paths if path is not None and path.name in message), None)
    return code_words(code, message, hint, named)


def fact_title(fact: Fact) -> str:
    """What a fact about a request is called."""
    return QCoreApplication.translate(JOB_FACTS, fact.title)


def has_picture(job: Job) -> bool:
    """Whether a job made a picture that can be shown as it is."""
    return job.product is Product.PICTURE and job.output is not None
