"""The engines that draw mouths into films, and which of them a request means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from talker.dubbing.builtin.spec import BUILTIN
from talker.dubbing.musetalk.spec import MUSETALK
from talker.dubbing.spec import MouthSpec
from talker.engines.spec import InstalledModels, is_importable
from talker.gpu import has_gpu
from talker.model_files import ModelFiles
from talker.options.computing import DeviceChoice
from talker.options.dub import DubOptions, MouthName
from talker.progress import Notice, NoticeCode

if TYPE_CHECKING:
    from talker.dubbing.base import MouthEngine

MOUTHS: tuple[MouthSpec, ...] = (MUSETALK, BUILTIN)
"""In order of preference."""


def spec_of(name: str) -> MouthSpec:
    """The engine of this name."""
    return next(spec for spec in MOUTHS if spec.id == name)


@dataclass(frozen=True)
class ChosenMouth:
    """An engine, and why it was taken where that was left to us."""

    engine: MouthEngine
    notices: tuple[Notice, ...] = ()


def choose_mouth(
    options: DubOptions,
    models: InstalledModels,
    gpu: Callable[[], bool] = has_gpu,
    has_package: Callable[[str], bool] = is_importable,
) -> tuple[MouthSpec, tuple[str, ...]]:
    """The engine that the options name; for `auto` the first that is there and quick here, and why
    not those before it."""
    if options.engine is not MouthName.AUTO:
        return next(spec for spec in MOUTHS if spec.name is options.engine), ()
    passed_over: list[str] = []
    for spec in MOUTHS:
        reason = spec.unavailable(models, has_package)
        if not reason and spec.wants_gpu and (options.device is DeviceChoice.CPU or not gpu()):
            reason = f"{spec.title} is slow without a graphics card"
        if not reason:
            return spec, tuple(passed_over)
        passed_over.append(reason)
    return BUILTIN, tuple(passed_over)


def needed_packages(has_package: Callable[[str], bool]) -> frozenset[str]:
    """The packages that engines need and that are there."""
    return frozenset(filter(has_package, (name for spec in MOUTHS for name in spec.packages)))


def mouth_models(options: DubOptions) -> tuple[str, ...]:
    """The catalogue entries that a dub takes; `auto` makes do with what is there."""
    return () if options.engine is MouthName.AUTO else spec_of(options.engine.value).models


def create_mouth(options: DubOptions, models: ModelFiles, home: Path) -> ChosenMouth:
    """The engine of `options`; ModelMissing when it needs one whose models are not installed."""
    spec, passed_over = choose_mouth(options, models)
    engine = spec.create(options, models, home)
    if not passed_over:
        return ChosenMouth(engine)
    message = f"The {spec.title.lower()} mouth is drawn: {'; '.join(passed_over)}."
    return ChosenMouth(engine, (Notice(NoticeCode.ENGINE_CHOSEN, message),))
