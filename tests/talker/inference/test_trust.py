"""A backend that ends its process or hangs while it computes is not asked a second time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import torch
from torch import nn

from app.cli import main
from app.doctor.backends import check_backends
from app.doctor.result import Verdict
from app.stall import SignsOfLife
from app.worker.shutdown import StopRequest
from talker.errors import ErrorCode
from talker.inference import accelerated, at_work, kept, opening
from talker.inference.accelerated import TORCH, Accelerated
from talker.inference.at_work import AtWork, left_behind, noted_work
from talker.inference.backends import find_backend, installed_version
from talker.inference.limits import Setting
from talker.inference.notices import announced
from talker.inference.sessions import Floats
from talker.inference.trust import distrusted
from talker.progress import NoticeCode

NAME = "onnxruntime"
BACKEND = find_backend(NAME)
ENDED = "it ended the program while it computed GfpGan"

# Stands for a backend: it ends its process while it computes, or waits there.
WORK = """
import os, signal, sys
from pathlib import Path
from talker.inference.at_work import noted_work

version, home, how = sys.argv[1:]
with noted_work("onnxruntime", version, "GfpGan", Path(home)):
    if how == "exits":
        os._exit(9)
    if how == "is killed":
        os.kill(os.getpid(), signal.SIGTERM)
    print("at work", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _nothing_said_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(at_work, "_here", at_work._Here())
    announced()
    yield
    announced()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    kept.enable(NAME, tmp_path)
    return tmp_path


def version(home: Path) -> str:
    assert BACKEND is not None
    return installed_version(BACKEND, home)


def work(home: Path, how: str) -> subprocess.Popen[str]:
    """A process in which the stand-in computes."""
    command = [sys.executable, "-c", WORK, version(home), str(home), how]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def leave(found: AtWork, home: Path) -> None:
    """What a dead process has left."""
    notes = home / "backends" / "computing"
    notes.mkdir(parents=True, exist_ok=True)
    (notes / "0.txt").write_text(json.dumps(asdict(found)), encoding="utf-8")


@pytest.mark.parametrize("how", ["exits", "is killed"])
def test_torch_computes_after_a_backend_has_ended_its_process(
    home: Path, how: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with work(home, how) as ended:
        assert ended.wait() != 0
    plain = nn.Conv2d(3, 3, 1)
    network = Accelerated(plain, plain, Setting(home, 1, 255))
    Accelerated(plain, plain, Setting(home, 1, 255))
    with torch.inference_mode():
        for _ in range(8):
            values = torch.rand(1, 3, 4, 4)
            assert torch.equal(network(values), plain(values))
    assert network.way((1, 3, 4, 4)) == TORCH
    (notice,) = announced()
    assert notice.code is NoticeCode.BACKEND_FAILED
    assert notice.message == (
        f"ONNX Runtime is not used any more: {ENDED}. To have it tried again: "
        "mouthpiece backends get onnxruntime"
    )
    assert not list((home / "backends" / "computing").iterdir())
    assert accelerated.accelerated(home, 255, fast=False) is None
    check = check_backends(home)
    assert check.verdict is Verdict.WARN
    assert f"ONNX Runtime: {ENDED}" in check.sentence
    monkeypatch.setenv("MOUTHPIECE_HOME", str(home))
    assert main(["backends", "list"]) == 0
    assert ENDED in capsys.readouterr().out
    assert main(["backends", "get", NAME]) == 0
    assert distrusted(home) == {}
    assert accelerated.accelerated(home, 255, fast=False) is not None


def test_what_began_with_a_backend_goes_on_without_it(home: Path) -> None:
    before = kept.backends_identity(home)
    leave(AtWork(NAME, version(home), "GfpGan", since=4e9), home)
    assert distrusted(home) == {NAME: ENDED}
    assert kept.backends_identity(home) == before != ""


def test_a_process_at_work_and_one_that_was_ended_on_purpose_say_nothing(home: Path) -> None:
    with work(home, "waits") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at work\n"
        assert distrusted(home) == {}
        assert len(list((home / "backends" / "computing").iterdir())) == 1
        process.kill()
        process.wait()
        assert distrusted(home) == {NAME: ENDED}
    kept.enable(NAME, home)
    with noted_work(NAME, version(home), "GfpGan", home):
        StopRequest().request()
        (note,) = (home / "backends" / "computing").iterdir()
        assert note.read_bytes() == b"", "whoever kills this process now finds nothing"
    with noted_work(NAME, version(home), "GfpGan", home):
        assert not list((home / "backends" / "computing").iterdir())


def test_another_version_and_another_start_of_the_computer_are_trusted(home: Path) -> None:
    mine = AtWork(NAME, version(home), "GfpGan", since=4e9)
    for found in (replace(mine, version="0.1"), replace(mine, since=1.0)):
        leave(found, home)
        assert distrusted(home) == {}
        assert not list(left_behind(home))
    leave(mine, home)
    assert distrusted(home) == {NAME: ENDED}


@pytest.mark.parametrize("text", ['{"backend": 1}', "[]", "\x00", '{"since": "x"}'])
def test_notes_of_others_are_passed_over(home: Path, text: str) -> None:
    leave(AtWork("", "", "", 0.0), home)
    (home / "backends" / "computing" / "0.txt").write_text(text)
    assert list(left_behind(home)) == []


def test_a_standstill_names_the_backend_that_did_not_come_back(home: Path) -> None:
    life = SignsOfLife(0.0, home)
    with noted_work(NAME, version(home), "GfpGan", home):
        error = life.look()
    assert error is not None
    assert error.code is ErrorCode.BACKEND_HUNG
    assert error.message == "ONNX Runtime did not come back while it computed GfpGan."
    assert distrusted(home) == {NAME: "it did not come back while it computed GfpGan"}


def test_a_backend_is_noted_while_it_opens_and_computes_and_no_longer(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def look() -> None:
        seen.append(len(list((home / "backends" / "computing").iterdir())))

    def opened(*_: object) -> object:
        look()

        def compute(values: Floats) -> Floats:
            look()
            made: Floats = plain(torch.from_numpy(values)).numpy()
            return made

        return compute

    monkeypatch.setattr(opening, "open_session", opened)
    monkeypatch.setattr(accelerated, "_GAIN", 1e9)
    plain = nn.Conv2d(3, 3, 1)
    network = Accelerated(plain, plain, Setting(home, 1, 255))
    with torch.inference_mode():
        for _ in range(9):
            network(torch.rand(1, 3, 4, 4))
    assert network.way((1, 3, 4, 4)) == NAME
    assert set(seen) == {1}
    look()
    assert seen[-1] == 0
