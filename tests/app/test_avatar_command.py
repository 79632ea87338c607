"""`mouthpiece avatar`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["avatar", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_wrong_options_are_named_before_anything_heavy_is_loaded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, said = run(capsys, "make", "x", "--scheduler", "best")
    assert code == 2
    assert "--scheduler cannot be 'best'" in said
    code, _, said = run(capsys, "make", "x", "--mode", "inpaint")
    assert code == 2
    assert "--image FILE" in said
    code, _, said = run(capsys, "make", "x", "--stepz", "3")
    assert code == 2
    assert "--steps" in said


def test_pictures_are_judged(capsys: pytest.CaptureFixture[str], astronaut: Path) -> None:
    code, said, _ = run(capsys, "judge", str(astronaut))
    assert code == 0
    assert "the mouth is open" in said
    code, said, _ = run(capsys, "judge", "--json", str(astronaut))
    fact = json.loads(said)
    assert (code, fact["type"]) == (0, "verdict")
    assert 0 < fact["score"] < 60


def test_a_picture_of_others_cannot_be_made_again(
    capsys: pytest.CaptureFixture[str], astronaut: Path
) -> None:
    code, _, said = run(capsys, "again", str(astronaut))
    assert code == 3
    assert "NO_RECORD" in said


def test_a_missing_model_ends_with_its_own_exit_code(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pytest.importorskip("diffusers", reason="drawing needs diffusers")
    code, _, said = run(capsys, "make", "a man", "-o", str(tmp_path), "--model", "sdxl")
    assert code == 4
    assert "mouthpiece models get sdxl" in said


def test_a_picture_is_kept_as_a_presenter_with_a_voice_and_a_preset(
    capsys: pytest.CaptureFixture[str],
    astronaut: Path,
    demo_speech: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path))
    usual = ("--voice", str(demo_speech), "--preset", "draft")
    code, said, _ = run(capsys, "keep", str(astronaut), "Eileen 艾琳", *usual)
    assert (code, said) == (0, f"Eileen 艾琳: 1 portrait, {demo_speech}, draft\n")
    assert run(capsys, "keep", str(astronaut), "eileen 艾琳")[0] == 0
    code, said, _ = run(capsys, "presenters", "--json")
    fact = json.loads(said)
    assert (fact["name"], fact["preset"], len(fact["others"])) == ("Eileen 艾琳", "draft", 1)
    code, _, said = run(capsys, "keep", str(astronaut), "x", "--preset", "nothing")
    assert code == 2
    assert "PRESET_UNKNOWN" in said
