"""What the choices of options and the languages are called."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.gui.texts.markers import QT_TRANSLATE_NOOP
from talker.options.engines import AUTO, EngineFacts, engine_facts

_CHOICES = {
    "source": QT_TRANSLATE_NOOP("Choices", "As the video"),
    "blur": QT_TRANSLATE_NOOP("Choices", "Blurred margin"),
    "color": QT_TRANSLATE_NOOP("Choices", "Plain margin"),
    "network": QT_TRANSLATE_NOOP("Choices", "By its shape"),
    "key": QT_TRANSLATE_NOOP("Choices", "By the color behind"),
    "center": QT_TRANSLATE_NOOP("Choices", "Center"),
    "burn": QT_TRANSLATE_NOOP("Choices", "In the picture"),
    "track": QT_TRANSLATE_NOOP("Choices", "To be switched on in the player"),
    "h264": "H.264",
    "hevc": "HEVC",
    "av1": "AV1",
    "vp9": "VP9",
    "mp4": "MP4",
    "webm": "WebM",
    "mov": "MOV",
    "gif": "GIF",
    "png": QT_TRANSLATE_NOOP("Choices", "PNG pictures"),
    "auto": QT_TRANSLATE_NOOP("Choices", "Best available"),
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
    "as-installed": QT_TRANSLATE_NOOP("Choices", "As installed"),
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
    "txt2img": QT_TRANSLATE_NOOP("Choices", "From words"),
    "img2img": QT_TRANSLATE_NOOP("Choices", "From a picture"),
    "inpaint": QT_TRANSLATE_NOOP("Choices", "Part of a picture"),
    "controlnet": QT_TRANSLATE_NOOP("Choices", "Pose or edges of a picture"),
    "upscale": QT_TRANSLATE_NOOP("Choices", "Larger"),
    "canny": QT_TRANSLATE_NOOP("Choices", "Edges"),
    "openpose": QT_TRANSLATE_NOOP("Choices", "Pose"),
    "given-canny": QT_TRANSLATE_NOOP("Choices", "Finished drawing of edges"),
    "given-openpose": QT_TRANSLATE_NOOP("Choices", "Finished drawing of a pose"),
    "8gb": "8 GB",
    "12gb": "12 GB",
    "24gb": "24 GB",
    "on": QT_TRANSLATE_NOOP("Choices", "On"),
    "photo-studio": QT_TRANSLATE_NOOP("Choices", "Photo studio"),
    "corporate": QT_TRANSLATE_NOOP("Choices", "Corporate"),
    "news-desk": QT_TRANSLATE_NOOP("Choices", "News desk"),
    "outdoor": QT_TRANSLATE_NOOP("Choices", "Outdoor"),
    "anime": QT_TRANSLATE_NOOP("Choices", "Anime"),
    "3d": "3D",
    "illustration": QT_TRANSLATE_NOOP("Choices", "Illustration"),
    "any": QT_TRANSLATE_NOOP("Choices", "Any"),
    "woman": QT_TRANSLATE_NOOP("Choices", "Woman"),
    "man": QT_TRANSLATE_NOOP("Choices", "Man"),
    "person": QT_TRANSLATE_NOOP("Choices", "Person"),
    "face": QT_TRANSLATE_NOOP("Choices", "Face"),
    "head-and-shoulders": QT_TRANSLATE_NOOP("Choices", "Head and shoulders"),
    "half-body": QT_TRANSLATE_NOOP("Choices", "Half-length"),
    "studio": QT_TRANSLATE_NOOP("Choices", "Studio"),
    "soft": QT_TRANSLATE_NOOP("Choices", "Soft"),
    "window": QT_TRANSLATE_NOOP("Choices", "Window"),
    "sun": QT_TRANSLATE_NOOP("Choices", "Sun"),
    "plain": QT_TRANSLATE_NOOP("Choices", "Plain"),
    "office": QT_TRANSLATE_NOOP("Choices", "Office"),
    "newsroom": QT_TRANSLATE_NOOP("Choices", "Newsroom"),
    "city": QT_TRANSLATE_NOOP("Choices", "City"),
    "nature": QT_TRANSLATE_NOOP("Choices", "Nature"),
    "euler": "Euler",
    "euler-a": "Euler a",
    "heun": "Heun",
    "lms": "LMS",
    "ddim": "DDIM",
    "pndm": "PNDM",
    "dpm++2m": "DPM++ 2M",
    "dpm++2m-karras": "DPM++ 2M Karras",
    "dpm++sde-karras": "DPM++ SDE Karras",
    "unipc": "UniPC",
    "lcm": "LCM",
}


_BEST = QT_TRANSLATE_NOOP("Choices", "Best available")

# Each language in its own words: who cannot read the present one must find theirs.
_LANGUAGES = {"en": "English", "zh_CN": "简体中文", "zh_TW": "繁體中文"}


def choice_title(value: StrEnum | str) -> str:
    """What one of several values is called; the value itself where we have no better word."""
    if str(value) in _LANGUAGES:
        return _LANGUAGES[str(value)]
    known = _CHOICES.get(str(value))
    return QCoreApplication.translate("Choices", known) if known else str(value).capitalize()


def engine_title(engine: str) -> str:
    """What an engine is called; its name where it is not installed."""
    if engine == AUTO:
        return QCoreApplication.translate("Choices", _BEST)
    facts = engine_facts(engine)
    return QCoreApplication.translate("Choices", facts.title) if facts else engine.capitalize()


def engine_adjective(facts: EngineFacts) -> str:
    """What stands before the word engine in a sentence."""
    return QCoreApplication.translate("Choices", facts.adjective or facts.title)


def engine_offer(facts: EngineFacts) -> str:
    """What is gained with an engine."""
    return QCoreApplication.translate("Choices", facts.offer)
