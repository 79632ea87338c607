"""Some hundred damaged inputs for everything that reads strangers' files; more by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.cases import FAULTS, make_case, make_corpus, run_case
from tests.fuzz.targets import TARGETS, Target

_SEED = 26


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_damaged_inputs_give_expected_errors_only(target: Target, tmp_path: Path) -> None:
    corpus = make_corpus(target, tmp_path / "seeds")
    for number in range(target.short):
        case = make_case(target, corpus, _SEED, number)
        verdict, trace = run_case(target, case, tmp_path / "case")
        assert verdict not in FAULTS, (
            f"python -m tests.fuzz --target {target.name} --seed {_SEED} --case {number}\n{trace}"
        )


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_seeds_are_taken(target: Target, tmp_path: Path) -> None:
    """Otherwise the cases would be refused before they reach what they are to try."""
    for path in make_corpus(target, tmp_path).iterdir():
        target.run(path)
