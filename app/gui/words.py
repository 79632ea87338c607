"""What options, choices and findings are called in the language of the window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic.fields import FieldInfo
from PySide6.QtCore import QCoreApplication

from app.preview.messages import Finding
from app.queue.job import State
from talker.errors import MouthpieceError
from talker.progress import Stage
from talker.request import Mode


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802
    """Marks a text for lupdate, which knows it by this name; Qt's own function has no types."""
    del context
    return text


# Texts of declarations are collected for translation by app.gui.translate.
OPTIONS = "Options"
CATALOGUE = "Catalogue"

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
    "system": QT_TRANSLATE_NOOP("Choices", "As the computer"),
    "light": QT_TRANSLATE_NOOP("Choices", "Light"),
    "dark": QT_TRANSLATE_NOOP("Choices", "Dark"),
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


@dataclass(frozen=True)
class _Words:
    text: str
    hint: str = ""


_FINDINGS = {
    "CONSENT_EXPIRED": _Words(
        QT_TRANSLATE_NOOP("Findings", "The consent for {name} has ended."),
        QT_TRANSLATE_NOOP("Findings", "Ask its owner again, and note the new date in Avatars."),
    ),
    "IMAGE_MISSING": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is no longer there."),
        QT_TRANSLATE_NOOP("Findings", "Choose the file again."),
    ),
    "IMAGE_IS_FOLDER": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is a folder."),
        QT_TRANSLATE_NOOP("Findings", "For many videos at once, drop it on the page Batch."),
    ),
    "IMAGE_UNREADABLE": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is not a picture we can read."),
        QT_TRANSLATE_NOOP("Findings", "Give a PNG, JPEG, WebP or TIFF."),
    ),
    "IMAGE_TRUNCATED": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is damaged."),
        QT_TRANSLATE_NOOP("Findings", "Copy or export the picture again."),
    ),
    "IMAGE_TOO_SMALL": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is too small."),
        QT_TRANSLATE_NOOP("Findings", "512 pixels a side or more look good."),
    ),
    "IMAGE_TOO_LARGE": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is too large."),
        QT_TRANSLATE_NOOP("Findings", "Save it with at most 100 megapixels."),
    ),
    "NO_FACE": _Words(
        QT_TRANSLATE_NOOP("Findings", "No face was found."),
        QT_TRANSLATE_NOOP("Findings", "Give a picture of one person who looks at the camera."),
    ),
    "FACE_NOT_HUMAN": _Words(
        QT_TRANSLATE_NOOP("Findings", "This does not look like a human face."),
        QT_TRANSLATE_NOOP("Findings", "Give a picture of one person who looks at the camera."),
    ),
    "FACE_PROFILE": _Words(
        QT_TRANSLATE_NOOP("Findings", "The face is seen from the side."),
        QT_TRANSLATE_NOOP("Findings", "Both eyes must be visible."),
    ),
    "FACE_TOO_SMALL": _Words(
        QT_TRANSLATE_NOOP("Findings", "The face is too small."),
        QT_TRANSLATE_NOOP("Findings", "Give a picture in which it is at least 200 pixels wide."),
    ),
    "FACE_INDEX": _Words(
        QT_TRANSLATE_NOOP("Findings", "The chosen face is not in this picture."),
        QT_TRANSLATE_NOOP("Findings", "Click the face that shall speak."),
    ),
    "MANY_FACES": _Words(
        QT_TRANSLATE_NOOP("Findings", "There are several faces; the largest one will speak."),
        QT_TRANSLATE_NOOP("Findings", "Click another one to choose it."),
    ),
    "PORTRAIT_SMALL": _Words(
        QT_TRANSLATE_NOOP("Findings", "The face is small, so the video will look soft."),
        QT_TRANSLATE_NOOP("Findings", "A face 200 pixels wide or more looks crisp."),
    ),
    "PORTRAIT_TURNED": _Words(
        QT_TRANSLATE_NOOP("Findings", "The face looks to the side."),
        QT_TRANSLATE_NOOP("Findings", "A frontal picture moves more naturally."),
    ),
    "PORTRAIT_DARK": _Words(QT_TRANSLATE_NOOP("Findings", "The face is very dark.")),
    "PORTRAIT_BRIGHT": _Words(QT_TRANSLATE_NOOP("Findings", "The face is very bright.")),
    "AUDIO_MISSING": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is no longer there."),
        QT_TRANSLATE_NOOP("Findings", "Choose the file again."),
    ),
    "AUDIO_IS_FOLDER": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is a folder."),
        QT_TRANSLATE_NOOP("Findings", "For many videos at once, drop it on the page Batch."),
    ),
    "AUDIO_UNREADABLE": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is not a recording we can read."),
        QT_TRANSLATE_NOOP("Findings", "Give a WAV, MP3, M4A or FLAC, or a video with sound."),
    ),
    "AUDIO_NO_TRACK": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} has no sound."),
        QT_TRANSLATE_NOOP("Findings", "Give a WAV, MP3, M4A or FLAC, or a video with sound."),
    ),
    "AUDIO_EMPTY": _Words(QT_TRANSLATE_NOOP("Findings", "{name} is empty.")),
    "AUDIO_SILENT": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is silent."),
        QT_TRANSLATE_NOOP("Findings", "Check that the right track was recorded."),
    ),
    "AUDIO_TOO_SHORT": _Words(QT_TRANSLATE_NOOP("Findings", "{name} is too short.")),
    "AUDIO_TOO_LONG": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is longer than allowed."),
        QT_TRANSLATE_NOOP("Findings", "Cut it, or raise “Longest speech” under More."),
    ),
    "AUDIO_NOT_FINITE": _Words(
        QT_TRANSLATE_NOOP("Findings", "{name} holds broken samples."),
        QT_TRANSLATE_NOOP("Findings", "Export it again as WAV with 16 or 24 bits."),
    ),
    "AUDIO_NARROW_BAND": _Words(
        QT_TRANSLATE_NOOP("Findings", "The recording has telephone quality."),
        QT_TRANSLATE_NOOP("Findings", "Lips follow better from 16 kHz on."),
    ),
    "AUDIO_CLIPPED": _Words(
        QT_TRANSLATE_NOOP("Findings", "The recording is overdriven and crackles."),
        QT_TRANSLATE_NOOP("Findings", "Record it a little quieter if you can."),
    ),
    "AUDIO_QUIET": _Words(
        QT_TRANSLATE_NOOP("Findings", "The recording is very quiet."),
        QT_TRANSLATE_NOOP("Findings", "Lips move less; make it louder if you can."),
    ),
    "AUDIO_LATE": _Words(
        QT_TRANSLATE_NOOP("Findings", "The recording begins with a long silence.")
    ),
    "OUTPUT_EXISTS": _Words(
        QT_TRANSLATE_NOOP("Findings", "There is a video of this name already."),
        QT_TRANSLATE_NOOP("Findings", "Choose another name."),
    ),
    "OUTPUT_UNWRITABLE": _Words(
        QT_TRANSLATE_NOOP("Findings", "The folder for videos cannot be written."),
        QT_TRANSLATE_NOOP("Findings", "Choose another folder."),
    ),
    "DISK_FULL": _Words(
        QT_TRANSLATE_NOOP("Findings", "The disk is full."),
        QT_TRANSLATE_NOOP("Findings", "Free some space; finished parts are kept."),
    ),
    "OFFLINE": _Words(
        QT_TRANSLATE_NOOP("Findings", "Mouthpiece is offline."),
        QT_TRANSLATE_NOOP(
            "Findings", "Switch Offline off, or import the model from another computer."
        ),
    ),
    "DOWNLOADS_OFF": _Words(
        QT_TRANSLATE_NOOP("Findings", "Downloads are switched off."),
        QT_TRANSLATE_NOOP("Findings", "Allow them in the settings."),
    ),
    "DOWNLOAD_FAILED": _Words(
        QT_TRANSLATE_NOOP("Findings", "The download did not succeed."),
        QT_TRANSLATE_NOOP("Findings", "What arrived is kept. Check the connection and try again."),
    ),
    "CERTIFICATE_EXPIRED": _Words(
        QT_TRANSLATE_NOOP("Findings", "The certificate {name} is not valid today."),
        QT_TRANSLATE_NOOP("Findings", "Choose another in the settings, or none."),
    ),
    "LABEL_REASON_MISSING": _Words(
        QT_TRANSLATE_NOOP("Findings", "A video without the label needs a reason."),
        QT_TRANSLATE_NOOP("Findings", "Type one under More options; it is recorded in the video."),
    ),
    "WORKER_DIED": _Words(QT_TRANSLATE_NOOP("Findings", "A helper process ended unexpectedly.")),
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
    known = _FINDINGS.get(error.code)
    if known is not None and "{name}" in known.text and not name:
        return error.message, error.hint
    return _words(error.code, error.message, error.hint, name)


def _words(code: str, message: str, hint: str, name: str) -> tuple[str, str]:
    known = _FINDINGS.get(code)
    if known is None:
        return message, hint
    text = QCoreApplication.translate("Findings", known.text).format(name=name)
    return text, QCoreApplication.translate("Findings", known.hint) if known.hint else ""


def state_word(state: State) -> str:
    """Where a job stands."""
    return QCoreApplication.translate("Queue", _STATES[state])


def stage_word(stage: Stage) -> str:
    """What is being done for a video."""
    return QCoreApplication.translate("Queue", _STAGES[stage])
