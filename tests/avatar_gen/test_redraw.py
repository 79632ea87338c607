"""A picture's record names no folders, and leads to none of this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from avatar_gen import AvatarRequest
from avatar_gen.file_hashes import content_hash
from avatar_gen.judge import Verdict
from avatar_gen.metadata import PictureRecord, read_record, save_picture
from avatar_gen.options.finishing import SafetyChoice
from avatar_gen.record_files import with_names
from avatar_gen.redraw import redraw_values
from talker.errors import ErrorCode, InputError
from talker.provenance.manifest import inspect
from talker.provenance.xmp import SOURCE_TYPE


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "secret place"
    folder.mkdir()
    for name in ("m.safetensors", "v.safetensors", "l.safetensors", "e.pt", "i.png", "k.png"):
        (folder / name).write_bytes(name.encode())
    return folder


def saved(files: Path, picture: Path, home: Path, **given: Any) -> Path:
    """A picture with a record that names every kind of file."""
    request = AvatarRequest.model_validate(
        {
            "mode": "inpaint",
            "model": str(files / "m.safetensors"),
            "vae": str(files / "v.safetensors"),
            "loras": (f"{files / 'l.safetensors'}:0.8", str(files / "l.safetensors")),
            "embeddings": (str(files / "e.pt"),),
            "image": files / "i.png",
            "mask": files / "k.png",
            "output": files / "out",
            "safety": "off",
            "x_axis": f"model={files / 'm.safetensors'},sd15",
            **given,
        }
    )
    hashes = {path.name: content_hash(path, home) for path in files.iterdir()}
    hashes["m"] = hashes.pop("m.safetensors")
    facts = {"seed": 7, "width": 8, "height": 8, "prompt": "", "negative": "", "model": "m"}
    verdict = Verdict(score=0, reasons=())
    record = PictureRecord(request=request, hashes=hashes, verdict=verdict, **facts)
    save_picture(np.zeros((8, 8, 3), np.uint8), record, picture, "Studio 北")
    return picture


def test_a_picture_names_no_folder(files: Path, tmp_path: Path) -> None:
    picture = saved(files, tmp_path / "a.png", tmp_path / "home")
    assert b"secret place" not in picture.read_bytes()
    assert str(tmp_path).encode() not in picture.read_bytes()
    request = read_record(picture).request
    assert request.loras == ("l.safetensors:0.8", "l.safetensors")
    assert request.x_axis == "model=m.safetensors,sd15"


def test_files_are_found_by_name_and_hash(files: Path, tmp_path: Path) -> None:
    picture = saved(files, tmp_path / "a.png", tmp_path / "home")
    values = redraw_values(read_record(picture), picture, {}, tmp_path / "home")
    request = AvatarRequest.model_validate(values)
    assert request.model == str(files / "m.safetensors")
    assert request.loras == (f"{files / 'l.safetensors'}:0.8", str(files / "l.safetensors"))
    assert (request.image, request.mask) == (files / "i.png", files / "k.png")
    assert (request.safety, request.seed, request.x_axis) == (SafetyChoice.ON, 7, "")
    assert request.output == Path("avatars")


@pytest.mark.parametrize("option", ["model", "vae", "image", "loras"])
def test_a_stranger_s_record_leads_nowhere(files: Path, tmp_path: Path, option: str) -> None:
    """Whole paths, as earlier versions wrote them, on a computer that has not used the files."""
    picture = saved(files, tmp_path / "a.png", tmp_path / "home")
    record = read_record(picture)
    whole = files / ("l.safetensors" if option == "loras" else "i.png")
    value: object = str(whole)
    if option in {"loras", "image"}:
        value = (str(whole),) if option == "loras" else whole
    changes = {option: value}
    record = record.model_copy(update={"request": record.request.model_copy(update=changes)})
    others = {"model", "vae", "loras", "embeddings", "image", "mask"} - {option}
    given = {name: getattr(record.request, name) for name in others}
    with pytest.raises(InputError) as caught:
        redraw_values(record, picture, given, tmp_path / "new home")
    assert caught.value.code is ErrorCode.INPUT_CHANGED
    assert whole.name in caught.value.message
    given |= {option: changes[option], "safety": "off"}
    values = redraw_values(record, picture, given, tmp_path / "new home")  # the user may
    assert AvatarRequest.model_validate(values).safety is SafetyChoice.OFF


def test_names_of_the_catalogue_stay() -> None:
    request = AvatarRequest(model="sd15", control_model="auto")
    assert with_names(request) == request


def test_a_drawn_picture_carries_the_labels_of_a_generated_one(files: Path, tmp_path: Path) -> None:
    found = inspect(saved(files, tmp_path / "a.png", tmp_path / "home"))
    assert found.problems == ()
    assert found.source_type == SOURCE_TYPE
    assert found.aigc is not None
    assert (found.aigc.label, found.aigc.content_producer) == ("1", "Studio 北")
    assert len(found.aigc.produce_id) == 32
