"""Shows which backends there are, and what was measured of them on this computer."""

from __future__ import annotations

from pathlib import Path

from app.console.terminal import write_json, write_line
from talker.inference.backends import BACKENDS, installed_version, why_not
from talker.inference.kept import Verdict, load_kept, titled
from talker.inference.trust import distrusted


def show_backends(home: Path, *, as_json: bool) -> None:
    """A line for each backend, then one for each network that was measured."""
    not_asked, kept = distrusted(home), load_kept(home)
    for backend in BACKENDS:
        reason = why_not(backend, home) or not_asked.get(backend.id, "")
        enabled = backend in kept.backends
        if as_json:
            write_json(
                "backend",
                id=backend.id,
                title=backend.title,
                version=installed_version(backend, home),
                enabled=enabled,
                reason=reason,
            )
            continue
        state = "tried" if enabled else "not asked for"
        write_line(f"{backend.id:<14} {(reason and 'no') or state:<14} {reason}".rstrip())
    for verdict in kept.verdicts:
        if as_json:
            write_json("verdict", **verdict.model_dump(mode="json"))
        else:
            write_line(verdict_line(verdict))


def verdict_line(verdict: Verdict) -> str:
    """`GfpGan 512x512: OpenVINO, 0.81 s (torch 1.90 s)`, and why others were not taken."""
    height, width = verdict.trial.shape[-2:]
    times = ", ".join(f"{titled(way)} {spent:.3f} s" for way, spent in verdict.seconds.items())
    reasons = "".join(f"; not {titled(way)}: {why}" for way, why in verdict.reasons.items())
    chosen = titled(verdict.way)
    return f"{verdict.trial.network} {width}x{height}: {chosen} ({times}){reasons}"
