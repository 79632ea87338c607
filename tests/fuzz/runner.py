"""Runs cases in worker processes that are watched: time, memory, and whether they live."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests.fuzz.cases import FAULTS, Verdict, make_case, make_corpus
from tests.fuzz.targets import Target

MOST_SECONDS = 20.0
MOST_MEMORY = 2 << 30
_BATCH = 5000  # cases of one process, which is then replaced
_LOOK_EVERY = 0.1
_STARTING = 120.0  # seconds for a process to load its libraries
_ENOUGH = 20  # faults of one target that are written down


@dataclass
class Score:
    """What became of the cases of a target; `first` are the reasons of the first faults."""

    target: str
    counts: Counter[Verdict] = field(default_factory=Counter)
    first: dict[int, str] = field(default_factory=dict)
    slowest: float = 0.0
    most: int = 0
    seconds: float = 0.0

    @property
    def faults(self) -> int:
        """How many cases were none of typed and accepted."""
        return sum(self.counts[verdict] for verdict in FAULTS)


class Runner:
    """Runs the cases of one target after the other for a given time.

    `failures` is the folder for inputs that show a fault.
    """

    def __init__(self, seed: int, place: Path, failures: Path) -> None:
        self._seed = seed
        self._place = place
        self._failures = failures

    def run(self, target: Target, seconds: float, numbers: range) -> Score:
        """The score of a target after so many seconds or all its numbers."""
        corpus = make_corpus(target, self._place / "seeds")
        score = Score(target.name)
        began = time.monotonic()
        while numbers and (left := began + seconds - time.monotonic()) > 0:
            batch = _Batch(target, corpus, self._seed, numbers[:_BATCH], self._place / target.name)
            numbers = numbers[self._count(batch, target, corpus, score, left) :]
        score.seconds = time.monotonic() - began
        return score

    def _count(
        self, batch: _Batch, target: Target, corpus: Path, score: Score, seconds: float
    ) -> int:
        """Adds what a process finds to the score; returns how many cases it has done."""
        done = 0
        with batch:
            for number, verdict, reason, facts in batch.results(seconds):
                done += 1
                score.counts[verdict] += 1
                score.slowest = max(score.slowest, facts.get("seconds", 0.0))
                score.most = max(score.most, facts.get("most", 0))
                if verdict in FAULTS:
                    score.first[number] = f"{verdict}: {reason.strip()}"
                    if len(score.first) <= _ENOUGH:
                        self._write(target, corpus, number, reason)
        return done

    def _write(self, target: Target, corpus: Path, number: int, reason: str) -> None:
        case = make_case(target, corpus, self._seed, number)
        name = f"{target.name}-{self._seed}-{number}"
        self._failures.mkdir(parents=True, exist_ok=True)
        (self._failures / f"{name}-{case.name}").write_bytes(case.content)
        again = f"python -m tests.fuzz --target {target.name} --seed {self._seed} --case {number}\n"
        (self._failures / f"{name}.txt").write_text(f"{again}\n{reason}\n", encoding="utf-8")


Result = tuple[int, Verdict, str, dict[str, Any]]


class _Batch:
    """One worker process; it is ended when a case takes too long or too much."""

    def __init__(
        self, target: Target, corpus: Path, seed: int, numbers: range, folder: Path
    ) -> None:
        given = (target.name, corpus, seed, numbers.start, numbers.stop, folder)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz", "--worker", *map(str, given)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "MOUTHPIECE_HOME": str(folder.parent / "home")},
            text=True,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> _Batch:
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._tree():
            with suppress(psutil.NoSuchProcess):  # it may have just ended
                process.kill()
        self._process.wait()
        self._reader.join()

    def results(self, seconds: float) -> Any:
        """Yields a Result for each case, the last one perhaps a fault that ended the process."""
        end = time.monotonic() + seconds
        number, begun = -1, time.monotonic()
        while time.monotonic() < end or number >= 0:
            try:
                line = self._lines.get(timeout=_LOOK_EVERY)
            except queue.Empty:
                fault = self._fault(number, time.monotonic() - begun)
                if fault is not None:
                    yield number, *fault, {}
                    return
                continue
            if not line:
                if number >= 0:
                    yield number, Verdict.INTERNAL, f"ended with {self._process.wait()}", {}
                return
            facts = json.loads(line)
            if "begun" in facts:
                number, begun = facts["begun"], time.monotonic()
                continue
            verdict, reason = Verdict(facts["verdict"]), facts["trace"]
            if facts["most"] > MOST_MEMORY:  # of the whole process: a new one must follow
                yield number, Verdict.BIG, f"{facts['most'] >> 20} MB", facts
                return
            yield number, verdict, reason, facts
            number = -1

    def _fault(self, number: int, seconds: float) -> tuple[Verdict, str] | None:
        if number < 0:
            if seconds > _STARTING:
                raise TimeoutError("a worker process does not begin")
            return None
        if seconds > MOST_SECONDS:
            return Verdict.SLOW, f"more than {MOST_SECONDS:g} seconds"
        used = 0
        for process in self._tree():
            try:
                used += process.memory_info().rss
            except psutil.Error:  # it has just ended
                continue
        return (Verdict.BIG, f"{used >> 20} MB") if used > MOST_MEMORY else None

    def _tree(self) -> list[psutil.Process]:
        try:
            process = psutil.Process(self._process.pid)
            return [*process.children(recursive=True), process]
        except psutil.NoSuchProcess:
            return []

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put("")
