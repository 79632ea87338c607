"""What options, choices, states and models are called in the language of the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic.fields import FieldInfo
from PySide6.QtCore import QCoreApplication

from app.gui.texts.choices import CHOICES
from app.gui.texts.findings import FINDINGS
from app.gui.texts.markers import QT_TRANSLATE_NOOP
from app.gui.texts.named import named_in
from app.queue.job import State
from talker.errors import ErrorCode, MouthpieceError
from talker.options.picture import Mode
from talker.options.shown import shown_as
from talker.progress import NoticeCode, Stage

if TYPE_CHECKING:
    from app.doctor.result import Check, Sentence
    from app.preview.messages import Finding
    from app.preview.script_messages import BadVoice
    from avatar_gen.flaws import Flaw

# Texts of declarations are collected for translation by app.gui.texts.translate.
OPTIONS = "Options"
CATALOGUE = "Catalogue"
DOCTOR = "Doctor"
REASONS = "Reasons"
JOB_FACTS = "JobFacts"
_CLOSE = frozenset({"°"})  # units that stand close to the number

_STATES = {
    State.QUEUED: QT_TRANSLATE_NOOP("Queue", "Waiting"),
    State.RUNNING: QT_TRANSLATE_NOOP("Queue", "Being made"),
    State.PAUSED: QT_TRANSLATE_NOOP("Queue", "Paused"),
    State.DONE: QT_TRANSLATE_NOOP("Queue", "Done"),
    State.FAILED: QT_TRANSLATE_NOOP("Queue", "Failed"),
    State.CANCELLED: QT_TRANSLATE_NOOP("Queue", "Cancelled"),
}
_STAGES = {
    Stage.SPEAK: QT_TRANSLATE_NOOP("Queue", "Speaking"),
    Stage.PREFLIGHT: QT_TRANSLATE_NOOP("Queue", "Checking the input"),
    Stage.PORTRAIT: QT_TRANSLATE_NOOP("Queue", "Preparing the face"),
    Stage.MOTION: QT_TRANSLATE_NOOP("Queue", "Listening to the speech"),
    Stage.RENDER: QT_TRANSLATE_NOOP("Queue", "Rendering"),
    Stage.FINISH: QT_TRANSLATE_NOOP("Queue", "Finishing the video"),
    Stage.RECOGNITION: QT_TRANSLATE_NOOP("Queue", "Writing down the speech"),
}
_MODES = {
    Mode.CROP: QT_TRANSLATE_NOOP("Choices", "The video shows head and shoulders."),
    Mode.RESIZE: QT_TRANSLATE_NOOP(
        "Choices", "The whole picture, scaled to the size of the video."
    ),
    Mode.FULL: QT_TRANSLATE_NOOP(
        "Choices", "The picture stays as it is; the face moves inside it."
    ),
    Mode.EXTCROP: QT_TRANSLATE_NOOP("Choices", "Like Crop, with more around the head."),
    Mode.EXTFULL: QT_TRANSLATE_NOOP("Choices", "Like Full, with more of the head moving."),
}


def option_title(info: FieldInfo) -> str:
    """What an option is called."""
    return QCoreApplication.translate(OPTIONS, info.title or "")


def option_help(info: FieldInfo) -> str:
    """What an option does."""
    return QCoreApplication.translate(OPTIONS, info.description or "")


def option_suffix(info: FieldInfo, value: float) -> str:
    """What stands behind a value: its unit, or the word for its range; empty for neither."""
    shown = shown_as(info)
    if shown.unit:
        unit = QCoreApplication.translate(OPTIONS, shown.unit)
        return unit if unit in _CLOSE else f" {unit}"
    grade = shown.grade(value)
    return f" · {QCoreApplication.translate(OPTIONS, grade)}" if grade else ""


def option_lowest(info: FieldInfo) -> str:
    """The word for the lowest value; empty where it is a number as every other."""
    lowest = shown_as(info).lowest
    return QCoreApplication.translate(OPTIONS, lowest) if lowest else ""


def model_text(text: str) -> str:
    """A title, a purpose or a use from the catalogue of models."""
    return QCoreApplication.translate(CATALOGUE, text)


def mode_help(mode: Mode) -> str:
    """What a mode does with the picture."""
    return QCoreApplication.translate("Choices", _MODES[mode])


def finding_words(finding: Finding, name: str) -> tuple[str, str]:
    """A sentence about the file `name`, and what to do; in English where it is not translated."""
    return _words(finding.code, finding.message, finding.hint, name)


def error_words(error: MouthpieceError) -> tuple[str, str]:
    """The same for an error."""
    return code_words(error.code, error.message, error.hint, error.path)


def code_words(
    code: ErrorCode | NoticeCode, message: str, hint: str, path: Path | None
) -> tuple[str, str]:
    """The same for an error or a notice; in English where it should name a file but knows none."""
    known = FINDINGS.get(code)
    if known is not None and "{name}" in known.text and path is None:
        return message, hint
    return _words(code, message, hint, "" if path is None else path.name)


def _words(code: str, message: str, hint: str, name: str) -> tuple[str, str]:
    known = FINDINGS.get(code)
    if known is None:
        return message, hint
    text = QCoreApplication.translate("Findings", known.text)
    if known.detailed and text == known.text and message:
        return message, hint  # English: the original says it better
    text = text.format(name=name)
    details = named_in(message) if known.detailed else ()
    if details:  # what the original names; its English words stay out
        text = f"{text} ({', '.join(details)})"
    return text, QCoreApplication.translate("Findings", known.hint) if known.hint else ""


def bad_voice_words(bad: BadVoice) -> str:
    """Why a file of the user's is no voice."""
    why = QCoreApplication.translate(REASONS, bad.flaw.value).format(*bad.found)
    text = QCoreApplication.translate("Findings", "The voice {name} cannot be used: {why}.")
    return text.format(name=bad.name, why=why)


def check_name(check: Check) -> str:
    """What was looked at."""
    return QCoreApplication.translate(DOCTOR, check.name)


def said_words(sentence: Sentence) -> str:
    """A sentence of the doctor; empty where there is none."""
    text = QCoreApplication.translate(DOCTOR, sentence.text) if sentence.text else ""
    return text.format(*(_named(value) for value in sentence.values))


def _named(value: str) -> str:
    """Names of engines, some of which are words, among what a sentence tells."""
    return ", ".join(QCoreApplication.translate(CHOICES, name) for name in value.split(", "))


def state_word(state: State) -> str:
    """Where a job stands."""
    return QCoreApplication.translate("Queue", _STATES[state])


def stage_word(stage: Stage) -> str:
    """What is being done for a video."""
    return QCoreApplication.translate("Queue", _STAGES[stage])


def flaw_words(flaws: Sequence[Flaw]) -> str:
    """Why a candidate is less fit for talking, or that it is fit."""
    if not flaws:
        return QCoreApplication.translate("Reasons", "fit for talking")
    return ", ".join(QCoreApplication.translate(REASONS, flaw.value) for flaw in flaws)
