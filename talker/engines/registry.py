"""Makes the engine that a request asks for."""

from __future__ import annotations

from talker.engines.base import Engine
from talker.request import EngineChoice


def create_engine(choice: EngineChoice) -> Engine:
    """The chosen engine; auto takes the best one that is installed."""
    match choice:
        case EngineChoice.AUTO | EngineChoice.BUILTIN:
            from talker.engines.builtin.engine import BuiltinEngine

            return BuiltinEngine()
