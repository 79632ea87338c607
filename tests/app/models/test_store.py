"""Finding models on this computer: by content, under any name, without reading twice."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.models import index as index_module
from app.models.events import Checking, Event, Origin, Ready, ignore_events
from app.models.search_paths import candidates
from app.models.status import State
from app.models.store_folder import StoreFolder
from app.models.transfer import import_models
from talker.errors import ErrorCode, ModelMissing, MouthpieceError
from talker.model_files import ModelFiles
from talker.progress import CancelToken
from tests.app.models.conftest import World, content, sha256
from tests.skips import AllowedSkip

SMALL, LARGE = content(40_000, seed=1), content(40_000, seed=2)  # of the same size


@pytest.fixture
def twins(world: World) -> World:
    """Two models whose files differ only in content, as SadTalker 256 and 512 do."""
    world.add("face-256", {"face_256.safetensors": SMALL})
    world.add("face-512", {"face_512.safetensors": LARGE})
    return world


def put(path: Path, body: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def test_the_store_is_what_the_libraries_ask(twins: World) -> None:
    files: ModelFiles = twins.store()
    assert not files.installed("face-256")
    with pytest.raises(ModelMissing) as failure:
        files.path("face-256", "face_256.safetensors")
    error = failure.value
    assert (error.model_id, error.size, error.exit_code) == ("face-256", 40_000, 4)
    assert "mouthpiece models get face-256" in error.hint


@pytest.mark.parametrize("asked", [("face-25", ""), ("face-256", "face.bin")])
def test_unknown_ids_and_files_are_usage_errors(twins: World, asked: tuple[str, str]) -> None:
    with pytest.raises(MouthpieceError, match="face-256") as failure:
        twins.store().path(*asked)
    assert failure.value.code is ErrorCode.MODEL_UNKNOWN
    assert failure.value.exit_code == 2


def test_a_renamed_file_in_an_extra_folder_is_found_by_its_content(twins: World) -> None:
    folder = twins.folder / "shared disk"
    found = put(folder / "deep" / "net 人.safetensors", LARGE)
    store = twins.store(extra_folders=(folder,))
    assert store.path("face-512", "face_512.safetensors") == found
    assert not store.installed("face-256")
    states = {one.model.id: one.state for one in store.status()}
    assert states == {"face-256": State.MISSING, "face-512": State.ELSEWHERE}
    events: list[Event] = []
    store.get(["face-512"], events.append)
    assert events[-1] == Ready("face-512", "face_512.safetensors", found, Origin.FOUND)
    assert twins.server.asked == []


def test_swapped_files_of_one_size_are_noticed(twins: World) -> None:
    put(twins.shelf / "face-256" / "face_256.safetensors", LARGE)
    put(twins.shelf / "face-512" / "face_512.safetensors", SMALL)
    store = twins.store()
    # Each is found where the other one's name is.
    assert sha256(store.path("face-256", "face_256.safetensors").read_bytes()) == sha256(SMALL)
    store.get(["face-256", "face-512"])
    assert twins.server.asked == []
    for model, body in (("256", SMALL), ("512", LARGE)):
        path = twins.store().path(f"face-{model}", f"face_{model}.safetensors")
        assert path.read_bytes() == body


def test_a_file_that_was_changed_no_longer_counts(twins: World) -> None:
    twins.store().get(["face-256"])
    path = twins.shelf / "face-256" / "face_256.safetensors"
    path.write_bytes(LARGE)
    assert not twins.store().installed("face-256")
    twins.store().get(["face-256"])
    assert path.read_bytes() == SMALL


def test_verify_finds_damage_that_the_index_cannot_see(twins: World) -> None:
    twins.store().get(["face-256", "face-512"])
    path = twins.shelf / "face-256" / "face_256.safetensors"
    facts = path.stat()
    path.write_bytes(SMALL[:-1] + b"?")
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert twins.store().installed("face-256")
    assert twins.store().verify() == [path]
    assert not twins.store().installed("face-256")
    done = twins.cli("verify", "face-512")
    assert done.returncode == 0, done.stderr
    done = twins.cli("verify")
    assert (done.returncode, "MODEL_DAMAGED" in done.stderr) == (3, True)


def test_a_damaged_file_with_several_names_is_fetched_anew(twins: World) -> None:
    source = put(twins.folder / "stick" / "any name", SMALL)
    assert import_models(twins.store(), source) == 1
    path = twins.shelf / "face-256" / "face_256.safetensors"
    twins.store().index.digest(source, CancelToken())
    path.unlink()
    path.hardlink_to(source)
    facts = path.stat()
    with path.open("r+b") as file:
        file.write(b"?")
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert twins.store().verify(["face-256"]) == [path]
    assert not twins.store().installed("face-256")
    twins.store().get(["face-256"])
    assert path.read_bytes() == SMALL
    assert twins.store().verify(["face-256"]) == []


def test_the_hugging_face_cache_is_searched(twins: World) -> None:
    """Its files are named after their content and reached through links."""
    hub = twins.folder / "hf" / "hub" / "models--o--r"
    blob = put(hub / "blobs" / sha256(SMALL), SMALL)
    named = hub / "snapshots" / "main" / "face_256.safetensors"
    named.parent.mkdir(parents=True)
    named.symlink_to(os.path.relpath(blob, named.parent))
    path = twins.store().path("face-256", "face_256.safetensors")
    assert path.suffix == ".safetensors"  # loaders go by it
    assert path.samefile(blob)


def test_a_model_whose_files_lie_apart_gets_one_folder(world: World) -> None:
    world.add("sd", {"unet/config.json": content(500), "unet/net.safetensors": SMALL})
    extra = world.folder / "extra"
    put(extra / "one" / "x.json", content(500))
    put(extra / "two" / "y.safetensors", SMALL)
    folder = world.store(extra_folders=(extra,)).folder("sd")
    assert (folder / "unet" / "config.json").read_bytes() == content(500)
    assert (folder / "unet" / "net.safetensors").samefile(extra / "two" / "y.safetensors")
    world.store().remove(["sd"])
    with pytest.raises(ModelMissing):
        world.store().folder("sd")  # the extra folder is not named


def test_where_no_links_can_be_made_the_folder_is_copied(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add("sd", {"net.safetensors": SMALL})
    extra = world.folder / "extra"
    put(extra / "y.safetensors", SMALL)
    monkeypatch.setattr(StoreFolder, "link", lambda *_, **__: False)
    folder = world.store(extra_folders=(extra,)).folder("sd")
    assert (folder / "net.safetensors").read_bytes() == SMALL


def test_files_are_read_once_whatever_happens_to_the_program(twins: World) -> None:
    extra = twins.folder / "extra"
    put(extra / "a.bin", SMALL)
    put(extra / "b.bin", LARGE)
    put(extra / "other size", b"never read")
    heard: list[Event] = []
    twins.store(extra_folders=(extra,)).status((), heard.append)
    read = {event.path.name for event in heard if isinstance(event, Checking)}
    assert read == {"a.bin", "b.bin"}
    heard.clear()
    store = twins.store(extra_folders=(extra,))
    assert all(one.ready for one in store.status((), heard.append))
    assert heard == []


def test_links_in_a_circle_are_searched_once(twins: World) -> None:
    extra = twins.folder / "extra"
    put(extra / "a" / "net.safetensors", SMALL)
    (extra / "a" / "back").symlink_to(extra, target_is_directory=True)
    assert [path.name for path, _ in candidates(extra, {len(SMALL)})] == ["net.safetensors"]
    assert twins.store(extra_folders=(extra,)).installed("face-256")


def test_a_folder_that_is_no_longer_named_does_not_count(twins: World) -> None:
    extra = twins.folder / "extra"
    put(extra / "net.safetensors", SMALL)
    assert twins.store(extra_folders=(extra,)).installed("face-256")
    assert not twins.store().installed("face-256")


def test_the_second_look_over_a_thousand_files_reads_none_of_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How long it takes is told by `bench models`: 0.02 s on a quiet machine."""
    world.add("m", {"w.bin": content(400)})
    extra = world.folder / "extra"
    extra.mkdir()
    for n in range(1000):  # all of them have a size that fits
        (extra / f"{n}.bin").write_bytes(n.to_bytes(4, "little") * 100)
    hashed: list[Path] = []
    read = index_module.hash_file

    def counting(path: Path, *further: object) -> str:
        hashed.append(path)
        return read(path, *further)  # type: ignore[arg-type]

    monkeypatch.setattr(index_module, "hash_file", counting)
    for _ in range(2):
        world.store(extra_folders=(extra,)).search(CancelToken(), ignore_events)
        assert len(hashed) == 1000


