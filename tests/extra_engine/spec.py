"""What the engine says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talker.engines.spec import EngineSpec
from talker.model_files import ModelFiles
from talker.options.picture import Mode
from talker.options.render import RenderOptions
from tests.extra_engine.options import ExtraOptions

if TYPE_CHECKING:
    from talker.engines.base import Engine, Portrait
    from talker.scene import Box


def _create(options: RenderOptions, models: ModelFiles, home: Path) -> Engine:
    from tests.extra_engine.engine import ExtraEngine

    del options, models, home
    return ExtraEngine()


def _cut(portrait: Portrait, options: RenderOptions, models: ModelFiles, home: Path) -> Box:
    from tests.extra_engine.engine import left_half

    del options, models, home
    return left_half(portrait)


EXTRA = EngineSpec(
    id="extra",
    title="Extra",
    modes=frozenset({Mode.CROP}),
    follows_clips=True,
    options=ExtraOptions,
    create=_create,
    cut=_cut,
)
