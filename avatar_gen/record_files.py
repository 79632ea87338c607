"""The options that name files, and how a picture's record names them: without any folder."""

from __future__ import annotations

import re

from avatar_gen.controls import with_files
from avatar_gen.request import AvatarRequest

# One file or folder each, or a name of the catalogue.
FILE_OPTIONS = ("model", "control_model", "like_model", "vae", "image", "mask")
# Several texts each, a LoRA with its scale behind a colon.
FILE_LISTS = ("loras", "embeddings", "like")
_MOST_SCALES = 2  # of the text encoders, and of the UNet
_NUMBER = re.compile(r"\s*[+-]?(\d+([.,]\d*)?|[.,]\d+)\s*")


def file_name(text: str) -> str:
    """The last part of a path of any system."""
    return text.replace("\\", "/").rstrip("/").rpartition("/")[2]


def lora_parts(text: str) -> tuple[str, tuple[float, ...]]:
    """The file, and the one or two strengths behind it, which may be missing."""
    scales: list[float] = []
    name = text
    while len(scales) < _MOST_SCALES:
        rest, colon, number = name.rpartition(":")
        if not colon or not _NUMBER.fullmatch(number):
            break
        scales.insert(0, float(number.replace(",", ".")))
        name = rest
    return name, tuple(scales)


def lora_end(text: str) -> str:
    """What stands behind the file's name: the strengths with their colons."""
    return text[len(lora_parts(text)[0]) :]


def with_names(request: AvatarRequest) -> AvatarRequest:
    """The request with the names of files alone: where they lie is nobody's business."""
    changes: dict[str, object] = {
        "output": AvatarRequest.model_fields["output"].default,
        "addon_folder": "",
    }
    for option in FILE_OPTIONS:
        value = getattr(request, option)
        if value is not None:
            changes[option] = type(value)(file_name(str(value)))
    for option in FILE_LISTS:
        changes[option] = tuple(file_name(text) for text in getattr(request, option))
    changes["more_control"] = tuple(with_files(text, file_name) for text in request.more_control)
    for axis in ("x_axis", "y_axis"):
        changes[axis] = _axis_names(getattr(request, axis))
    return request.model_copy(update=changes)


def _axis_names(text: str) -> str:
    name, equals, values = text.partition("=")
    if name.strip().replace("-", "_") not in {*FILE_OPTIONS, *FILE_LISTS}:
        return text
    mark = "|" if "|" in values else ","
    return f"{name}{equals}{mark.join(file_name(value.strip()) for value in values.split(mark))}"
