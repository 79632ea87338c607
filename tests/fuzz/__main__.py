"""`python -m tests.fuzz --minutes 30`: fuzzes all targets and prints a table; exit 1 for faults."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.cases import Verdict, make_case, make_corpus, place_for_cases, run_case
from tests.fuzz.runner import MOST_MEMORY, MOST_SECONDS, Runner, Score
from tests.fuzz.targets import TARGETS, Target
from tests.fuzz.worker import run_cases

_ROW = "{:18}{:>9}{:>9}{:>10}{:>10}{:>7}{:>7}{:>10}{:>9}"
_SHOWN = 3  # reasons below the table, for each target


def main(arguments: list[str]) -> int:
    """Runs what the command line asks for."""
    given = _parser().parse_args(arguments)
    if given.worker:
        name, corpus, seed, start, stop, folder = given.worker
        numbers = range(int(start), int(stop))
        run_cases(_target(name), Path(corpus), int(seed), numbers, Path(folder))
        return 0
    targets = [_target(name) for name in given.target] or list(TARGETS)
    with place_for_cases() as place:
        if given.case is not None:
            return _again(targets[0], given.seed, given.case, place)
        runner = Runner(given.seed, place, given.failures)
        seconds = given.minutes * 60 * given.jobs / len(targets)
        numbers = range(given.cases)
        with ThreadPoolExecutor(given.jobs) as pool:
            scores = list(pool.map(lambda one: runner.run(one, seconds, numbers), targets))
    _report(scores, given.failures)
    return 1 if any(score.faults for score in scores) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    names = [target.name for target in TARGETS]
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--target", action="append", default=[], choices=names)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=int, help="one case alone, with its traceback")
    parser.add_argument("--cases", type=int, default=1 << 40, help="at most so many of each target")
    parser.add_argument("--jobs", type=int, default=1, help="targets at a time")
    parser.add_argument(
        "--failures",
        type=Path,
        default=Path(tempfile.gettempdir()) / "mouthpiece-fuzz",
        help="folder for the inputs that show a fault",
    )
    parser.add_argument("--worker", nargs=6, help=argparse.SUPPRESS)
    return parser


def _target(name: str) -> Target:
    return next(target for target in TARGETS if target.name == name)


def _again(target: Target, seed: int, number: int, place: Path) -> int:
    os.environ["MOUTHPIECE_HOME"] = str(place / "home")
    case = make_case(target, make_corpus(target, place / "seeds"), seed, number)
    verdict, trace = run_case(target, case, place / "case")
    sys.stdout.write(f"{case.name}, {len(case.content)} bytes: {verdict}\n{trace}")
    return 1 if trace else 0


def _report(scores: list[Score], failures: Path) -> None:
    slow, big = f">{MOST_SECONDS:g} s", f">{MOST_MEMORY >> 30} GB"
    head = ("target", "cases", "typed", "accepted", "INTERNAL", slow, big, "longest", "most")
    lines = [_ROW.format(*head)]
    total = Score("all")
    for score in scores:
        total.counts += score.counts
        total.slowest = max(total.slowest, score.slowest)
        total.most = max(total.most, score.most)
    for score in (*scores, total):
        counts = (score.counts.total(), *(score.counts[verdict] for verdict in Verdict))
        facts = (f"{score.slowest:.2f} s", f"{score.most >> 20} MB")
        lines.append(_ROW.format(score.target, *counts, *facts))
    for score in scores:
        for number, reason in list(score.first.items())[:_SHOWN]:
            lines.append(f"\n{score.target}, case {number}: {reason}")
    if total.faults:
        lines.append(f"\nInputs that show a fault: {failures}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
