"""What the SadTalker engine says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talker.engines.sadtalker.files import WHOLE_PICTURE, find_weights, model_ids
from talker.engines.spec import EngineSpec, require_torch
from talker.model_files import ModelFiles
from talker.options.cues import POSE_CUES
from talker.options.picture import Mode
from talker.options.render import RenderOptions

if TYPE_CHECKING:
    from talker.engines.base import Engine, Portrait
    from talker.scene import Box


def _create(options: RenderOptions, models: ModelFiles, home: Path) -> Engine:
    require_torch("SadTalker")
    weights = find_weights(models, options)
    from talker.device import choose_device
    from talker.engines.sadtalker.engine import SadTalkerEngine

    device = choose_device(options.device.value, fast=options.fast)
    return SadTalkerEngine(models, device, identity=weights.identity, home=home)


def _cut(portrait: Portrait, options: RenderOptions, models: ModelFiles, home: Path) -> Box:
    from talker.engines.base import whole_picture
    from talker.engines.sadtalker.crop import shown_part
    from talker.engines.sadtalker.landmarks import portrait_points

    if options.mode in WHOLE_PICTURE:
        return whole_picture(portrait)
    height, width = portrait.image.shape[:2]
    return shown_part(portrait_points(portrait, models, home), options.mode, width, height).window


SADTALKER = EngineSpec(
    id="sadtalker",
    title="SadTalker",
    modes=frozenset(Mode),
    follows_reference=True,
    follows_clips=True,
    ignores=frozenset({"mood", "moods", "smile", "gaze"}),  # what it has learned it says alone
    models=model_ids,
    packages=("torch",),
    create=_create,
    cut=_cut,
    joins_parts=True,
    shows=POSE_CUES,
    offer="Natural head motion and lips with SadTalker",
    offer_models=("sadtalker-256", "sadtalker-mapping-crop", "face-alignment"),
)
