"""How the preview process reads what the window writes: it loads the questions that are asked."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from app.preview.messages import Ask, Cancel, Question
from talker.options.engines import STORED

# Modules that have some; looked into in this order until one has what is asked.
_WHERE = ("", "script_", "batch_", "film_", "caption_", "picture_")


def parse_message(line: bytes) -> Ask | Cancel | None:
    """What the window wants; None for a line that says nothing."""
    try:
        told = from_json(line)
        if told["type"] == "cancel":
            return Cancel.model_validate(told)
        asked = told["question"]
        kind = _kind(asked["type"]) if told["type"] == "ask" else None
        if kind is None:
            return None
        question = kind.model_validate_json(to_json(asked), context=STORED)
        return Ask(id=told["id"], question=question)
    except (ValidationError, ValueError, LookupError, TypeError):
        return None


@lru_cache(maxsize=64)
def _kind(name: str) -> type[Question] | None:
    """The question whose field `type` says so."""
    for where in _WHERE:
        import_module(f"app.preview.{where}messages")
        for kind in Question.__subclasses__():
            if kind.model_fields["type"].default == name:
                return kind
    return None
