"""Prompt (and picture, mask, pose) -> portraits to choose from, by Stable Diffusion.

    from avatar_gen import AvatarRequest, generate
    result = generate(AvatarRequest(prompt="a friendly woman of forty, navy blazer"), models=store)

A library on diffusers: no Qt, no downloads, no queue. The heavy libraries are loaded when the
first picture is drawn.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from avatar_gen.request import AvatarOptions, AvatarRequest
from talker.errors import ErrorCode, InputError
from talker.home import home_folder
from talker.model_files import ModelFiles
from talker.progress import CancelToken, OnProgress, ignore_progress

if TYPE_CHECKING:
    from avatar_gen.pipeline import AvatarPipeline
    from avatar_gen.result import AvatarResult

__all__ = [
    "AvatarOptions",
    "AvatarRequest",
    "check_installed",
    "generate",
    "lacking",
    "new_pipeline",
]

_NEEDED = ("torch", "diffusers", "transformers", "accelerate", "peft")


def generate(
    request: AvatarRequest,
    *,
    models: ModelFiles,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
    home: Path | None = None,
    producer: str = "",
) -> AvatarResult:
    """Draws the pictures of one request; see `AvatarPipeline` for many."""
    pipeline = new_pipeline(models, home or home_folder(), producer)
    return pipeline.generate(request, on_progress, cancel or CancelToken())


def lacking() -> list[str]:
    """What is not installed of the libraries that drawing needs."""
    return [name for name in _NEEDED if find_spec(name) is None]


def check_installed() -> None:
    """InputError COMPONENT_MISSING without torch and its kin; before anything of them is loaded."""
    missing = lacking()
    if missing:
        raise InputError(
            ErrorCode.COMPONENT_MISSING,
            f"Drawing portraits needs {', '.join(missing)}, which is not installed.",
            "Run `python start.py` again while connected to the internet; see what is missing "
            "with: mouthpiece doctor.",
        )
    import avatar_gen.log_filter  # noqa: F401  (before the libraries say something)


def new_pipeline(models: ModelFiles, home: Path, producer: str = "") -> AvatarPipeline:
    """A road whose networks stay warm; InputError COMPONENT_MISSING without torch and its kin.

    The pictures are labelled in the name of `producer`, else of this program.
    """
    check_installed()
    from avatar_gen.pipeline import AvatarPipeline
    from talker.provenance.publisher import PRODUCER

    return AvatarPipeline(models, home, producer=producer or PRODUCER)
