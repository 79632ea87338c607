"""What versions of a finished video are called."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.gui.texts.choices import choice_title
from app.gui.texts.names import option_title
from talker.options.containers import Format
from talker.options.deliver import Aspect, DeliverOptions, Resolution, finish_values

# What is said by itself, in this order; all else is named.
_SELF_SPEAKING = ("aspect", "resolution", "format", "codec")

VERSIONS = (
    DeliverOptions(aspect=Aspect.TALL, resolution=Resolution.P1080),
    DeliverOptions(aspect=Aspect.WIDE, resolution=Resolution.P1080),
    DeliverOptions(aspect=Aspect.SQUARE, resolution=Resolution.P1080),
    DeliverOptions(aspect=Aspect.UPRIGHT, resolution=Resolution.P1080),
    DeliverOptions(format=Format.GIF),
    DeliverOptions(format=Format.WEBM, transparent=True),
)
"""What is wanted most often."""


def version_words(options: DeliverOptions) -> str:
    """`9:16 · 1080 · Logo`: what makes a version different from its video."""
    values = finish_values(options)
    parts = [choice_title(values[name]) for name in _SELF_SPEAKING if name in values]
    for name, value in values.items():
        wanted = isinstance(value, Path) or value is True or name == "background_color"
        if wanted and name not in _SELF_SPEAKING:
            parts.append(option_title(DeliverOptions.model_fields[name]))
    if "rate" in values:
        parts.append(QCoreApplication.translate("Versions", "{rate} fps").format(rate=options.rate))
    return " · ".join(parts) or QCoreApplication.translate("Versions", "As the video")


def aspect_tip(aspect: StrEnum) -> str:
    """What a shape is good for."""
    match aspect:
        case Aspect.TALL:
            return QCoreApplication.translate("Versions", "For telephones: Douyin, Reels, Shorts")
        case Aspect.WIDE:
            return QCoreApplication.translate("Versions", "For screens: web pages, television")
        case Aspect.SQUARE:
            return QCoreApplication.translate("Versions", "For posts and shop pages")
        case Aspect.UPRIGHT:
            return QCoreApplication.translate("Versions", "For posts that fill more of the screen")
        case _:
            return QCoreApplication.translate("Versions", "The shape stays as it is")
