"""Mouthpiece: a portrait and a speech recording become a talking video.

Names are loaded when they are first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talker.errors import (
        Cancelled,
        ErrorCode,
        InputError,
        ModelMissing,
        MouthpieceError,
        UsageError,
    )
    from talker.options.picture import Mode
    from talker.options.render import RenderOptions, RenderRequest
    from talker.pipeline import render
    from talker.progress import CancelToken, Notice, NoticeCode, Progress, Stage
    from talker.provenance.publisher import Publisher, Region
    from talker.result import RenderResult
    from talker.scene import Motion

_HOMES = {
    "talker.engines.base": ("Motion",),
    "talker.errors": (
        *("Cancelled", "ErrorCode", "InputError", "ModelMissing", "MouthpieceError"),
        "UsageError",
    ),
    "talker.provenance.publisher": ("Publisher", "Region"),
    "talker.pipeline": ("render",),
    "talker.progress": ("CancelToken", "Notice", "NoticeCode", "Progress", "Stage"),
    "talker.options.picture": ("Mode",),
    "talker.options.render": ("RenderOptions", "RenderRequest"),
    "talker.result": ("RenderResult",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "CancelToken",
    "Cancelled",
    "ErrorCode",
    "InputError",
    "Mode",
    "ModelMissing",
    "Motion",
    "MouthpieceError",
    "Notice",
    "NoticeCode",
    "Progress",
    "Publisher",
    "Region",
    "RenderOptions",
    "RenderRequest",
    "RenderResult",
    "Stage",
    "UsageError",
    "render",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'talker' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
