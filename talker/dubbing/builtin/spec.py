"""The built-in mouth as the registry knows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talker.dubbing.spec import MouthSpec
from talker.model_files import ModelFiles
from talker.options.dub import DubOptions, MouthName

if TYPE_CHECKING:
    from talker.dubbing.base import MouthEngine


def _create(options: DubOptions, models: ModelFiles, home: Path) -> MouthEngine:
    from talker.dubbing.builtin.engine import BuiltinMouth

    del models, home
    return BuiltinMouth(options.expression_scale)


BUILTIN = MouthSpec(name=MouthName.BUILTIN, create=_create)
