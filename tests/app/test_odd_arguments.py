"""Absurd numbers, and names that no file can have: a sentence and exit code 2 or 3."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.cli import main
from app.commands.numbers import most_workers
from app.queue.store import JobStore, queue_path
from tests.app.queue.work import plain_job
from tests.skips import AllowedSkip

NUMBERS = ["nan", "inf", "-inf", "1e18", str(10**22), f"-{10**22}", "0x", ""]
FLAGS = [
    "queue run --workers",
    "queue show",
    "queue log",
    "queue cancel",
    "queue pause",
    "queue retry",
    "queue add --priority",
    "queue reorder 1 --before",
    "queue list --limit",
    "queue list --offset",
    "queue clear --older-than",
    "batch . --workers",
    "batch . --priority",
    "batch . --settle",
    "farm keys --days",
    "farm scheduler --port",
    "bench models --rounds",
]
LONG = "n" * 300
NAMES = [
    "render {}.png speech.wav",
    "render face.png {}.wav",
    "render face.png speech.wav -o {}.mp4",
    "deliver {}.mp4 -o out.mp4",
    "deliver video.mp4 -o {}.mp4",
    "inspect {}.mp4",
    "queue add {}.png speech.wav",
    "queue add face.png {}.wav",
    "queue add face.png speech.wav -o {}.mp4",
    "batch {}",
    "avatar judge {}.png",
    "avatar make word --model {}.safetensors",
    "models import {}.safetensors",
    "farm nodes localhost --keys {}",
]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a command says that refuses its arguments."""
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # as the program's
    code = main(arguments)
    said = capsys.readouterr().err
    assert code in (2, 3), said
    assert "INTERNAL" not in said
    assert "Traceback" not in said
    return said


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("flag", FLAGS)
def test_absurd_numbers_are_refused(
    flag: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    head = flag.split()
    flagged = "--" in head[-1]
    last = f"{head.pop()}={number}" if flagged else number
    said = refused([*head, last], capsys)
    assert "takes a" in said or not flagged


def test_dead_keys_are_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for days in ("0", "-5"):
        refused(["farm", "keys", f"--days={days}"], capsys)
    assert not (tmp_path / "home" / "farm").exists()


def test_so_many_workers_as_a_computer_can_bear(capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(["queue", "run", "--workers", str(most_workers() + 1)], capsys)
    assert f"from 1 to {most_workers()}" in said


@pytest.mark.parametrize("command", NAMES)
def test_names_that_are_too_long_are_refused(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    refused([part.format(LONG) for part in command.split()], capsys)


@pytest.mark.skipif(
    sys.platform != "linux", reason=AllowedSkip.SYSTEM.reason("needs names that are not UTF-8")
)
@pytest.mark.parametrize("command", NAMES)
def test_names_that_are_not_utf_8_are_refused(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = os.fsdecode(b"caf\xe9")
    words = [part.format(odd) for part in command.split()]
    for word in words:
        if odd in word and word != odd:
            (tmp_path / word).write_bytes(b"x")
    if odd in words:
        (tmp_path / odd).mkdir()
    refused(words, capsys)


@pytest.mark.parametrize("place", ["l\\" + LONG, LONG])
def test_a_cell_of_a_sheet_is_a_problem_of_its_row(
    place: str, tmp_path: Path, astronaut: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "face.png").write_bytes(astronaut.read_bytes())
    sheet = tmp_path / "list.csv"
    sheet.write_text(f"portrait,speech\n{place}.png,a.wav\nface.png,b.wav\n")
    assert main(["batch", str(sheet), "--dry-run"]) in (3, 6)
    assert "INTERNAL" not in capsys.readouterr().err


def test_an_id_that_no_job_has_is_unknown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with JobStore(queue_path(tmp_path / "home")) as store:
        store.add([plain_job()])
    assert "JOB_UNKNOWN" in refused(["queue", "show", str(2**63 - 1)], capsys)
