"""The catalogue: complete, safe, and checked before it is used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.models.catalogue import load_catalogue
from app.models.safe_names import safe_parts
from avatar_gen.few_steps import WAYS
from talker.errors import ErrorCode, MouthpieceError
from tests.app.models.conftest import World


def test_the_programs_own_catalogue_has_what_the_engines_need() -> None:
    models = {model.id: model for model in load_catalogue().models}
    assert set(models) >= {
        "sadtalker-256",
        "sadtalker-512",
        "sadtalker-mapping-crop",
        "sadtalker-mapping-full",
        "face-alignment",
        "liveportrait",
        "liveportrait-safetensors",
        "musetalk",
        "sd-vae-ft-mse",
        "whisper-tiny",
        "gfpgan-1.3",
        "gfpgan-1.4",
        "restoreformer",
        "realesrgan-x2plus",
        "realesrgan-x4plus",
        "realesr-general-x4v3",
        "sd15",
        "sdxl",
        "controlnet-openpose-sd15",
        "controlnet-canny-sd15",
        "dreamshaper-8",
        "ip-adapter-plus-face-sd15",
        "ip-adapter-plus-face-sdxl",
        "realvisxl-5",
    }
    for file in models["face-alignment"].files:
        # These official names hold the first digits of the hash.
        assert file.sha256
        assert file.sha256[:10] in file.name
    assert [one.id for one in models.values() if not one.verified] == [
        f"controlnet-{kind}-sd15"
        for kind in ("openpose", "lineart", "scribble", "softedge", "tile")
    ]
    for model_id in ("sd15", "sdxl"):
        names = {file.name for file in models[model_id].files}
        assert {"model_index.json", "unet/config.json", "vae/config.json"} <= names
    assert all(model.licence.commercial for model in models.values())


def test_every_way_of_few_steps_has_its_lora_at_a_pinned_revision() -> None:
    for way in WAYS.values():
        for lora in filter(None, way.loras.values()):
            file = load_catalogue().model(lora.entry).file(lora.file)
            assert file.sha256
            assert all("/resolve/main/" not in mirror for mirror in file.mirrors)


def test_pinned_revisions_are_used_where_configuration_files_come_along() -> None:
    for model_id in ("sd15", "sdxl"):
        for file in load_catalogue().model(model_id).files:
            assert all("/resolve/main/" not in mirror for mirror in file.mirrors)


def _w_bin(models: list[dict[str, Any]], **changes: object) -> None:
    """Changes the entry of the only file of the only model."""
    models[0]["files"][0].update(changes)


_DAMAGES: dict[str, Callable[[list[dict[str, Any]]], object]] = {
    "the id m is there twice": lambda models: models.append(models[0]),
    "must begin with https://": lambda models: _w_bin(models, mirrors=["http://example.org/w.bin"]),
    "is no web address": lambda models: _w_bin(models, mirrors=["ftp://example.org/w.bin"]),
    "files.0.sha256": lambda models: _w_bin(models, sha256="a" * 63),
    "files.0.size": lambda models: _w_bin(models, size=0),
    "licence.commercial": lambda models: models[0]["licence"].pop("commercial"),
    "needed_by": lambda models: models[0].update(needed_by=[]),
    "files.0.hash_source": lambda models: _w_bin(models, hash_source=" "),
    "no path inside a folder": lambda models: _w_bin(models, name="../w.bin"),
    "Extra inputs": lambda models: _w_bin(models, sha265=""),
    "names the alternative": lambda models: models[0].update(alternatives=["n"]),
    "file w.bin is there twice": lambda models: models[0]["files"].append(
        models[0]["files"][0] | {"name": "W.BIN"}
    ),
}


def test_hashes_may_be_written_as_certutil_prints_them(world: World) -> None:
    world.add("m", {"w.bin": b"x"})
    plain = hashlib.sha256(b"x").hexdigest()
    for written in (plain.upper(), " ".join(plain[at : at + 2] for at in range(0, 64, 2))):
        _w_bin(world.models, sha256=written)
        world.catalogue.write_text(json.dumps({"version": 1, "models": world.models}), "utf-8")
        assert world.store().catalogue.model("m").files[0].sha256 == plain


@pytest.mark.parametrize("message", _DAMAGES)
def test_what_is_wrong_in_a_catalogue_is_named(world: World, message: str) -> None:
    world.add("m", {"w.bin": b"x"})
    _DAMAGES[message](world.models)
    world.catalogue.write_text(json.dumps({"version": 1, "models": world.models}), "utf-8")
    with pytest.raises(MouthpieceError) as failure:
        world.store()
    assert failure.value.code is ErrorCode.CATALOGUE_INVALID
    assert message in failure.value.message
    assert str(world.catalogue) in failure.value.message


@pytest.mark.parametrize("text", [None, "", "{", '{"version": 2, "models": []}', "\x00"])
def test_a_catalogue_that_is_none_is_refused(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "catalogue.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(MouthpieceError) as failure:
        load_catalogue(path)
    assert failure.value.code is ErrorCode.CATALOGUE_INVALID
    assert failure.value.exit_code == 3


@pytest.mark.parametrize("name", ["a", "unet/model.fp16.safetensors", "a b/ü.bin", "console.pth"])
def test_names_that_every_system_allows_stay(name: str) -> None:
    assert "/".join(safe_parts(name)) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/a",
        "a/",
        "a//b",
        "..",
        "a/../b",
        "./a",
        "a\\b",
        "C:x",
        "con",
        "Aux.txt",
        "a/NUL.tar.gz",
        "lpt9",
        "a.",
        "a ",
        "a\x00b",
        "a?b",
        "x" * 300,
    ],
)
def test_names_that_some_system_takes_amiss_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"is no|has char|is the name"):
        safe_parts(name)
