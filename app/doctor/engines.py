"""Says which engines there are, for portraits and for films, and which cannot be used."""

from __future__ import annotations

from app.doctor.result import Check, Verdict, say
from talker.dubbing.registry import MOUTHS
from talker.engines.registry import broken_engines, engines
from talker.engines.spec import InstalledModels


def check_engines() -> Check:
    """Engines of other packages may be broken; those of the program work without them."""
    broken = broken_engines()
    if broken:
        return Check(
            "Engines",
            Verdict.WARN,
            say(
                "Engines of other packages cannot be used: {}.",
                "; ".join(f"{engine.name}: {engine.reason}" for engine in broken),
            ),
            say("Install their packages again, or remove them."),
        )
    return Check("Engines", Verdict.OK, say("{}", ", ".join(spec.title for spec in engines())))


def check_mouths(models: InstalledModels) -> Check:
    """The engines that give films new words; one of them works without any models."""
    able = {spec.title: not spec.unavailable(models) for spec in MOUTHS}
    ready = ", ".join(title for title, usable in able.items() if usable)
    others = ", ".join(title for title, usable in able.items() if not usable)
    if others:
        sentence = say("New words for films: {} is ready; with more models also {}.", ready, others)
    else:
        sentence = say("New words for films: {}.", ready)
    return Check("Dubs", Verdict.OK, sentence)
