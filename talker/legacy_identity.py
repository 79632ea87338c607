"""Identities as they were made before they had a schema number.

They were made from all options of that time, those at their defaults too. Whatever was finished,
or begun, under such a name is recognised by it, so that nothing is made twice after an upgrade.
The options of that time are data here: an option that came later is no part of these names, and
what asks for one has none of them (None), for nothing so old can be the same.

Everything here can go once nobody upgrades from a version without schema numbers any more; what
each rule still serves until then is said beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence, Set
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

_PICTURE = (
    *("device", "mode", "size", "fps", "still", "pose_style", "expression_scale", "head_motion"),
    *("blink_rate", "yaw", "pitch", "roll", "compile", "reference_use", "idle", "seed", "face"),
    *("enhance", "enhance_strength", "upscale", "ai_label", "ai_label_corner", "quality"),
)
_VIDEO = (*_PICTURE, "engine", "ai_label_reason", "deliverable")
_AVATAR = (
    *("mode", "model", "prompt", "negative", "style", "person", "age", "clothing", "framing"),
    *("light", "background", "steps", "guidance", "width", "height", "scheduler", "clip_skip"),
    *("strength", "control", "control_model", "control_scale", "loras", "embeddings", "vae"),
    *("detail", "detail_strength", "upscale", "upscale_strength", "safety", "image", "mask"),
)


def legacy_render_key(
    inputs: Sequence[str], engine: str, options: BaseModel, outside: Set[str]
) -> str | None:
    """The name of a work folder. `outside` are options that change no pixel.

    Can go a month after the upgrade: unfinished work is forgotten then anyway.
    """
    if _asks_for_more(options, _PICTURE, outside):
        return None
    return _digest([1, *inputs, engine, _dumped(options, _PICTURE)])


def legacy_content_key(
    digests: Sequence[str], names: Sequence[str], request: BaseModel, outside: Set[str]
) -> str | None:
    """The content key of a batch's job. `outside` are options that do not change the video.

    Can go when no batch that was begun before the upgrade is run again; each one that it
    recognises would be made a second time without it.
    """
    if _asks_for_more(request, _VIDEO, outside):
        return None
    return _digest([*digests, names, _dumped(request, _VIDEO)])


def legacy_avatar_key(request: BaseModel, rest: str, outside: Set[str]) -> str | None:
    """What the names of a request's pictures share; `rest` follows its options in the text.

    Can go when no draw that was begun before the upgrade is continued.
    """
    if _asks_for_more(request, _AVATAR, outside):
        return None
    text = to_json({name: getattr(request, name) for name in _AVATAR}).decode() + rest
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def legacy_deliverable_id(video: str, recorded: Mapping[str, Any]) -> str:
    """The id in a deliverable of the `video` of this id; it never had defaults.

    Can go after the first start that follows the upgrade: it recognises a file that was finished
    just before the program died.
    """
    return _digest([video, recorded])


def _asks_for_more(options: BaseModel, fields: Sequence[str], outside: Set[str]) -> bool:
    chosen = options.model_dump(exclude_defaults=True, exclude=set(outside))
    return not chosen.keys() <= set(fields)


def _dumped(options: BaseModel, fields: Sequence[str]) -> dict[str, Any]:
    """The options as they were dumped: those of all engines were among everybody's."""
    return {"compile": False} | options.model_dump(mode="json", include=set(fields))


def _digest(facts: list[Any]) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]
