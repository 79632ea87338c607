"""What options, choices, states and models are called in the language of the window."""

from __future__ import annotations

from enum import StrEnum

from pydantic.fields import FieldInfo
from PySide6.QtCore import QCoreApplication

from app.checks import Check, Said
from app.gui.findings import FINDINGS
from app.gui.marks import QT_TRANSLATE_NOOP
from app.preview.messages import Finding
from app.queue.job import State
from talker.errors import MouthpieceError
from talker.progress import Stage
from talker.request import Mode

# Texts of declarations are collected for translation by app.gui.translate.
OPTIONS = "Options"
CATALOGUE = "Catalogue"
DOCTOR = "Doctor"

_STATES = {
    State.QUEUED: QT_TRANSLATE_NOOP("Queue", "Waiting"),
    State.RUNNING: QT_TRANSLATE_NOOP("Queue", "Being made"),
    State.PAUSED: QT_TRANSLATE_NOOP("Queue", "Paused"),
    State.DONE: QT_TRANSLATE_NOOP("Queue", "Done"),
    State.FAILED: QT_TRANSLATE_NOOP("Queue", "Failed"),
    State.CANCELLED: QT_TRANSLATE_NOOP("Queue", "Cancelled"),
}
_STAGES = {
    Stage.PREFLIGHT: QT_TRANSLATE_NOOP("Queue", "Checking the input"),
    Stage.PORTRAIT: QT_TRANSLATE_NOOP("Queue", "Preparing the portrait"),
    Stage.MOTION: QT_TRANSLATE_NOOP("Queue", "Listening to the speech"),
    Stage.RENDER: QT_TRANSLATE_NOOP("Queue", "Rendering"),
    Stage.FINISH: QT_TRANSLATE_NOOP("Queue", "Finishing the video"),
}
_CHOICES = {
    "auto": QT_TRANSLATE_NOOP("Choices", "Best available"),
    "builtin": QT_TRANSLATE_NOOP("Choices", "Built-in"),
    "sadtalker": "SadTalker",
    "cuda": QT_TRANSLATE_NOOP("Choices", "Graphics card (CUDA)"),
    "cpu": QT_TRANSLATE_NOOP("Choices", "Processor"),
    "off": QT_TRANSLATE_NOOP("Choices", "Off"),
    "none": QT_TRANSLATE_NOOP("Choices", "Off"),
    "gfpgan-1.4": "GFPGAN 1.4",
    "gfpgan-1.3": "GFPGAN 1.3",
    "restoreformer": "RestoreFormer",
    "realesrgan-x2plus": "Real-ESRGAN x2",
    "realesrgan-x4plus": "Real-ESRGAN x4",
    "realesr-general-x4v3": QT_TRANSLATE_NOOP("Choices", "Real-ESRGAN x4, fast"),
    "region": QT_TRANSLATE_NOOP("Choices", "As the region asks"),
    "china": QT_TRANSLATE_NOOP("Choices", "China"),
    "eu": QT_TRANSLATE_NOOP("Choices", "European Union"),
    "other": QT_TRANSLATE_NOOP("Choices", "Elsewhere"),
    "start": QT_TRANSLATE_NOOP("Choices", "First two seconds"),
    "always": QT_TRANSLATE_NOOP("Choices", "Whole video"),
    "bottom-right": QT_TRANSLATE_NOOP("Choices", "Bottom right"),
    "bottom-left": QT_TRANSLATE_NOOP("Choices", "Bottom left"),
    "top-right": QT_TRANSLATE_NOOP("Choices", "Top right"),
    "top-left": QT_TRANSLATE_NOOP("Choices", "Top left"),
    "crop": QT_TRANSLATE_NOOP("Choices", "Crop"),
    "resize": QT_TRANSLATE_NOOP("Choices", "Resize"),
    "full": QT_TRANSLATE_NOOP("Choices", "Full"),
    "extcrop": QT_TRANSLATE_NOOP("Choices", "Wide crop"),
    "extfull": QT_TRANSLATE_NOOP("Choices", "Wide full"),
    "pose": QT_TRANSLATE_NOOP("Choices", "Head motion"),
    "blink": QT_TRANSLATE_NOOP("Choices", "Blinks"),
    "both": QT_TRANSLATE_NOOP("Choices", "Head motion and blinks"),
    "all": QT_TRANSLATE_NOOP("Choices", "All its motion"),
    "system": QT_TRANSLATE_NOOP("Choices", "As the computer"),
    "light": QT_TRANSLATE_NOOP("Choices", "Light"),
    "dark": QT_TRANSLATE_NOOP("Choices", "Dark"),
    "as-installed": QT_TRANSLATE_NOOP("Choices", "As installed"),
    "on": QT_TRANSLATE_NOOP("Choices", "On"),
    "nothing": QT_TRANSLATE_NOOP("Choices", "Do nothing"),
    "quit": QT_TRANSLATE_NOOP("Choices", "Quit Mouthpiece"),
    "sleep": QT_TRANSLATE_NOOP("Choices", "Put the computer to sleep"),
    "draft": QT_TRANSLATE_NOOP("Choices", "Draft"),
    "standard": QT_TRANSLATE_NOOP("Choices", "Standard"),
    "best": QT_TRANSLATE_NOOP("Choices", "Best"),
    "portrait-9x16": QT_TRANSLATE_NOOP("Choices", "Portrait 9:16"),
}


# Each language in its own words: who cannot read the present one must find theirs.
_LANGUAGES = {"en": "English", "zh_CN": "简体中文", "zh_TW": "繁體中文"}
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


def choice_title(value: StrEnum | str) -> str:
    """What one of several values is called; the value itself where we have no better word."""
    if str(value) in _LANGUAGES:
        return _LANGUAGES[str(value)]
    known = _CHOICES.get(str(value))
    return QCoreApplication.translate("Choices", known) if known else str(value).capitalize()


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
    name = error.path.name if error.path is not None else ""
    known = FINDINGS.get(error.code)
    if known is not None and "{name}" in known.text and not name:
        return error.message, error.hint
    return _words(error.code, error.message, error.hint, name)


def _words(code: str, message: str, hint: str, name: str) -> tuple[str, str]:
    known = FINDINGS.get(code)
    if known is None:
        return message, hint
    text = QCoreApplication.translate("Findings", known.text)
    if known.detailed and text == known.text and message:
        return message, hint  # English: the original says it better
    text = text.format(name=name)
    if known.detailed and message:
        text = f"{text} ({message})"
    return text, QCoreApplication.translate("Findings", known.hint) if known.hint else ""


def check_name(check: Check) -> str:
    """What was looked at."""
    return QCoreApplication.translate(DOCTOR, check.name)


def said_words(said: Said) -> str:
    """A sentence of the doctor; empty where there is none."""
    text = QCoreApplication.translate(DOCTOR, said.text) if said.text else ""
    return text.format(*said.values)


def state_word(state: State) -> str:
    """Where a job stands."""
    return QCoreApplication.translate("Queue", _STATES[state])


def stage_word(stage: Stage) -> str:
    """What is being done for a video."""
    return QCoreApplication.translate("Queue", _STAGES[stage])
