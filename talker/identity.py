"""Identities: short names that are equal when what they stand for is the same.

They are made from what was chosen, not from what was left at its default: so an option that is
added later, with a default that changes nothing, leaves every identity as it was. Each kind of
identity carries a schema number. It is raised when the same facts come to mean something else,
above all when the default of an option changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Set
from typing import Any

from pydantic import BaseModel


def identity(schema: int, *facts: object) -> str:
    """32 hexadecimal digits; `facts` are what JSON can hold, and mappings have no order."""
    text = json.dumps([schema, *facts], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def chosen_values(options: BaseModel, outside: Set[str] = frozenset()) -> dict[str, Any]:
    """The options that are not at their defaults, for JSON, without those in `outside`."""
    return options.model_dump(mode="json", exclude_defaults=True, exclude=set(outside))
