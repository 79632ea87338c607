"""The runner counts what becomes of cases, and a fault is found, written down and given again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.__main__ import main
from tests.fuzz.cases import Case, Verdict, make_case, make_corpus, run_case
from tests.fuzz.mutators import by_bytes
from tests.fuzz.targets import TARGETS, Target


def seed(folder: Path) -> None:
    (folder / "seed.bin").write_bytes(bytes(range(64)))


def number(path: Path) -> int:
    return int(path.read_text())


def deep(path: Path) -> None:
    deep(path)


@pytest.mark.parametrize(
    ("run", "content", "verdict"),
    [
        (number, b"7", Verdict.ACCEPTED),
        (number, b"seven", Verdict.INTERNAL),
        (deep, b"", Verdict.INTERNAL),
    ],
)
def test_an_error_without_a_type_is_a_fault(
    run: object, content: bytes, verdict: Verdict, tmp_path: Path
) -> None:
    assert callable(run)
    target = Target("some", seed, by_bytes, run)
    found, trace = run_case(target, Case("some.txt", content), tmp_path / "case")
    assert found is verdict
    assert bool(trace) is (verdict is Verdict.INTERNAL)


def test_an_expected_error_is_none(tmp_path: Path) -> None:
    target = next(target for target in TARGETS if target.name == "settings")
    case = Case("settings.json", b"{")
    assert run_case(target, case, tmp_path / "case")[0] is Verdict.TYPED


def test_the_same_numbers_give_the_same_case(tmp_path: Path) -> None:
    target = Target("some", seed, by_bytes, number)
    corpus = make_corpus(target, tmp_path)
    cases = [make_case(target, corpus, 1, index) for index in range(50)]
    assert cases == [make_case(target, corpus, 1, index) for index in range(50)]
    assert len({case.content for case in cases}) > 40
    assert cases != [make_case(target, corpus, 2, index) for index in range(50)]


def test_a_run_prints_a_table_and_keeps_what_showed_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--target", "settings", "--cases", "30", "--failures", str(tmp_path / "faults")]
    assert main(command) == 0
    row = capsys.readouterr().out.splitlines()[1].split()
    assert row[:2] == ["settings", "30"]
    assert row[4:7] == ["0", "0", "0"]
    monkeypatch.setattr("tests.fuzz.runner.MOST_MEMORY", 1 << 20)
    assert main([*command, "--cases", "1"]) == 1
    assert sorted(path.name for path in (tmp_path / "faults").iterdir()) == [
        "settings-1-0-settings.json",
        "settings-1-0.txt",
    ]


def test_a_case_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.fuzz.runner.MOST_SECONDS", 0.0)
    monkeypatch.setattr("tests.fuzz.runner._LOOK_EVERY", 0.001)
    command = ["--target", "sound", "--cases", "1", "--failures", str(tmp_path / "faults")]
    assert main(command) == 1
    assert capsys.readouterr().out.splitlines()[1].split()[5] == "1"
