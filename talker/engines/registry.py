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
from talker.options.computing import DeviceChoice
from talker.options.engines import AUTO
from talker.options.render import RenderOptions, RenderRequest
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
    pair: bool = False,
    has_package: Callable[[str], bool] = is_importable,
    gpu: Callable[[], bool] = has_gpu,
) -> EngineChoice:
    """The engine that the options name; for `auto` the first that can do what they ask, quickly.

    `reference`: there is a reference video; `pair`: two faces speak; `gpu` tells whether there is
    one. Where every such engine lacks something, one that is only slow, else the first: it says
    itself what that is.
    """
    if options.engine != AUTO:
        return EngineChoice(require_engine(options.engine))
    passed_over: list[str] = []
    first: EngineSpec | None = None
    slow: EngineSpec | None = None
    for spec in engines():
        if reason_against(spec, options, reference=reference, pair=pair):
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
    # What no engine can do at once is refused, as of the one that can draw at all.
    return EngineChoice(slow or first or BUILTIN)


def with_engine(
    options: RenderOptions,
    models: InstalledModels,
    *,
    reference: bool = False,
    pair: bool = False,
    has_package: Callable[[str], bool] = is_importable,
    gpu: Callable[[], bool] = has_gpu,
) -> RenderOptions:
    """The options with the engine that `auto` means where these models, packages and GPUs are."""
    if options.engine != AUTO:
        return options
    chosen = choose_engine(
        options, models, reference=reference, pair=pair, has_package=has_package, gpu=gpu
    )
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
    pair = request.two_speak
    choice = choose_engine(options, models, reference=follows, pair=pair)
    check_able(choice.spec, options, reference=follows, pair=pair)
    engine = choice.spec.create(options, models, home)
    if options.engine != AUTO or follows or pair:
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


def check_able(
    spec: EngineSpec, options: RenderOptions, *, reference: bool = False, pair: bool = False
) -> None:
    """Raises UsageError for what the engine cannot do."""
    error = reason_against(spec, options, reference=reference, pair=pair)
    if error is not None:
        raise error


def reason_against(
    spec: EngineSpec, options: RenderOptions, *, reference: bool = False, pair: bool = False
) -> UsageError | None:
    """The error for what the engine cannot do; None where it can do all that is asked."""
    noun = _capital(spec.noun)
    if reference and pair:
        return UsageError(
            ErrorCode.OPTION_INVALID,
            "One reference video cannot lead two speakers.",
            "Leave --reference out, or let one face speak.",
        )
    if reference and not spec.follows_reference:
        able = " or ".join(f"--engine {one.id}" for one in engines() if one.follows_reference)
        return UsageError(
            ErrorCode.OPTION_INVALID,
            f"{noun} cannot follow a reference video.",
            f"Use {able}, or leave --reference out.",
        )
    if pair and not spec.speaks_in_pairs:
        able = " or ".join(f"--engine {one.id}" for one in engines() if one.speaks_in_pairs)
        return UsageError(
            ErrorCode.OPTION_INVALID,
            f"{noun} cannot let two faces speak.",
            f"Use {able}, or one recording for one face.",
        )
    if options.mode not in spec.modes:
        return UsageError(
            ErrorCode.OPTION_INVALID,
            f"{noun} has no mode {options.mode.value}.",
            f"It has: {', '.join(sorted(spec.modes))}.",
        )
    return None


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
