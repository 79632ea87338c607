"""A watched folder: a file counts when it is complete, and not before."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.batch.folder import Files, LeftOut, find_files
from app.batch.pairing import Pair
from app.batch.remarks import RemarkKind
from app.batch.source import Source
from app.batch.watch import Settling, watch
from app.console.batch_run import BatchRun
from app.console.batch_watch import FolderWatch
from app.worker.shutdown import StopRequest
from tests.talker.sounds import write_clicks
from tests.waiting import PATIENCE, until


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_file_settles_once_it_stays_the_same(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "a.wav"
    settling = Settling(5.0, clock)

    def ready() -> bool:
        return bool(settling.settled([path]))

    path.write_bytes(b"1")
    assert not ready()
    clock.now += 4.9
    assert not ready()
    path.write_bytes(b"12")
    clock.now += 0.2
    assert not ready()
    clock.now += 5.0
    assert ready()
    path.write_bytes(b"123")
    assert not ready()
    path.unlink()
    assert not ready()
    path.write_bytes(b"123")
    clock.now += 60.0
    assert not ready(), "it was away in between"


@given(st.lists(st.tuples(st.floats(0.1, 4.0), st.booleans()), max_size=12))
def test_no_file_that_changed_lately_is_ever_taken(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[float, bool]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "growing.wav"
    path.write_bytes(b"")
    clock = Clock()
    settling = Settling(5.0, clock)
    settling.settled([path])
    changed = clock.now
    for seconds, grows in steps:
        clock.now += seconds
        if grows:
            with path.open("ab") as file:
                file.write(b"x")
            changed = clock.now
        assert bool(settling.settled([path])) == (clock.now - changed >= 5.0)


def test_new_complete_files_are_told_and_half_copied_ones_are_not(tmp_path: Path) -> None:
    stop, told = StopRequest(), list[list[str]]()
    (tmp_path / "a.png").write_bytes(b"x")
    growing, complete = tmp_path / "slow.wav", threading.Event()

    def grow() -> None:
        while not complete.wait(0.05):
            with growing.open("ab") as file:
                file.write(b"more")

    def on_change(files: Files) -> bool:
        told.append([path.name for path in (*files.portraits, *files.speeches)])
        return True

    writer = threading.Thread(target=grow)
    watcher = threading.Thread(
        target=watch,
        args=(lambda: find_files(tmp_path), on_change, stop),
        kwargs={"seconds": 0.3, "poll_seconds": 0.05},
    )
    writer.start()
    watcher.start()
    until(lambda: told == [["a.png"]])
    (tmp_path / "b.wav").write_bytes(b"x")
    until(lambda: told[-1] == ["a.png", "b.wav"])
    assert all("slow.wav" not in names for names in told)
    complete.set()
    writer.join()
    until(lambda: told[-1] == ["a.png", "b.wav", "slow.wav"])
    stop.request()
    watcher.join(PATIENCE)
    assert not watcher.is_alive()
    assert len(told) == 3


def test_a_copy_that_pauses_for_long_is_waited_for_and_told(tmp_path: Path) -> None:
    whole = write_clicks(tmp_path / "source.wav", 1.0, 16000).read_bytes()
    path = tmp_path / "in" / "a.wav"
    path.parent.mkdir()
    path.write_bytes(whole[:-1000])
    stop, seen = StopRequest(), list[Files]()

    def on_change(files: Files) -> bool:
        seen.append(files)
        if files.left_out:
            path.write_bytes(whole)
        if files.speeches:
            stop.request()
        return True

    watch(lambda: find_files(path.parent), on_change, stop, seconds=0.05, poll_seconds=0.01)
    assert seen[0] == Files((), (), (LeftOut(path, RemarkKind.FILE_UNFINISHED),))
    assert seen[-1] == Files((), (path,))
    assert not any(files.speeches for files in seen[:-1])


def test_a_download_of_aria2_is_complete_when_its_note_is_gone(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "a.mp3"
    settling, note = Settling(5.0, clock), tmp_path / "a.mp3.aria2"
    path.write_bytes(b"all the bytes, and not all of them right")
    note.write_bytes(b"x")
    settling.settled([path])
    clock.now += 60.0
    assert not settling.settled([path])
    note.unlink()
    assert settling.settled([path])


def test_it_stops_at_once_also_between_two_looks(tmp_path: Path) -> None:
    stop, looked = StopRequest(), threading.Event()

    def look() -> Files:
        looked.set()
        return find_files(tmp_path)

    watcher = threading.Thread(
        target=watch,
        args=(look, lambda _: True, stop),
        kwargs={"seconds": 1.0, "poll_seconds": 600.0},
        daemon=True,
    )
    watcher.start()
    assert looked.wait(60.0)
    stop.request()
    watcher.join(PATIENCE)
    assert not watcher.is_alive()


def test_what_could_not_be_dealt_with_is_told_again(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"x")
    stop, calls = StopRequest(), list[Files]()

    def on_change(files: Files) -> bool:
        calls.append(files)
        if len(calls) == 3:
            stop.request()
        return False

    watch(lambda: find_files(tmp_path), on_change, stop, seconds=0.0, poll_seconds=0.01)
    assert len(calls) == 3


def test_a_watched_folder_pairs_by_names_when_a_recording_of_its_portrait_is_not_read(
    tmp_path: Path,
) -> None:
    for name in ("bob.png", "bob.silk", "anna.wav"):
        (tmp_path / name).write_bytes(b"x")
    source = Source(tmp_path)
    batch = cast(BatchRun, SimpleNamespace(source=source, folder=tmp_path / "videos"))
    assert FolderWatch(batch, settle_seconds=1, force=False).pair is Pair.STEM
    (tmp_path / "bob.silk").unlink()
    assert FolderWatch(batch, settle_seconds=1, force=False).pair is Pair.ONE
