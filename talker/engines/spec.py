"""What an engine says of itself: all that the program knows of it before one is made.

This module and the `spec` modules of the engines import neither torch nor numpy: the window and
the command line read them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from talker.errors import ErrorCode, InputError
from talker.model_files import ModelFiles
from talker.options.cues import CueKind
from talker.options.engines import EngineFacts
from talker.options.render import RenderOptions

if TYPE_CHECKING:
    from talker.engines.base import Engine, HeadAngles, Portrait
    from talker.media.audio import Speech
    from talker.scene import Box


class InstalledModels(Protocol):
    """Tells which entries of the catalogue are there."""

    def installed(self, model_id: str) -> bool:
        """Whether all files of the entry are there."""
        ...


@dataclass(frozen=True)
class ListedModels:
    """The models of another computer, by their names."""

    ids: Collection[str]

    def installed(self, model_id: str) -> bool:
        """Whether the other computer named it."""
        return model_id in self.ids


def is_importable(package: str) -> bool:
    """Whether a Python package is installed here; it is not imported.

    What lies inside another package (`a.b`) needs that one, which is.
    """
    try:
        return find_spec(package) is not None
    except (ImportError, ValueError):
        return False


def require_torch(title: str) -> None:
    """Raises InputError COMPONENT_MISSING where torch is not installed; `title` is the engine's."""
    if not is_importable("torch"):
        raise InputError(
            ErrorCode.COMPONENT_MISSING,
            f"The {title} engine needs torch, which is not installed.",
            "See what is missing with: mouthpiece doctor. The built-in engine works without it.",
        )


def what_is_lacking(title: str, models: Sequence[str], packages: Sequence[str]) -> str:
    """A sentence about an engine that needs these; empty where nothing is missing."""
    if models:
        return f"{title} would need {' and '.join(models)} (mouthpiece models get)"
    if packages:
        return f"{title} would need {' and '.join(packages)} (see mouthpiece doctor)"
    return ""


def no_models(_: RenderOptions) -> tuple[str, ...]:
    """For engines that come complete."""
    return ()


@dataclass(frozen=True, kw_only=True)
class EngineSpec(EngineFacts):
    """An engine that can be chosen.

    `create` makes it, for the user's folder; ModelMissing or COMPONENT_MISSING when something is
    not installed.
    `cut` is the part of the portrait that the video shows, with the models that are installed.
    `models` are the catalogue entries that the options need, `stand_ins` names beside such an entry
    another one that will do; `packages` is what must be importable.
    `head_angles` is a quick look at how the head would move in so many frames, where the engine
    can give one. `joins_parts`: its motion is at rest at both ends where `Drive` asks for that;
    `shows`: the cues that it knows how to show. `wants_gpu`: it is slow without one, so that `auto`
    leaves it alone there. `memory`: bytes that its networks take on a processor.
    """

    create: Callable[[RenderOptions, ModelFiles, Path], Engine]
    cut: Callable[[Portrait, RenderOptions, ModelFiles, Path], Box]
    models: Callable[[RenderOptions], tuple[str, ...]] = no_models
    stand_ins: tuple[tuple[str, str], ...] = ()
    packages: tuple[str, ...] = ()
    head_angles: Callable[[Speech, RenderOptions, int], HeadAngles] | None = None
    joins_parts: bool = False
    shows: frozenset[CueKind] = frozenset()
    wants_gpu: bool = False
    memory: int = 0

    def needed(self, options: RenderOptions, models: InstalledModels) -> tuple[str, ...]:
        """The catalogue entries that the options need where these models are there."""

        def there(model_id: str) -> str:
            other = dict(self.stand_ins).get(model_id, model_id)
            return other if models.installed(other) and not models.installed(model_id) else model_id

        return tuple(there(model_id) for model_id in self.models(options))

    def unavailable(
        self,
        options: RenderOptions,
        models: InstalledModels,
        has_package: Callable[[str], bool] = is_importable,
    ) -> str:
        """What keeps the engine from rendering with `options`; empty if nothing does."""
        wanted = self.needed(options, models)
        missing = [model_id for model_id in wanted if not models.installed(model_id)]
        lacking = [package for package in self.packages if not has_package(package)]
        return what_is_lacking(self.title, missing, lacking)
