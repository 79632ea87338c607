"""Packages of backends: only known files are taken, and what cannot be used is said."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from app import backend_packages as setup
from app.backend_packages import install_backend, remove_backend
from app.cli import main
from app.doctor.backends import check_backends
from app.doctor.result import Verdict
from talker.errors import ErrorCode, InputError
from talker.inference.backends import BACKENDS, find_backend
from talker.inference.kept import enable, load_kept

OPENVINO = next(one for one in BACKENDS if one.id == "openvino")


def packed(marker: str) -> bytes:
    """A wheel in little."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("openvino/marker.txt", marker)
        archive.writestr("../outside.txt", "never written")
    return buffer.getvalue()


def locked(folder: Path, monkeypatch: pytest.MonkeyPatch, *wheels: bytes) -> None:
    lock = folder / "known.lock"
    hashes = "".join(f" --hash=sha256:{hashlib.sha256(one).hexdigest()}" for one in wheels)
    lock.write_text(f"openvino==1.0{hashes}\n", encoding="utf-8")
    monkeypatch.setattr(setup, "LOCK", lock)


def test_a_known_wheel_takes_the_place_of_an_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, wheel = tmp_path / "home", tmp_path / "小.whl"
    locked(tmp_path, monkeypatch, packed("first"), packed("second"))
    for marker in ("first", "second"):
        wheel.write_bytes(packed(marker))
        folder = install_backend(OPENVINO, home, wheel)
        assert (folder / "openvino" / "marker.txt").read_text(encoding="utf-8") == marker
    assert not (home / "backends" / "outside.txt").exists()
    remove_backend(OPENVINO, home)
    assert not folder.exists()


def test_a_wheel_that_nobody_knows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked(tmp_path, monkeypatch, packed("known"))
    wheel = tmp_path / "other.whl"
    wheel.write_bytes(packed("other"))
    with pytest.raises(InputError) as raised:
        install_backend(OPENVINO, tmp_path / "home", wheel)
    assert raised.value.code is ErrorCode.IMPORT_NOTHING
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(("name", "words"), [("none.whl", "does not exist"), (".", "is a folder")])
def test_a_wheel_that_is_none_is_named(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        install_backend(OPENVINO, tmp_path / "home", tmp_path / name)


def test_the_commands_enable_and_say_what_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path))
    assert main(["backends", "get", "onnxruntime"]) == 0
    assert load_kept(tmp_path).enabled == ("onnxruntime",)
    capsys.readouterr()
    assert main(["backends", "list", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    listed = {line["id"]: line for line in lines}
    assert listed["onnxruntime"]["enabled"]
    assert listed["onnxruntime"]["reason"] == ""
    assert listed["directml"]["reason"] == "onnxruntime-directml is not installed"
    assert main(["backends", "get", "directml"]) == 3
    assert "onnxruntime-directml is not installed" in capsys.readouterr().err
    assert main(["backends", "get", "onxruntime"]) == 2
    assert "Did you mean onnxruntime?" in capsys.readouterr().err
    assert main(["backends", "get", "onnxruntime", "--wheel", "any.whl"]) == 2
    assert "--wheel is not for" in capsys.readouterr().err
    assert main(["backends", "remove", "onnxruntime"]) == 0
    assert load_kept(tmp_path).enabled == ()


def test_nothing_is_fetched_offline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path))
    monkeypatch.setenv("MOUTHPIECE_OFFLINE", "1")
    monkeypatch.setattr("talker.inference.backends.installed_version", lambda *_: "")
    assert main(["backends", "get", "openvino"]) == 3
    assert "Mouthpiece is offline" in capsys.readouterr().err
    assert load_kept(tmp_path).enabled == ()


def test_the_doctor_names_an_enabled_backend_that_does_not_load(tmp_path: Path) -> None:
    assert check_backends(tmp_path).verdict is Verdict.OK
    backend = find_backend("tensorrt")
    assert backend is not None
    enable(backend.id, tmp_path)
    check = check_backends(tmp_path)
    assert check.verdict is Verdict.WARN
    assert "ONNX Runtime, TensorRT: onnxruntime-gpu is not installed" in check.sentence
