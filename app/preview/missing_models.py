"""Which models the options of a video need that are not on this computer."""

from __future__ import annotations

from pathlib import Path

from app.models import open_store
from app.models.store import ModelStore
from app.preview.messages import LookAtNeeds, Need, NeedsLook
from talker.engines.registry import with_engine
from talker.needed_models import needed_models


def store(home: Path) -> ModelStore:
    """The store with the settings as they are now: the window may have changed them."""
    return open_store(home)


def look_at_needs(question: LookAtNeeds, home: Path) -> NeedsLook:
    """The engine that renders, and the missing models in the order of the road."""
    models = store(home)
    options = with_engine(
        question.options, models, reference=question.reference, pair=question.pair
    )
    wanted = needed_models(options, models)
    missing = [
        models.catalogue.model(model_id) for model_id in wanted if not models.installed(model_id)
    ]
    return NeedsLook(
        engine=options.engine,
        missing=tuple(Need(id=model.id, title=model.title, size=model.size) for model in missing),
    )
