"""Says which engines there are, and which of other packages cannot be used."""

from __future__ import annotations

from app.doctor.result import Check, Verdict, say
from talker.engines.registry import broken_engines, engines


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
