"""Identities as they were made before they had a schema number.

They were made from all options of that time, those at their defaults too. Whatever was finished,
or begun, under such a name is recognised by it, so that nothing is made twice after an upgrade.
The options of that time and their defaults are data here, so that nothing that becomes of options
later changes these names. An option that came later is no part of them, and what asks for one has
none of them (None), for nothing so old can be the same.

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

_PICTURE: Mapping[str, object] = {
    "device": "auto",
    "mode": "crop",
    "size": 512,
    "fps": 25,
    "still": False,
    "pose_style": 0,
    "expression_scale": 1.0,
    "head_motion": 1.0,
    "blink_rate": 15.0,
    "yaw": [],
    "pitch": [],
    "roll": [],
    "compile": False,
    "reference_use": "both",
    "idle": 0.0,
    "seed": 0,
    "face": 0,
    "enhance": "off",
    "enhance_strength": 1.0,
    "upscale": "none",
    "ai_label": "region",
    "ai_label_corner": "bottom-right",
    "quality": 18,
}
_VIDEO: Mapping[str, object] = {
    **_PICTURE,
    "engine": "auto",
    "ai_label_reason": "",
    "deliverable": [],
}
# In the order of that time: it is part of the name.
_AVATAR: Mapping[str, object] = {
    "mode": "txt2img",
    "model": "auto",
    "prompt": "",
    "negative": "",
    "style": "none",
    "person": "any",
    "age": 0,
    "clothing": "",
    "framing": "any",
    "light": "any",
    "background": "any",
    "steps": 25,
    "guidance": 7.0,
    "width": 0,
    "height": 0,
    "scheduler": "auto",
    "clip_skip": 1,
    "strength": 0.6,
    "control": "openpose",
    "control_model": "auto",
    "control_scale": 1.0,
    "loras": [],
    "embeddings": [],
    "vae": "",
    "detail": False,
    "detail_strength": 0.35,
    "upscale": "none",
    "upscale_strength": 0.0,
    "safety": "on",
    "image": None,
    "mask": None,
}


def legacy_render_key(
    inputs: Sequence[str], engine: str, options: BaseModel, outside: Set[str]
) -> str | None:
    """The name of a work folder. `outside` are options that change no pixel.

    Can go a month after the upgrade: unfinished work is forgotten then anyway.
    """
    values = _all_values(options, _PICTURE, outside)
    return None if values is None else _digest([1, *inputs, engine, values])


def legacy_content_key(
    digests: Sequence[str], names: Sequence[str], request: BaseModel, outside: Set[str]
) -> str | None:
    """The content key of a batch's job. `outside` are options that do not change the video.

    Can go when no batch that was begun before the upgrade is run again; each one that it
    recognises would be made a second time without it.
    """
    values = _all_values(request, _VIDEO, outside)
    return None if values is None else _digest([*digests, names, values])


def legacy_avatar_key(request: BaseModel, rest: str, outside: Set[str]) -> str | None:
    """What the names of a request's pictures share; `rest` follows its options in the text.

    Can go when no draw that was begun before the upgrade is continued.
    """
    values = _all_values(request, _AVATAR, outside)
    if values is None:
        return None
    return hashlib.sha256(to_json(values) + rest.encode()).hexdigest()[:8]


def legacy_deliverable_id(video: str, recorded: Mapping[str, Any]) -> str:
    """The id in a deliverable of the `video` of this id; it never had defaults.

    Can go after the first start that follows the upgrade: it recognises a file that was finished
    just before the program died.
    """
    return _digest([video, recorded])


def _all_values(
    options: BaseModel, then: Mapping[str, object], outside: Set[str]
) -> dict[str, object] | None:
    """The options of `then`, as JSON has them, also those that are at their defaults."""
    if not options.model_dump(exclude_defaults=True, exclude=set(outside)).keys() <= then.keys():
        return None
    now = options.model_dump(mode="json", include=set(then))
    if now.get("ai_label_corner") == "auto":  # where it was when nobody had chosen
        del now["ai_label_corner"]
    return {**then, **now}


def _digest(facts: list[Any]) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]
