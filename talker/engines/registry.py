"""Makes the engine that a request asks for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from talker.engines.base import Engine
from talker.engines.sadtalker.files import find_weights, model_ids
from talker.errors import ErrorCode, InputError, UsageError
from talker.model_files import ModelFiles
from talker.options.render import EngineChoice, RenderOptions, RenderRequest
from talker.progress import Notice


@dataclass(frozen=True)
class ChosenEngine:
    """An engine, and why it was taken where that was left to us."""

    engine: Engine
    notice: Notice | None = None


def create_engine(
    request: RenderRequest, models: ModelFiles, home: Path | None = None
) -> ChosenEngine:
    """The engine of `request`; ModelMissing when it needs one whose models are not installed."""
    options = request.options
    if request.reference is not None and options.engine is EngineChoice.BUILTIN:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            "The built-in engine cannot follow a reference video.",
            "Use --engine sadtalker, or leave --reference out.",
        )
    if options.engine is EngineChoice.BUILTIN:
        return ChosenEngine(_builtin())
    if options.engine is EngineChoice.SADTALKER or request.reference is not None:
        return ChosenEngine(_sadtalker(options, models, home))
    reason = why_not_sadtalker(options, models)
    if reason:
        return ChosenEngine(_builtin(), _told(f"The built-in engine renders: {reason}."))
    engine = _sadtalker(options, models, home)
    return ChosenEngine(engine, _told("The SadTalker engine renders: its models are installed."))


def why_not_sadtalker(options: RenderOptions, models: ModelFiles) -> str:
    """What keeps the SadTalker engine from rendering with `options`; empty if nothing does."""
    missing = [one for one in model_ids(options) if not models.installed(one)]
    if missing:
        return f"SadTalker would need {' and '.join(missing)} (mouthpiece models get)"
    return "" if find_spec("torch") else "SadTalker would need torch (see mouthpiece doctor)"


def _builtin() -> Engine:
    from talker.engines.builtin.engine import BuiltinEngine

    return BuiltinEngine()


def _sadtalker(options: RenderOptions, models: ModelFiles, home: Path | None) -> Engine:
    if not find_spec("torch"):
        raise InputError(
            ErrorCode.COMPONENT_MISSING,
            "The SadTalker engine needs torch, which is not installed.",
            "See what is missing with: mouthpiece doctor. The built-in engine works without it.",
        )
    weights = find_weights(models, options)
    from talker.device import choose_device
    from talker.engines.sadtalker.engine import SadTalkerEngine

    device = choose_device(options.device.value)
    return SadTalkerEngine(models, device, identity=weights.identity, home=home)


def _told(message: str) -> Notice:
    return Notice(ErrorCode.ENGINE_CHOSEN, message)
