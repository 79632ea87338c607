"""One case of a target: made from a seed by numbers that can be given again, run, and judged."""

from __future__ import annotations

import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random

from talker.errors import MouthpieceError
from tests.fuzz.targets import Target


class Verdict(StrEnum):
    """What became of a case; the last three are faults."""

    TYPED = "typed"
    ACCEPTED = "accepted"
    INTERNAL = "INTERNAL"
    SLOW = "slow"
    BIG = "big"


FAULTS = (Verdict.INTERNAL, Verdict.SLOW, Verdict.BIG)


@dataclass(frozen=True)
class Case:
    """The input of a case: a file of this name and content."""

    name: str
    content: bytes


def make_case(target: Target, corpus: Path, seed: int, number: int) -> Case:
    """The case of this number; every hundredth or so is a seed as it is."""
    rng = Random(f"{seed}/{target.name}/{number}")
    files = sorted(corpus.iterdir())
    contents = [path.read_bytes() for path in files]
    chosen = rng.randrange(len(files))
    content = contents[chosen]
    if rng.random() > 0.01:
        content = target.mutate(rng, content, contents)
    return Case(files[chosen].name, content)


def run_case(target: Target, case: Case, folder: Path) -> tuple[Verdict, str]:
    """What becomes of it; a traceback for what is no expected failure. `folder` is emptied."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = folder / case.name
    path.write_bytes(case.content)
    try:
        target.run(path)
    except MouthpieceError:
        return Verdict.TYPED, ""
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - whatever comes is a finding; panics are no Exception
        return Verdict.INTERNAL, traceback.format_exc()
    return Verdict.ACCEPTED, ""


def make_corpus(target: Target, folder: Path) -> Path:
    """The seeds of a target as files."""
    corpus = folder / target.name
    corpus.mkdir(parents=True, exist_ok=True)
    target.seeds(corpus)
    return corpus


@contextmanager
def place_for_cases() -> Iterator[Path]:
    """A folder outside the repository that goes when the work is done."""
    with tempfile.TemporaryDirectory(prefix="mouthpiece-fuzz-") as folder:
        yield Path(folder)
