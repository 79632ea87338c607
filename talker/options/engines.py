"""The engines as the options see them: names to choose from, and options that one engine adds.

The engines themselves lie above the options and are declared with their types. So their registry
is found by name when it is first asked: importing options costs no engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

AUTO = "auto"
"""The engine that is the first one able, in the registry's order."""

STORED = {"stored": True}
"""The context to validate what was checked before, and stored or sent: the engine may be gone."""

_REGISTRY = "talker.engines.registry"


class EngineOptions(BaseModel):
    """Options that one engine adds to those that all understand."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=False)


@dataclass(frozen=True, kw_only=True)
class EngineFacts:
    """What is known of an engine without loading it.

    `adjective` names it in a sentence ("the built-in engine") where the title does not fit one.
    `speaks_in_pairs`: it can draw one face of two in a picture, and listens to the other's voice.
    `ignores`: options of all engines that it makes no use of.
    `offer` says what is gained with it, and `offer_models` is the smallest set of catalogue
    entries that it takes.
    """

    id: str
    title: str
    adjective: str = ""
    modes: frozenset[str]
    follows_reference: bool = False
    follows_clips: bool = False
    speaks_in_pairs: bool = False
    options: type[EngineOptions] = EngineOptions
    ignores: frozenset[str] = frozenset()
    offer: str = ""
    offer_models: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        """The engine in the middle of a sentence."""
        return f"the {self.adjective or self.title} engine"


class EngineName:
    """Marks the declaration of a text that is one of `engine_choices`."""


class _Registry(Protocol):
    """What the options need of `talker.engines.registry`."""

    @property
    def ENGINES(self) -> Sequence[EngineFacts]: ...  # noqa: N802 - a constant of the module

    def engines(self) -> Iterator[EngineFacts]: ...


def shipped_engines() -> Sequence[EngineFacts]:
    """The engines that come with the program, in order of preference."""
    return _registry().ENGINES


def all_engines() -> Iterator[EngineFacts]:
    """The same, then those of other packages that are installed; these are looked for last."""
    return _registry().engines()


def engine_facts(engine_id: str) -> EngineFacts | None:
    """The engine of this name; None where it is not installed, and for `auto`."""
    return next((engine for engine in all_engines() if engine.id == engine_id), None)


def engine_choices() -> tuple[str, ...]:
    """What `engine` may be, by name."""
    return (AUTO, *sorted(engine.id for engine in all_engines()))


def names_engine(info: FieldInfo) -> bool:
    """Whether the values of an option are names of engines."""
    return any(isinstance(mark, EngineName) for mark in info.metadata)


def engine_fields() -> dict[str, FieldInfo]:
    """Every option that an engine adds, by name."""
    return {
        name: info for engine in all_engines() for name, info in engine.options.model_fields.items()
    }


def unused_options(facts: EngineFacts) -> frozenset[str]:
    """The options that an engine makes no use of: those that it says, and other engines' own."""
    return facts.ignores | (engine_fields().keys() - facts.options.model_fields.keys())


def engine_values(given: dict[str, Any], *, stored: bool) -> dict[str, Any]:
    """Checks options that engines add; gives back those that differ from their defaults.

    Raises ValidationError, also for a name that no engine has declared, unless it is a stored one.
    """
    rest, values = dict(given), dict[str, Any]()
    for engine in all_engines() if rest else ():
        own = {name: rest.pop(name) for name in engine.options.model_fields if name in rest}
        if own:
            values |= engine.options.model_validate(own).model_dump(exclude_defaults=True)
        if not rest:
            return values
    if stored:
        return values | rest
    EngineOptions.model_validate(rest)
    return values


def _registry() -> _Registry:
    registry: _Registry = resolve_name(_REGISTRY)
    return registry
