"""Processes that are killed or meet each other, against a real server."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.app.models.conftest import World, content, sha256
from tests.waiting import PATIENCE

SIZE = 50_000_000
LIMIT = SIZE * 5 // 100


@pytest.fixture(scope="module")
def body() -> bytes:
    return content(SIZE)


def until(condition: object, process: subprocess.Popen[str]) -> None:
    """Waits until the callable says yes while the process is at work."""
    assert callable(condition)
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline, "it never got that far"
        time.sleep(0.01)


def parts(world: World) -> int:
    """Bytes of unfinished files."""
    return sum(path.stat().st_size for path in world.shelf.glob(".unfinished/*.part"))


def start(world: World, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        world.command(*arguments), env=world.environment(), stdout=subprocess.PIPE, text=True
    )


def test_a_killed_download_goes_on_and_fetches_almost_nothing_twice(
    world: World, body: bytes
) -> None:
    world.add("m", {"w.bin": body})
    world.server.change("m/w.bin", rate=60_000_000)
    with start(world, "get", "m", "--json") as process:
        until(lambda: parts(world) > SIZE // 3, process)
        process.kill()
    kept = parts(world)
    assert SIZE // 3 < kept < SIZE
    assert not (world.shelf / "m").exists()

    world.server.change("m/w.bin", rate=None)
    world.server.sent = 0
    done = world.cli("get", "m", "--json")
    assert done.returncode == 0, done.stdout
    assert world.server.sent <= SIZE - kept + LIMIT
    assert world.server.ranges == ["", f"bytes={kept}-"]
    assert sha256((world.shelf / "m/w.bin").read_bytes()) == sha256(body)


# Slows the process down, so that there is a middle to be killed in, and counts what is read.
_SLOW_IMPORT = """
import sys, time
import app.models.import_file as bring
copy = bring._copy
def slowly(source, part, cancel, on_bytes):
    def tell(now):
        time.sleep(float(sys.argv[2]))
        on_bytes(now)
    before = part.done
    copy(source, part, cancel, tell)
    print("read", part.done - before, flush=True)
bring._copy = slowly
from app.cli import main
sys.exit(main(["models", "import", sys.argv[1]]))
"""


@pytest.mark.parametrize("kind", ["pack", pytest.param("stick", marks=pytest.mark.slow)])
def test_a_killed_import_goes_on_and_copies_almost_nothing_twice(
    world: World, body: bytes, kind: str
) -> None:
    world.add("m", {"w.bin": body})
    done = world.cli("get", "m")
    assert done.returncode == 0, done.stderr
    pack = world.folder / "pack.zip"
    done = world.cli("export", pack, "m")
    assert done.returncode == 0, done.stderr
    done = world.cli("remove", "m")
    assert done.returncode == 0, done.stderr

    def run(seconds: float) -> list[str]:
        code = _SLOW_IMPORT
        if kind == "stick":  # another disk: no links
            code = "import app.models.store_folder as s\ns._link = lambda *a, **k: False\n" + code
        return [sys.executable, "-c", code, str(source), str(seconds)]

    source = pack
    if kind == "stick":
        source = world.folder / "stick"
        source.mkdir()
        (source / "any name").write_bytes(body)
    with subprocess.Popen(run(0.02), env=world.environment(), text=True) as process:
        until(lambda: parts(world) > SIZE // 3, process)
        process.kill()
    kept = parts(world)
    assert SIZE // 3 < kept < SIZE
    assert not (world.shelf / "m" / "w.bin").exists()

    again = subprocess.run(
        run(0), env=world.environment(), capture_output=True, text=True, check=False
    )
    assert again.returncode == 0, again.stderr
    (read,) = [int(line.split()[1]) for line in again.stdout.splitlines() if line[:4] == "read"]
    assert read <= SIZE - kept + LIMIT
    assert sha256((world.shelf / "m/w.bin").read_bytes()) == sha256(body)


def test_two_processes_that_want_the_same_file_fetch_it_once(world: World, body: bytes) -> None:
    world.add("m", {"w.bin": body})
    both_there = threading.Event()
    world.server.change("m/w.bin", gate=both_there)
    with start(world, "get", "m", "--json") as first:
        until(lambda: parts(world) > 0, first)
        with start(world, "get", "m", "--json") as second:
            assert second.stdout is not None
            kinds = []
            for line in second.stdout:
                kinds.append(json.loads(line)["type"])
                if kinds[-1] == "waiting":
                    both_there.set()
        first.communicate(timeout=PATIENCE)
    assert [first.returncode, second.returncode] == [0, 0], kinds
    assert len(world.server.asked) == 1
    assert world.server.sent == SIZE
    assert "waiting" in kinds
    assert kinds[-1] == "ready"


def test_ctrl_c_pauses_and_the_same_command_goes_on(world: World, body: bytes) -> None:
    world.add("m", {"w.bin": body})
    world.server.change("m/w.bin", rate=40_000_000)
    with start(world, "get", "m", "--json") as process:
        until(lambda: parts(world) > SIZE // 5, process)
        process.terminate()
        said = process.communicate(timeout=PATIENCE)[0].splitlines()
    if sys.platform != "win32":
        assert process.returncode == 5
        assert json.loads(said[-1])["code"] == "CANCELLED"
    kept = parts(world)
    listed = json.loads(world.cli("list", "m", "--json").stdout)
    assert (listed["state"], listed["present"]) == ("partial", kept)
    world.server.change("m/w.bin", rate=None)
    assert world.cli("get", "m").returncode == 0
    assert world.server.ranges == ["", f"bytes={kept}-"]
