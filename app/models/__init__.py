"""The model store: finds, gets, checks and carries the files of models. No window, no torch."""

from __future__ import annotations

from functools import cache

from app.models.store import ModelStore
from app.settings import load_settings


@cache
def default_store() -> ModelStore:
    """The store of this process, with the user's settings as they were at the first call."""
    return ModelStore(settings=load_settings().models)


__all__ = ["ModelStore", "default_store"]
