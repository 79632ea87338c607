"""What an engine for mouths says of itself before one is made; imports neither torch nor numpy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from talker.engines.spec import InstalledModels, is_importable, what_is_lacking
from talker.model_files import ModelFiles
from talker.options.dub import DubOptions, MouthName

if TYPE_CHECKING:
    from talker.dubbing.base import MouthEngine


@dataclass(frozen=True, kw_only=True)
class MouthSpec:
    """An engine that can be chosen for a dub.

    `create` makes it, for the user's folder; ModelMissing or COMPONENT_MISSING when something is
    not installed. `models` are the catalogue entries that it takes, `packages` what must be
    importable. `wants_gpu`: it is slow without one, so that `auto` leaves it alone there.
    `memory`: bytes that its networks take on a processor.
    """

    name: MouthName
    create: Callable[[DubOptions, ModelFiles, Path], MouthEngine]
    models: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    wants_gpu: bool = False
    memory: int = 0

    @property
    def id(self) -> str:
        """Its name in options and records."""
        return self.name.value

    @property
    def title(self) -> str:
        """Its name in sentences."""
        return self.name.caption

    def unavailable(
        self, models: InstalledModels, has_package: Callable[[str], bool] = is_importable
    ) -> str:
        """What keeps the engine from drawing; empty if nothing does."""
        missing = [model_id for model_id in self.models if not models.installed(model_id)]
        lacking = [package for package in self.packages if not has_package(package)]
        return what_is_lacking(self.title, missing, lacking)
