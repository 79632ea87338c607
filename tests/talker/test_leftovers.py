"""Killed processes: what they were making is gone after the next start, and nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from talker.files import part_name
from talker.leftovers import SCRATCH, clear_leftovers, noted

# Writes a part of each of its arguments and waits to be killed.
WRITER = """
import sys
from contextlib import ExitStack
from pathlib import Path
from talker.leftovers import noted

home, *parts = map(Path, sys.argv[1:])
with ExitStack() as stack:
    for part in parts:
        stack.enter_context(noted(part, home))
        if part.suffix:
            part.write_bytes(b"half")
        else:
            part.mkdir(parents=True)
            (part / "matte.mkv").write_bytes(b"half")
    print("made", flush=True)
    sys.stdin.read()
"""


def writer(home: Path, *parts: Path) -> subprocess.Popen[str]:
    """A process that has written its parts."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home), *map(str, parts)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "made\n"
    return process


def test_what_a_killed_process_made_goes_and_what_a_living_one_makes_stays(tmp_path: Path) -> None:
    home, videos = tmp_path / "home", tmp_path / "videos 视频"
    videos.mkdir()
    mine = videos / "x.gif.part"
    mine.write_bytes(b"a user's own")
    dead = [part_name(videos / "x.gif", ".gif"), home / "work" / f"{SCRATCH}dead"]
    signed = part_name(dead[0], ".gif")
    alive = [part_name(videos / "y.gif", ".gif"), home / "work" / f"{SCRATCH}alive"]
    with writer(home, *dead) as killed, writer(home, *alive) as living:
        signed.write_bytes(b"half")
        killed.kill()
        killed.wait()
        clear_leftovers(home)
        assert not any(path.exists() for path in (*dead, signed))
        assert all(path.exists() for path in alive)
        assert mine.exists()
        living.kill()
    clear_leftovers(home)
    assert not any(path.exists() for path in alive)
    assert not list((home / "work").glob("passing/*"))


# Replaces a folder of pictures and dies where the first argument says.
_REPLACER = """
import os, sys
from pathlib import Path
from talker import files
from talker.leftovers import noted_write

step, home, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
if step == "before the new one has its name":
    files.check_folder = lambda path, *_: path.name.endswith(".old") and os._exit(1)
else:
    files.discard = lambda _: os._exit(1)
with noted_write(target, home, replaces=lambda _: True) as part:
    part.mkdir()
    (part / "000000.png").write_bytes(b"new")
"""


@pytest.mark.parametrize(
    ("step", "left"),
    [
        ("before the new one has its name", {"000000.png": b"old", "000001.png": b"old"}),
        ("before the old one is gone", {"000000.png": b"new"}),
    ],
)
def test_a_folder_that_was_being_replaced_is_the_old_one_or_the_new_one(
    tmp_path: Path, step: str, left: dict[str, bytes]
) -> None:
    home, target = tmp_path / "home", tmp_path / "帧 frames"
    target.mkdir()
    for name in ("000000.png", "000001.png"):
        (target / name).write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", _REPLACER, step, home, target], check=False)
    assert done.returncode == 1
    assert len(list(tmp_path.glob("*.old"))) == 1
    clear_leftovers(home)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == left
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", target.name]


def test_a_note_cannot_have_anything_else_removed(tmp_path: Path) -> None:
    precious = tmp_path / "thesis"
    precious.mkdir()
    notes = tmp_path / "home" / "work" / "passing"
    notes.mkdir(parents=True)
    (notes / "0.txt").write_text(str(precious))
    clear_leftovers(tmp_path / "home")
    assert precious.exists()


def test_what_is_finished_leaves_no_note(tmp_path: Path) -> None:
    with noted(tmp_path / "a.12345678.part", tmp_path):
        assert len(list((tmp_path / "work" / "passing").iterdir())) == 1
    assert not list((tmp_path / "work").glob("passing/*"))


def test_old_parts_of_short_writes_and_old_scratch_go(tmp_path: Path) -> None:
    old, young = time.time() - 2 * 86400, time.time()
    for age in (old, young):
        for path in (tmp_path / "inputs" / f"{age}.part", tmp_path / f"settings{age}.part"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"half")
            os.utime(path, (age, age))
        scratch = tmp_path / "work" / f"{SCRATCH}{age}"
        scratch.mkdir(parents=True)
        os.utime(scratch, (age, age))
    clear_leftovers(tmp_path)
    left = {path.name for path in tmp_path.rglob("*") if path.name not in ("inputs", "work")}
    assert left == {f"{young}.part", f"settings{young}.part", f"{SCRATCH}{young}"}


def test_a_home_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    clear_leftovers(tmp_path / "none")
