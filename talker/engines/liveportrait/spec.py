"""What the LivePortrait engine says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talker.engines.liveportrait.files import OFFICIAL, SAFETENSORS, find_files
from talker.engines.liveportrait.options import LivePortraitOptions
from talker.engines.spec import EngineSpec, require_torch
from talker.model_files import ModelFiles
from talker.options.cues import CueKind
from talker.options.picture import Mode
from talker.options.render import RenderOptions

if TYPE_CHECKING:
    from talker.engines.base import Engine, Portrait
    from talker.scene import Box


def _create(options: RenderOptions, models: ModelFiles, home: Path) -> Engine:
    require_torch("LivePortrait")
    find_files(models)
    from talker.device import choose_device
    from talker.engines.liveportrait.engine import LivePortraitEngine

    return LivePortraitEngine(
        models, choose_device(options.device.value, fast=options.fast), home=home
    )


def _cut(portrait: Portrait, options: RenderOptions, models: ModelFiles, home: Path) -> Box:
    from talker.engines.shown import shown_part

    del models, home
    return shown_part(portrait, options.mode)


def _models(_: RenderOptions) -> tuple[str, ...]:
    return (OFFICIAL,)


_MEMORY = 4_100_000_000  # measured: weights in two forms, and a frame for each of two cores

LIVEPORTRAIT = EngineSpec(
    id="liveportrait",
    title="LivePortrait",
    modes=frozenset(Mode),
    follows_reference=True,
    follows_clips=True,
    speaks_in_pairs=True,
    options=LivePortraitOptions,
    models=_models,
    stand_ins=((OFFICIAL, SAFETENSORS),),
    packages=("torch",),
    create=_create,
    cut=_cut,
    wants_gpu=True,
    memory=_MEMORY,
    joins_parts=True,
    shows=frozenset(CueKind),
    offer="Live eyes, brows and smiles at 512 pixels with LivePortrait",
    offer_models=(OFFICIAL,),
)
