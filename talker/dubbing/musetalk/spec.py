"""What the MuseTalk engine says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talker.dubbing.musetalk.files import MODELS
from talker.dubbing.spec import MouthSpec
from talker.engines.spec import require_torch
from talker.model_files import ModelFiles
from talker.options.dub import DubOptions, MouthName

if TYPE_CHECKING:
    from talker.dubbing.base import MouthEngine


def _create(options: DubOptions, models: ModelFiles, home: Path) -> MouthEngine:
    require_torch("MuseTalk")
    from talker.device import choose_device
    from talker.dubbing.musetalk.engine import MuseTalkEngine

    return MuseTalkEngine(models, choose_device(options.device.value), home)


MUSETALK = MouthSpec(
    name=MouthName.MUSETALK,
    create=_create,
    models=MODELS,
    packages=("torch", "diffusers", "transformers"),
    wants_gpu=True,
    memory=9_000_000_000,  # measured: weights in two forms, and a batch of frames
)
