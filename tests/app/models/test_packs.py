"""Models on their way between computers: packs, folders, sticks, single files."""

from __future__ import annotations

import json
import os
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.models.events import Event, Origin, Ready, Transfer
from app.models.packs import PackReader, is_pack
from app.models.store_folder import StoreFolder
from app.models.transfer import export_pack, import_models
from talker.errors import ErrorCode, ModelMissing, MouthpieceError
from tests.app.models.conftest import World, content, sha256

A, B, TWIN = content(300_000, seed=1), content(200_000, seed=2), content(5_000, seed=3)


@pytest.fixture
def two(world: World) -> World:
    """Models `a` and `b`; both hold the same `vocab.json`."""
    world.add("a", {"a.safetensors": A, "text/vocab.json": TWIN})
    world.add("b", {"b.pth": B, "vocab.json": TWIN})
    return world


def another_computer(world: World, name: str = "other") -> World:
    """The same catalogue, an empty home."""
    folder = world.folder / name
    folder.mkdir()
    other = World(folder, world.server, world.models)
    other.catalogue.write_bytes(world.catalogue.read_bytes())
    return other


def unlinkable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stick: another disk, so nothing can be linked."""
    monkeypatch.setattr(StoreFolder, "link", lambda *_, **__: False)


def take(world: World, path: Path, *, accept: bool = False) -> list[Event]:
    events: list[Event] = []
    import_models(world.store(), path, events.append, accept_unverified=accept)
    return events


@pytest.fixture
def pack(two: World) -> Path:
    two.store().get(["a", "b"])
    path = two.folder / "用户 pack.zip"
    assert export_pack(two.store(), path, ["a", "b"]) == path.stat().st_size
    return path


def rewritten(pack: Path, members: dict[str, bytes], change: dict[str, Any] | None = None) -> Path:
    """A copy of a pack with other or more members; `change` edits its list."""
    path = pack.with_name("changed.zip")
    added = dict(members)
    with zipfile.ZipFile(pack) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            body = added.pop(name, old.read(name))
            if change and name == "mouthpiece-pack.json":
                body = json.dumps(json.loads(body) | change).encode()
            new.writestr(name, body)
        for name, body in added.items():
            new.writestr(name, body)
    return path


def test_a_pack_makes_models_work_on_another_computer(two: World, pack: Path) -> None:
    other = another_computer(two)
    events = take(other, pack)
    ready = [event for event in events if isinstance(event, Ready)]
    assert {event.file for event in ready} == {
        "a.safetensors",
        "text/vocab.json",
        "b.pth",
        "vocab.json",
    }
    store = other.store()
    assert store.path("a", "a.safetensors").read_bytes() == A
    assert store.path("b", "b.pth").read_bytes() == B
    # What both models share takes space once.
    assert (other.shelf / "a/text/vocab.json").samefile(other.shelf / "b/vocab.json")
    assert not list((other.shelf / ".unfinished").iterdir())
    # Once more: nothing is copied.
    assert {event.how for event in take(other, pack) if isinstance(event, Ready)} == {Origin.FOUND}


def test_an_export_that_was_killed_leaves_nothing_for_the_next_one(two: World) -> None:
    two.store().get(["a"])
    rest = two.folder / "p.zip.0a1b2c3d.part"
    rest.write_bytes(b"half")
    export_pack(two.store(), two.folder / "p.zip", ["a"])
    assert not rest.exists()


def test_a_pack_needs_every_file(two: World) -> None:
    with pytest.raises(ModelMissing, match="A "):
        export_pack(two.store(), two.folder / "p.zip", ["a"])
    assert not (two.folder / "p.zip").exists()


def test_a_file_that_changed_after_it_was_checked_is_not_packed(two: World) -> None:
    two.store().get(["a"])
    target = two.shelf / "a/a.safetensors"
    facts = target.stat()
    target.write_bytes(content(len(A), seed=9))
    os.utime(target, ns=(facts.st_atime_ns, facts.st_mtime_ns))  # unseen by the index
    with pytest.raises(MouthpieceError, match=r"a\.safetensors is damaged"):
        export_pack(two.store(), two.folder / "p.zip", ["a"])
    assert [path.name for path in two.folder.glob("p.zip*")] == []


def test_a_pack_with_one_wrong_byte_is_refused_whole_with_the_file_named(
    two: World, pack: Path
) -> None:
    raw = bytearray(pack.read_bytes())
    raw[raw.find(B) + 1000] ^= 1
    pack.write_bytes(raw)
    other = another_computer(two)
    with pytest.raises(MouthpieceError, match=r"models/b/b\.pth") as failure:
        take(other, pack)
    assert failure.value.code is ErrorCode.MODEL_DAMAGED
    assert not (other.shelf / "a").exists()
    assert not (other.shelf / "b").exists()
    assert not list((other.shelf / ".unfinished").iterdir())


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "models/a/../../../evil.txt",
        "/etc/evil",
        "C:/evil.txt",
        "models\\..\\evil.txt",
        "models/a/CON",
        "models/a/nul.txt",
        "models/a/com1.pth",
        "models/a/file. ",
        "models/a/x:stream",
        "models/a//evil",
    ],
)
def test_a_name_that_could_leave_its_place_is_refused(two: World, pack: Path, name: str) -> None:
    other = another_computer(two)
    before = sorted(two.folder.rglob("*"))
    with pytest.raises(MouthpieceError, match="not safe") as failure:
        take(other, rewritten(pack, {name: b"evil"}))
    assert failure.value.code is ErrorCode.PACK_INVALID
    assert not (other.shelf / "a").exists()
    assert not [path for path in set(two.folder.rglob("*")) - set(before) if "evil" in path.name]


def test_a_link_in_a_pack_is_refused(two: World, pack: Path) -> None:
    with zipfile.ZipFile(pack, "a") as file:
        info = zipfile.ZipInfo("models/a/link")
        info.external_attr = 0o120777 << 16
        file.writestr(info, "/etc/passwd")
    with pytest.raises(MouthpieceError, match="is a link") as failure:
        take(another_computer(two), pack)
    assert failure.value.code is ErrorCode.PACK_INVALID


def test_what_the_list_does_not_name_is_refused(two: World, pack: Path) -> None:
    with pytest.raises(MouthpieceError, match="not in its list"):
        take(another_computer(two), rewritten(pack, {"models/a/more.bin": b"x"}))


def test_a_list_cannot_make_another_file_of_a_model_out_of_its_files(
    two: World, pack: Path
) -> None:
    with zipfile.ZipFile(pack) as file:
        files = json.loads(file.read("mouthpiece-pack.json"))["files"]
    body = content(len(A), seed=7)
    files[0]["sha256"] = sha256(body)
    changed = rewritten(pack, {"models/a/a.safetensors": body}, {"files": files})
    with pytest.raises(MouthpieceError, match="not the file that the catalogue knows"):
        take(another_computer(two), changed)
    files[0]["name"] = "../../evil"
    with pytest.raises(MouthpieceError, match="no path inside a folder"):
        take(another_computer(two, "third"), rewritten(pack, {}, {"files": files}))


@pytest.mark.parametrize(
    ("at", "value"),
    [
        pytest.param(6, 255, id="of a zip of the future"),
        pytest.param(9, 8, id="whose name claims to be UTF-8"),
        pytest.param(10, 99, id="packed in an unknown way"),
    ],
)
def test_a_member_of_a_form_that_zipfile_does_not_know_is_refused(
    tmp_path: Path, at: int, value: int
) -> None:
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mouthpiece-pack.json", "{}")
        made.writestr("models/a/xxx", b"")
    data = bytearray(path.read_bytes().replace(b"models/a/xxx", b"models/a/\xff\xff\xff"))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + at] = value
    path.write_bytes(data)
    assert not is_pack(path) or at == 10
    with pytest.raises(MouthpieceError) as caught:
        PackReader(path)
    assert caught.value.code is ErrorCode.PACK_INVALID


@pytest.mark.parametrize("keep", [0.3, 0.999])
def test_half_a_pack_is_refused(two: World, pack: Path, keep: float) -> None:
    raw = pack.read_bytes()
    pack.write_bytes(raw[: int(len(raw) * keep)])
    with pytest.raises(MouthpieceError, match="no whole zip file") as failure:
        take(another_computer(two), pack)
    assert failure.value.code is ErrorCode.PACK_INVALID


def test_sizes_that_lie_are_refused_before_anything_is_written(two: World, pack: Path) -> None:
    with zipfile.ZipFile(pack) as file:
        entry = file.getinfo("models/a/a.safetensors")
    raw = bytearray(pack.read_bytes())
    central = raw.rfind(b"models/a/a.safetensors") - 46
    assert raw[central : central + 4] == b"PK\x01\x02"
    raw[central + 24 : central + 28] = struct.pack("<I", entry.file_size * 1000)
    pack.write_bytes(raw)
    other = another_computer(two)
    with pytest.raises(MouthpieceError, match="is not in it with its"):
        take(other, pack)


def test_a_checkout_of_another_program_is_recognised_and_linked(two: World) -> None:
    checkout = two.folder / "webui 检查" / "models"
    (checkout / "deep").mkdir(parents=True)
    (checkout / "my face.ckpt").write_bytes(A)
    (checkout / "deep" / "v").write_bytes(TWIN)
    (checkout / "same size as b").write_bytes(content(len(B), seed=8))
    (checkout / "unfinished.part").write_bytes(B)
    events = take(two, checkout)
    assert {event.how for event in events if isinstance(event, Ready)} == {Origin.LINKED}
    assert (two.shelf / "a/a.safetensors").samefile(checkout / "my face.ckpt")
    assert two.store().installed("a")
    assert not two.store().installed("b")


def test_a_stick_is_copied_and_goes_on_after_an_interruption(
    two: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlinkable(monkeypatch)
    stick = two.folder / "stick"
    stick.mkdir()
    (stick / "a.bin").write_bytes(A)
    part = two.shelf / ".unfinished" / f"{sha256(A)}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(A[:250_000])
    events = take(two, stick)
    first = next(event for event in events if isinstance(event, Transfer))
    assert (first.done, first.kept) == (250_000, 250_000)
    target = two.shelf / "a/a.safetensors"
    assert target.read_bytes() == A
    assert not target.samefile(stick / "a.bin")


def test_a_wrong_beginning_of_an_earlier_try_is_found_out(
    two: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlinkable(monkeypatch)
    part = two.shelf / ".unfinished" / f"{sha256(A)}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(B[:150_000])
    file = two.folder / "a.bin"
    file.write_bytes(A)
    take(two, file)
    assert (two.shelf / "a/a.safetensors").read_bytes() == A


def test_packs_on_a_stick_are_found(two: World, pack: Path) -> None:
    other = another_computer(two)
    stick = two.folder / "stick" / "models"
    stick.mkdir(parents=True)
    pack.rename(stick / pack.name)
    take(other, stick.parent)
    assert other.store().installed("a")
    assert other.store().installed("b")


def test_what_cannot_be_imported_is_named(two: World) -> None:
    file = two.folder / "holiday.jpg"
    file.write_bytes(b"no model")
    for path, code in (
        (two.folder / "none", ErrorCode.IMPORT_MISSING),
        (file, ErrorCode.IMPORT_NOTHING),
    ):
        with pytest.raises(MouthpieceError) as failure:
            take(two, path)
        assert failure.value.code is code
        assert str(path) in failure.value.message


def test_an_unverified_file_is_known_by_its_name_and_only_taken_on_demand(world: World) -> None:
    world.add("u", {"u.bin": A}, hashed=False)
    file = world.folder / "u.bin"
    file.write_bytes(A)
    with pytest.raises(MouthpieceError) as failure:
        take(world, file)
    assert failure.value.code is ErrorCode.MODEL_UNVERIFIED
    take(world, file, accept=True)
    assert world.store().installed("u")
    pack = world.folder / "u.zip"
    export_pack(world.store(), pack, ["u"])
    other = another_computer(world)
    with pytest.raises(MouthpieceError) as failure:
        take(other, pack)
    assert failure.value.code is ErrorCode.MODEL_UNVERIFIED
    take(other, pack, accept=True)
    assert other.store().installed("u")
