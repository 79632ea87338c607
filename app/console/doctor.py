"""Shows what the doctor found: lines for people, JSON lines for programs."""

from __future__ import annotations

from app.console.terminal import write_json, write_line
from app.doctor.result import Check, Verdict


def show(checks: list[Check], *, as_json: bool) -> int:
    """Prints the checks; the exit code is 1 when one of them fails."""
    failed = any(check.verdict is Verdict.FAIL for check in checks)
    for check in checks:
        if as_json:
            write_json("check", **_facts(check))
            continue
        write_line(f"{check.verdict.value:<5} {check.name:<12} {check.sentence}")
        if check.hint:
            write_line(f"{'':<18} {check.hint}")
    if not as_json:
        write_line("")
        write_line(
            "This computer cannot make videos yet." if failed else "This computer can make videos."
        )
    return 1 if failed else 0


def _facts(check: Check) -> dict[str, str]:
    return {
        "name": check.name,
        "verdict": check.verdict.value,
        "sentence": check.sentence,
        "hint": check.hint,
    }
