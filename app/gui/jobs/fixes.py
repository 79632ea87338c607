"""What helps a failed job at a click."""

from __future__ import annotations

import re
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.gui.services.app_events import AppEvents
from app.queue.job import Job, JobError, State
from talker.errors import ErrorCode

_MODEL = re.compile(r"models get (\S+)")  # the one place where a failed job names its model
_PORTRAIT = ("IMAGE_", "FACE_", "NO_FACE")
_SPEECH = ("AUDIO_",)
_OPTIONS = ("OPTION_", "OUTPUT_", "VIDEO_", "LABEL_")
_CONSENT = ("CONSENT_",)
_SIGNATURE = ("CERTIFICATE_",)


class Fix(StrEnum):
    """A way out."""

    GET_MODEL = "get_model"
    FREE_SPACE = "free_space"
    CHOOSE_FACE = "choose_face"
    CHOOSE_PORTRAIT = "choose_portrait"
    CHOOSE_SPEECH = "choose_speech"
    CHANGE = "change"
    AVATARS = "avatars"
    SETTINGS = "settings"
    RETRY = "retry"


# Done on the page that makes such requests.
_ON_ITS_PAGE = (Fix.CHOOSE_PORTRAIT, Fix.CHOOSE_SPEECH, Fix.CHANGE)


def fix_for(job: Job) -> Fix | None:
    """What would help; None where nothing is wrong."""
    if job.state is State.PAUSED and job.reason == ErrorCode.DISK_FULL:
        return Fix.FREE_SPACE
    if job.state is not State.FAILED or job.error is None:
        return None
    code = job.error.code
    match code:
        case ErrorCode.MODEL_MISSING | ErrorCode.MODEL_DAMAGED:
            return Fix.GET_MODEL
        case ErrorCode.DISK_FULL:
            return Fix.FREE_SPACE
        case ErrorCode.FACE_INDEX:
            return Fix.CHOOSE_FACE
    for starts, fix in (
        (_PORTRAIT, Fix.CHOOSE_PORTRAIT),
        (_SPEECH, Fix.CHOOSE_SPEECH),
        (_OPTIONS, Fix.CHANGE),
        (_CONSENT, Fix.AVATARS),
        (_SIGNATURE, Fix.SETTINGS),
    ):
        if code.startswith(starts):
            return fix if fix not in _ON_ITS_PAGE or job.kind.page else Fix.RETRY
    return Fix.RETRY


def missing_model(error: JobError) -> str:
    """The catalogue's id of the model that would help; empty where none would."""
    if error.code not in {ErrorCode.MODEL_MISSING, ErrorCode.MODEL_DAMAGED}:
        return ""
    named = _MODEL.search(error.hint)
    return named.group(1) if named else ""


def fix_word(fix: Fix) -> str:
    """What its button says."""
    match fix:
        case Fix.GET_MODEL:
            return QCoreApplication.translate("Fixes", "Get the model")
        case Fix.FREE_SPACE:
            return QCoreApplication.translate("Fixes", "Free space")
        case Fix.CHOOSE_FACE:
            return QCoreApplication.translate("Fixes", "Choose the face")
        case Fix.CHOOSE_PORTRAIT:
            return QCoreApplication.translate("Fixes", "Choose another portrait")
        case Fix.CHOOSE_SPEECH:
            return QCoreApplication.translate("Fixes", "Choose another recording")
        case Fix.CHANGE:
            return QCoreApplication.translate("Fixes", "Change and make again")
        case Fix.AVATARS:
            return QCoreApplication.translate("Fixes", "Open Avatars")
        case Fix.SETTINGS:
            return QCoreApplication.translate("Fixes", "Open Settings")
        case Fix.RETRY:
            return QCoreApplication.translate("Fixes", "Try again")


def mend(fix: Fix, job: Job, wishes: AppEvents) -> None:
    """Goes where the user can put it right; RETRY is for whoever has the queue."""
    match fix:
        case Fix.GET_MODEL:
            named = missing_model(job.error) if job.error else ""
            wishes.fetch_models([named] if named else [])
        case Fix.FREE_SPACE | Fix.SETTINGS:
            wishes.show_page.emit("settings")
        case Fix.AVATARS:
            wishes.show_page.emit("avatars")
        case Fix.CHOOSE_FACE | Fix.CHOOSE_PORTRAIT | Fix.CHOOSE_SPEECH | Fix.CHANGE:
            wishes.change(job.request)
        case Fix.RETRY:
            pass
