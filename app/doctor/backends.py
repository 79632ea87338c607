"""Says what may compute networks beside torch, and what was found quickest here."""

from __future__ import annotations

from pathlib import Path

from app.doctor.result import Check, Verdict, say
from talker.inference.backends import BACKENDS, why_not
from talker.inference.kept import load_kept, titled
from talker.inference.trust import distrusted


def check_backends(home: Path) -> Check:
    """Those that are enabled must load; nothing is measured here."""
    kept = load_kept(home)
    if not kept.backends:
        names = ", ".join(one.id for one in BACKENDS)
        return Check(
            "Backends",
            Verdict.OK,
            say(
                "torch computes networks; others can be got with `mouthpiece backends`: {}.", names
            ),
        )
    not_asked = distrusted(home)
    reasons = {one: why_not(one, home) or not_asked.get(one.id, "") for one in kept.backends}
    broken = {one: reason for one, reason in reasons.items() if reason}
    if broken:
        told = "; ".join(f"{one.title}: {reason}" for one, reason in broken.items())
        return Check(
            "Backends",
            Verdict.WARN,
            say("torch computes instead of what cannot be used: {}.", told),
            say("Update the driver, or get the backend again: mouthpiece backends get BACKEND."),
        )
    names = ", ".join(one.title for one in kept.backends)
    chosen = ", ".join(f"{one.trial.network}: {titled(one.way)}" for one in kept.verdicts)
    if not chosen:
        return Check("Backends", Verdict.OK, say("{} will be measured at the next render.", names))
    return Check("Backends", Verdict.OK, say("{} tried; quickest here: {}.", names, chosen))