def test_a_damaged_index_is_made_anew(twins: World) -> None:
    twins.store().get(["face-256"])
    database = twins.home / "cache" / "model-hashes.sqlite"
    database.write_bytes(b"no database at all" * 100)
    assert twins.store().installed("face-256")
    with sqlite3.connect(database) as data:
        assert data.execute("SELECT count(*) FROM digest").fetchone() == (1,)


def test_a_file_that_changes_while_it_is_read_is_not_remembered(
    twins: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(twins.shelf / "face-256" / "face_256.safetensors", SMALL)
    read = index_module.hash_file

    def changing(*arguments: object) -> str:
        sha = read(*arguments)  # type: ignore[arg-type]
        path.write_bytes(LARGE[:100])
        return sha

    monkeypatch.setattr(index_module, "hash_file", changing)
    assert not twins.store().installed("face-256")


class TestTrouble:
    """Each kind has its own code and names the place."""

    def fails(self, world: World, code: ErrorCode, **settings: object) -> MouthpieceError:
        with pytest.raises(MouthpieceError) as failure:
            world.store(**settings).get([model["id"] for model in world.models])
        assert failure.value.code is code
        return failure.value

    def test_a_store_that_cannot_be_written(self, twins: World) -> None:
        place = put(twins.folder / "a file", b"")
        error = self.fails(twins, ErrorCode.STORE_UNWRITABLE, folder=place)
        assert str(place) in error.message
        assert error.exit_code == 3
        assert twins.server.asked == []

    @pytest.mark.skipif(
        sys.platform == "win32" or os.geteuid() == 0,
        reason=AllowedSkip.RIGHTS.reason("permissions do not bind this user"),
    )
    def test_a_read_only_store_can_be_read(self, twins: World) -> None:
        twins.store().get(["face-256"])
        twins.shelf.chmod(0o555)
        try:
            assert twins.store().installed("face-256")
            self.fails(twins, ErrorCode.STORE_UNWRITABLE)
        finally:
            twins.shelf.chmod(0o755)

    def test_a_disk_without_room_is_noticed_before_the_first_byte(self, world: World) -> None:
        world.add("huge", {"h.bin": SMALL}, sizes={"h.bin": 10**15})
        error = self.fails(world, ErrorCode.DISK_FULL)
        assert "1,000,000,000 MB" in error.message
        assert world.server.asked == []

    @pytest.mark.skipif(
        sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("uses a POSIX limit")
    )
    def test_a_disk_that_fills_up_keeps_what_arrived(self, twins: World) -> None:
        """A limit on the size of files stands for a quota: the write itself fails."""
        code = (
            "import resource, sys\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
            "from app.cli import main\n"
            "sys.exit(main(['models', 'get', 'face-256']))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=twins.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 3, done.stderr
        assert "DISK_FULL" in done.stderr
        assert twins.store().status(["face-256"])[0].present == 20_000
        assert not (twins.shelf / "face-256").exists()
        twins.store().get(["face-256"])
        assert twins.server.ranges == ["", "bytes=20000-"]
