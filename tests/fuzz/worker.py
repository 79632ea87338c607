"""The process that runs cases of one target: a JSON object on a line before and after each."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from tests.fuzz.cases import Case, make_case, run_case
from tests.fuzz.targets import Target

ADDRESS_SPACE = 16 << 30
"""The parent watches the memory that is used; this stops what grows faster than it looks."""


def run_cases(target: Target, corpus: Path, seed: int, numbers: range, folder: Path) -> None:
    """Runs the cases of these numbers; libraries that write to stdout disturb nothing."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as report:
        os.dup2(2, 1)
        _limit()
        seed_file = min(corpus.iterdir())
        # What libraries load when they are first used is no case's.
        run_case(target, Case(seed_file.name, seed_file.read_bytes()), folder)
        for number in numbers:
            case = make_case(target, corpus, seed, number)
            report.write(json.dumps({"begun": number}) + "\n")
            report.flush()
            began = time.monotonic()
            verdict, trace = run_case(target, case, folder)
            facts = {"verdict": verdict, "trace": trace, "most": _most_memory()}
            facts["seconds"] = round(time.monotonic() - began, 3)
            report.write(json.dumps(facts) + "\n")
            report.flush()


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _most_memory() -> int:
    """Bytes that this process or one of its children ever used; 0 where nobody knows."""
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    if sys.platform == "linux":
        # Not ru_maxrss: a process that was just started has that of whoever started it.
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return max(children, int(status.partition("VmHWM:")[2].split()[0]) * 1024)
    return max(children, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)
