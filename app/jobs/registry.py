"""Finds the kinds of jobs: every module of this package that has a KIND.

A kind needs no entry anywhere else. The scan reads the names in the package's folder and runs
when the first job is made or read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from pydantic_core import from_json

import app.jobs
from app.jobs.kind import JobKind, JobRequest, UnreadableRequest
from talker.errors import MouthpieceError


@dataclass(frozen=True)
class _Kinds:
    """What the scan found; `not_farmable` are the words with which the pace keys begin of what is
    made here alone."""

    all: tuple[JobKind[Any], ...]
    by_type: Mapping[type[Any], JobKind[Any]]
    not_farmable: tuple[str, ...]


@cache
def _scan() -> _Kinds:
    names = sorted(module.name for module in iter_modules(app.jobs.__path__))
    modules = [import_module(f"{app.jobs.__name__}.{name}") for name in names]
    kinds = tuple(module.KIND for module in modules if hasattr(module, "KIND"))
    return _Kinds(
        kinds,
        {kind.request_type: kind for kind in kinds},
        tuple(
            word
            for kind in kinds
            for word in ((*kind.here_alone,) if kind.farmable else (kind.name,))
        ),
    )


def kinds() -> tuple[JobKind[Any], ...]:
    """All kinds of jobs."""
    return _scan().all


def kind_of(request: JobRequest) -> JobKind[Any]:
    """The kind of a request."""
    return _scan().by_type[type(request)]


def encode(request: JobRequest) -> str:
    """The request as the database holds it."""
    return kind_of(request).encode(request)


def decode(text: str) -> JobRequest:
    """The request that `encode` wrote; an UnreadableRequest where no kind can read it."""
    try:
        stored = from_json(text)
        for kind in kinds():
            request: JobRequest | None = kind.decode(stored)
            if request is not None:
                return request
        names = ", ".join(stored) if isinstance(stored, dict) else ""
        reason = f"no kind of job knows {names or 'such a request'}."
    except (ValueError, TypeError, LookupError, AttributeError, MouthpieceError) as error:
        reason = str(error)
    return UnreadableRequest(text=text, reason=reason)


def kind_in(text: str) -> JobKind[Any]:
    """The kind of the request that `encode` wrote; found without reading the options."""
    try:
        stored = from_json(text)
    except ValueError:
        stored = None
    unreadable = _scan().by_type[UnreadableRequest]
    return next((kind for kind in kinds() if kind.holds(stored)), unreadable)


def is_farmable(pace_key: str) -> bool:
    """Whether a farm may make jobs with this key."""
    return not pace_key.startswith(tuple(f"{words} " for words in _scan().not_farmable))


def farmable_clause() -> str:
    """The same as `is_farmable`, for the database."""
    return " AND ".join(["1", *(f"kind NOT LIKE '{words} %'" for words in _scan().not_farmable)])
