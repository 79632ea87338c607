"""The model store: finds, gets, checks and carries the files of models. No window, no torch."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.settings.store import load_settings

if TYPE_CHECKING:
    from app.models.store import ModelStore


def open_store(home: Path) -> ModelStore:
    """The store of a home, with its settings as they are now."""
    from app.models.store import ModelStore  # only what opens one needs it

    return ModelStore(home, load_settings(home).models)


@cache
def default_store(home: Path) -> ModelStore:
    """The store of this process, with the user's settings as they were at the first call."""
    return open_store(home)
