"""Which models the options of a video need that are not on this computer."""

from __future__ import annotations

from pathlib import Path

from app.models import ModelStore, open_store
from app.preview.messages import LookAtNeeds, Need, NeedsLook
from talker.engines.registry import why_not_sadtalker
from talker.engines.sadtalker.files import model_ids
from talker.options.render import EngineChoice, RenderOptions, Restoration, Upscaling


def store(home: Path) -> ModelStore:
    """The store with the settings as they are now: the window may have changed them."""
    return open_store(home)


def look_at_needs(question: LookAtNeeds, home: Path) -> NeedsLook:
    """The engine that renders, and the missing models in the order of the road."""
    models = store(home)
    engine = _engine(question, models)
    wanted = needed_models(question.options.model_copy(update={"engine": engine}))
    missing = [models.catalogue.model(one) for one in wanted if not models.installed(one)]
    return NeedsLook(
        engine=engine,
        missing=tuple(Need(id=one.id, title=one.title, size=one.size) for one in missing),
    )


def needed_models(options: RenderOptions) -> list[str]:
    """Catalogue entries without which these options cannot be done; auto makes do without."""
    wanted: list[str] = []
    if options.engine is EngineChoice.SADTALKER:
        wanted += model_ids(options)
    if options.enhance is not Restoration.OFF:
        wanted.append(options.enhance.value)
    if options.upscale is not Upscaling.NONE:
        wanted.append(options.upscale.value)
    return wanted


def _engine(question: LookAtNeeds, models: ModelStore) -> EngineChoice:
    """What `auto` means here; a reference video asks for SadTalker, installed or not."""
    if question.options.engine is not EngineChoice.AUTO:
        return question.options.engine
    if question.reference or not why_not_sadtalker(question.options, models):
        return EngineChoice.SADTALKER
    return EngineChoice.BUILTIN
