"""The lock between processes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from talker import locking
from talker.errors import Cancelled
from talker.locking import file_lock
from talker.progress import CancelToken

HOLDER = """
import sys, time
from pathlib import Path
from talker.locking import file_lock
from talker.progress import CancelToken
with file_lock(Path(sys.argv[1]), CancelToken(), lambda: None):
    print("held", flush=True)
    time.sleep(60)
"""


def start_holder(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDER, str(path)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_process_waits_until_the_first_dies(tmp_path: Path) -> None:
    path = tmp_path / "render.lock"
    waits: list[subprocess.Popen[str]] = []
    with start_holder(path) as holder:

        def waiting() -> None:
            assert holder.poll() is None
            waits.append(holder)
            holder.kill()

        with file_lock(path, CancelToken(), waiting):
            assert holder.wait(60.0) != 0
    assert waits == [holder]


def test_waiting_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "render.lock"
    cancel = CancelToken()
    with start_holder(path) as holder:
        with pytest.raises(Cancelled), file_lock(path, cancel, cancel.cancel):
            pass
        holder.kill()


def test_only_one_holds_at_a_time_and_no_file_is_left(tmp_path: Path) -> None:
    path = tmp_path / "render.lock"
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(5):
            with file_lock(path, CancelToken(), lambda: None):
                inside += 1
                most = max(most, inside)
                time.sleep(0.005)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert not path.exists()


def test_a_file_that_its_last_holder_removed_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "render.lock"
    lock = locking.try_lock
    calls: list[int] = []

    def removed_between_opening_and_locking(handle: int) -> bool:
        calls.append(handle)
        if len(calls) == 1:
            path.unlink()
        return lock(handle)

    monkeypatch.setattr(locking, "try_lock", removed_between_opening_and_locking)
    with file_lock(path, CancelToken(), lambda: None):
        assert path.exists()
