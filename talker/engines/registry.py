"""The engines there are, which of them a request means, and the engine made for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from talker.engines.builtin.spec import BUILTIN
from talker.engines.liveportrait.spec import LIVEPORTRAIT
from talker.engines.plugins import BrokenEngine, installed_engines
from talker.engines.sadtalker.spec import SADTALKER
from talker.engines.spec import EngineSpec, InstalledModels, is_importable
from talker.errors import ErrorCode, InputError, UsageError
from talker.gpu import has_gpu
from talker.model_files import ModelFiles
from talker.options.engines import AUTO
from talker.options.render import DeviceChoice, RenderOptions, RenderRequest
from talker.progress import Notice, NoticeCode

if TYPE_CHECKING:
    from talker.engines.base import Engine

ENGINES: tuple[EngineSpec, ...] = (LIVEPORTRAIT, SADTALKER, BUILTIN)
"""The engines that come with the program, in order of preference."""


def engines() -> Iterator[EngineSpec]:
    """The same, then those of other packages that are installed; these are looked for last."""
    yield from ENGINES
    yield from installed_engines(ENGINES).usable


def broken_engines() -> tuple[BrokenEngine, ...]:
    """Engines of other packages that are installed and cannot be used."""
    return installed_engines(ENGINES).broken


def needed_packages(has_package: Callable[[str], bool]) -> frozenset[str]:
    """The Python packages that engines need and that are there."""
    needed = {package for spec in engines() for package in spec.packages}
    return frozenset(filter(has_package, needed))


def find_engine(engine_id: str) -> EngineSpec | None:
    """The engine of this name; None where it is not installed, and for `auto`."""
    return next((spec for spec in engines() if spec.id == engine_id), None)


def require_engine(engine_id: str) -> EngineSpec:
    """The engine of this name; InputError COMPONENT_MISSING where it is not installed."""
    spec = find_engine(engine_id)
    if spec is None:
        broken = next((one for one in broken_engines() if one.name == engine_id), None)
        raise InputError(
            ErrorCode.COMPONENT_MISSING,
            f"The engine {engine_id} is not installed."
            if broken is None
            else f"The engine {engine_id} is installed and cannot be used: {broken.reason}.",
            f"There are: {', '.join(spec.id for spec in engines())}.",
        )
    return spec


@dataclass(frozen=True)
class EngineChoice:
    """What `engine` means in some options, and why not an engine that comes before it."""

    spec: EngineSpec
    passed_over: tuple[str, ...] = ()


def choose_engine(
    options: RenderOptions,
    models: InstalledModels,
    *,
    reference: bool = False,
    has_package: Callable[[str], bool] = is_importable,
    gpu: Callable[[], bool] = has_gpu,
) -> EngineChoice:
    """The engine that the options name; for `auto` the first that can do what they ask, quickly.

    `gpu` tells whether there is one. Where every such engine lacks something, one that is only
    slow, else the first: it says itself what that is.
    """
    if options.engine != AUTO:
        return EngineChoice(require_engine(options.engine))
    passed_over: list[str] = []
    first: EngineSpec | None = None
    slow: EngineSpec | None = None
    for spec in engines():
        if options.mode not in spec.modes or (reference and not spec.follows_reference):
            continue
        reason = spec.unavailable(options, models, has_package)
        if spec.wants_gpu and (options.device is DeviceChoice.CPU or not gpu()):
            slow = slow or (None if reason else spec)
            reason = f"{spec.title} is slow without a graphics card"
        else:
            first = first or spec
        if not reason:
            return EngineChoice(spec, tuple(passed_over))
        passed_over.append(reason)
    assert first is not None, "the program's own engines know every mode"
    return EngineChoice(slow or first)


def with_engine(
    options: RenderOptions,
    models: InstalledModels,
    *,
    reference: bool = False,
    has_package: Callable[[str], bool] = is_importable,
    gpu: Callable[[], bool] = has_gpu,
) -> RenderOptions:
    """The options with the engine that `auto` means where these models, packages and GPUs are."""
    if options.engine != AUTO:
        return options
    chosen = choose_engine(options, models, reference=reference, has_package=has_package, gpu=gpu)
    return options.model_copy(update={"engine": chosen.spec.id})


@dataclass(frozen=True)
class ChosenEngine:
    """An engine, and why it was taken where that was left to us."""

    engine: Engine
    notice: Notice | None = None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The reason, if there is one."""
        return () if self.notice is None else (self.notice,)


def create_engine(request: RenderRequest, models: ModelFiles, home: Path) -> ChosenEngine:
    """The engine of `request`; ModelMissing when it needs one whose models are not installed."""
    options, follows = request.options, request.reference is not None
    choice = choose_engine(options, models, reference=follows)
    check_able(choice.spec, options, reference=follows)
    engine = choice.spec.create(options, models, home)
    if options.engine != AUTO or follows:
        return ChosenEngine(engine)
    why = "; ".join(choice.passed_over) or "its models are installed"
    sentence = f"{_capital(choice.spec.noun)} renders: {why}."
    return ChosenEngine(engine, Notice(NoticeCode.ENGINE_CHOSEN, sentence))


def first_frame_notice(engine_id: str, clip: Path) -> Notice | None:
    """That an engine shows only the first frame of `clip`; None for one that follows it."""
    spec = find_engine(engine_id)
    if spec is None or spec.follows_clips:
        return None
    able = " and ".join(spec.title for spec in engines() if spec.follows_clips)
    return Notice(
        NoticeCode.CLIP_AS_PICTURE,
        f"{clip.name} is a video: {spec.noun} shows its first frame, {able} all of it.",
    )


def check_able(spec: EngineSpec, options: RenderOptions, *, reference: bool = False) -> None:
    """Raises UsageError for what the engine cannot do."""
    if reference and not spec.follows_reference:
        able = " or ".join(f"--engine {spec.id}" for spec in engines() if spec.follows_reference)
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{_capital(spec.noun)} cannot follow a reference video.",
            f"Use {able}, or leave --reference out.",
        )
    if options.mode not in spec.modes:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{_capital(spec.noun)} has no mode {options.mode.value}.",
            f"It has: {', '.join(sorted(spec.modes))}.",
        )


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
