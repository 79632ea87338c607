"""The words beside each picture: typed, by the template, or described by BLIP."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from avatar_gen.train.request import CaptionSource, TrainOptions
from talker.errors import ErrorCode, InputError
from talker.files import read_error
from talker.text_encoding import decode

Describe = Callable[[NDArray[np.uint8]], str]

_MOST_BYTES = 8000
_MARKS = re.compile(r"([\\()\[\]])")


def caption_of(
    path: Path, pixels: NDArray[np.uint8], options: TrainOptions, describe: Describe | None
) -> str:
    """The caption of one picture; `describe` is BLIP, where it is asked for.

    InputError CAPTION_MISSING where one should be typed and is not.
    """
    if options.captions is CaptionSource.BLIP and describe is not None:
        return f"{options.usual_prompt}, {describe(pixels)}"
    typed = None if options.captions is CaptionSource.TEMPLATE else _typed(path)
    if typed is None and options.captions is CaptionSource.TYPED:
        raise InputError(
            ErrorCode.CAPTION_MISSING,
            f"There is no text {path.with_suffix('.txt').name} beside {path.name}.",
            "Write what the picture shows into it, or choose --captions auto.",
            path,
        )
    if typed is None:
        return options.usual_prompt
    return typed.replace("{word}", options.word).replace("{kind}", options.kind)


def as_prompt(caption: str) -> str:
    """A caption in the syntax of prompts: brackets in it are letters, and give no weight."""
    return _MARKS.sub(r"\\\1", caption)


def _typed(path: Path) -> str | None:
    file = path.with_suffix(".txt")
    try:
        text = decode(file.read_bytes()[:_MOST_BYTES]).text
    except FileNotFoundError:
        return None
    except OSError as error:
        raise read_error(error, file) from error
    return " ".join(text.split()) or None
