"""`avatar train`, `merge` and `extract` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.cli import main
from app.queue.store import JobStore, queue_path
from talker.errors import ErrorCode, ExitCode
from talker.media.images import load_image


@pytest.fixture
def people(tmp_path: Path, astronaut: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pictures of one person, in the folder that is worked in."""
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "anna"
    folder.mkdir()
    face = load_image(astronaut)[0:330, 40:420]
    for name, picture in (("a.png", face), ("b.png", np.ascontiguousarray(face[:, ::-1]))):
        Image.fromarray(picture).save(folder / name)
    return folder


def test_without_consent_or_pictures_nothing_begins(
    people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["avatar", "train", "anna", "--json"]) == ExitCode.INPUT
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["code"] == ErrorCode.CONSENT_MISSING
    assert main(["avatar", "train", "anna", "--owner", "Anna", "--json"]) == ExitCode.INPUT
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["code"] == ErrorCode.PICTURES_TOO_FEW
    assert main(["avatar", "train", "anna", "--side", "64", "--owner", "A"]) == ExitCode.USAGE
    assert "128" in capsys.readouterr().err
    assert main(["avatar", "train", "anna", "--owner", "Anna", "--queue"]) == 0
    with JobStore(queue_path(tmp_path / "home")) as store:
        (job,) = store.page()
    assert (job.kind.name, job.label) == ("train", "anna")
    assert job.request.output == tmp_path / "anna.safetensors"
    assert people.is_dir()


@pytest.mark.slow
@pytest.mark.usefixtures("people")
def test_what_is_trained_is_merged_and_extracted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("diffusers", reason="training needs diffusers")
    from avatar_gen.family import Family
    from tests.avatar_gen.tiny import diffusers_folder

    model = str(diffusers_folder(Family.SD1, tmp_path / "tiny", tmp_path / "work"))
    asked = ["--owner", "Anna", "--model", model, "--fewest", "2", "--side", "128", "--rank", "2"]
    few = ["--steps", "3", "--learning-rate", "0.01", "--sample-every", "0", "--full"]
    assert main(["avatar", "train", "anna", *asked, *few, "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert told[-1]["type"] == "trained"
    assert (told[-1]["steps"], told[-1]["pictures"], told[-1]["word"]) == (3, 2, "ohwx")
    assert told[-1]["output"] == "anna.safetensors"
    merged = ["avatar", "merge", model, "anna.safetensors:0.5", "-o", "merged.safetensors"]
    assert main(merged) == 0
    assert Path("merged.consent.toml").is_file()
    extract = ["avatar", "extract", "merged.safetensors", model, "--rank", "2"]
    assert main([*extract, "-o", "again.safetensors"]) == 0
    assert "100.0%" in capsys.readouterr().out
    assert main([*extract, "-o", "again.safetensors"]) == ExitCode.INPUT
