"""What the examination of the computer says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.console.doctor import show
from app.doctor import checks
from app.doctor.qt import debian_package, install_command
from app.doctor.result import Check, Verdict, say
from app.doctor.torch import TorchFacts, judge_torch
from app.setup.gpu import Gpu
from talker.home import home_folder

GPU = Gpu("NVIDIA H200", (12, 8), (9, 0))


def facts(version: str, arches: list[str], capability: list[int]) -> TorchFacts:
    return TorchFacts(version, bool(arches), arches, "NVIDIA H200", capability)


def test_this_computer_passes_what_videos_need() -> None:
    for check in (
        checks.check_ffmpeg(),
        checks.check_face_models(),
        checks.check_home(home_folder()),
    ):
        assert check.verdict is Verdict.OK, check


def test_a_home_that_is_a_file_fails(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    check = checks.check_home(blocked / "home")
    assert check.verdict is Verdict.FAIL
    assert "MOUTHPIECE_HOME" in check.hint


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [([Verdict.OK, Verdict.WARN], 0), ([Verdict.OK, Verdict.FAIL], 1)],
)
def test_only_a_failing_check_changes_the_exit_code(
    verdicts: list[Verdict], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    results = [Check("Name", verdict, say("Sentence {}.", 1), say("Hint.")) for verdict in verdicts]
    assert show(results, as_json=True) == code
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["verdict"] for line in lines] == [verdict.value for verdict in verdicts]
    assert show(results, as_json=False) == code


@pytest.mark.parametrize(
    ("torch", "gpu", "verdict", "word"),
    [
        (None, None, Verdict.WARN, "not installed"),
        (facts("2.13.0+cpu", [], []), None, Verdict.OK, "no GPU"),
        (facts("2.13.0+cpu", [], []), GPU, Verdict.WARN, "cannot use"),
        (facts("2.13.0+cu130", ["sm_80", "sm_90"], [9, 0]), GPU, Verdict.OK, "sm_90"),
        (facts("2.13.0+cu130", ["sm_80", "sm_90"], [8, 6]), GPU, Verdict.OK, "sm_86"),
        (facts("2.13.0+cu130", ["sm_75", "sm_80"], [6, 1]), GPU, Verdict.WARN, "built for"),
        (facts("2.13.0+cu130", ["sm_90a", "sm_100"], [10, 3]), GPU, Verdict.OK, "sm_103"),
        (facts("2.13.0+cu130", ["sm_89"], [8, 6]), GPU, Verdict.WARN, "built for"),
        (
            replace(facts("2.13.0+rocm", ["gfx1100"], [11, 0]), hip="7.1"),
            None,
            Verdict.OK,
            "(ROCm 7.1)",
        ),
        (
            replace(facts("2.13.0+xpu", [], []), other="Intel Arc (xpu)"),
            None,
            Verdict.OK,
            "on Intel Arc (xpu)",
        ),
    ],
)
def test_torch_is_judged_by_the_gpu_at_hand(
    torch: TorchFacts | None, gpu: Gpu | None, verdict: Verdict, word: str
) -> None:
    check = judge_torch(torch, gpu)
    assert check.verdict is verdict
    assert word in check.sentence


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
    ],
)
def test_a_missing_library_is_traced_to_its_package(library: str, package: str) -> None:
    assert debian_package(library) == package


def test_the_command_for_missing_libraries_is_exact() -> None:
    assert (
        install_command(("libxcb-keysyms.so.1", "libEGL.so.1", "libGL.so.1"))
        == "sudo apt-get install libegl1 libgl1 libxcb-keysyms1"
    )


def test_missing_libraries_for_portraits_are_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "lacking", lambda: ["peft"])
    check = checks.check_drawing()
    assert check.verdict is Verdict.WARN
    assert "peft" in check.sentence
