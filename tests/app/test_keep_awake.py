"""The computer stays awake while there is work: which wish is made, and that it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.keep_awake import awake, by_holder, by_thread_state
from app.queue.store import JobStore, queue_path
from app.worker.shutdown import StopRequest
from app.worker.supervisor import Supervisor
from tests.skips import AllowedSkip
from tests.waiting import until

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("the stand-ins are shell scripts")
)


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where stand-ins for the systems' programs write how they were called, and their end."""
    folder, said = tmp_path / "bin", tmp_path / "said"
    folder.mkdir()
    for name in ("systemd-inhibit", "caffeinate"):
        program = folder / name
        program.write_text(
            f'#!/bin/sh\necho "{name} $@" >> "{said}"\n'
            f'while [ "$1" != cat ]; do shift; done\n"$@"\necho over >> "{said}"\n'
        )
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return said


def words(said: Path) -> str:
    return said.read_text(encoding="utf-8") if said.exists() else ""


@pytest.mark.parametrize(
    ("platform", "call"),
    [("linux", "systemd-inhibit --what=idle --who=Mouthpiece"), ("darwin", "caffeinate -i cat")],
)
def test_a_program_of_the_system_holds_it_awake_as_long_as_the_block_lasts(
    platform: str, call: str, asked: Path
) -> None:
    with awake(platform):
        until(lambda: call in words(asked))
        assert "over" not in words(asked)
    assert words(asked).endswith("over\n")


def test_it_ends_also_when_the_work_fails(asked: Path) -> None:
    def fail() -> None:
        with awake("linux"):
            until(lambda: words(asked) != "")
            raise ValueError("no face")

    with pytest.raises(ValueError, match="no face"):
        fail()
    assert words(asked).endswith("over\n")


def test_it_ends_when_we_are_killed(asked: Path) -> None:
    code = "import time\nfrom app.keep_awake import awake\nwith awake('linux'):\n    time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code])
    until(lambda: words(asked) != "")
    process.kill()
    process.wait()
    until(lambda: words(asked).endswith("over\n"))


def test_where_nothing_can_be_asked_the_work_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = []
    for platform in ("linux", "darwin", "freebsd"):
        with awake(platform):
            done.append(platform)
    broken = tmp_path / "broken"
    broken.write_text("no program")
    broken.chmod(0o755)
    with by_holder(("broken",)):
        done.append("broken")
    assert len(done) == 4


def test_windows_is_told_in_the_thread_that_works() -> None:
    told: list[tuple[int, int]] = []
    me = threading.get_ident()
    with by_thread_state(lambda flags: told.append((flags, threading.get_ident()))):
        # ES_CONTINUOUS and ES_SYSTEM_REQUIRED: not the screen
        assert told == [(0x80000001, me)]
    assert told[1:] == [(0x80000000, me)]


def test_a_run_of_the_queue_keeps_it_awake(asked: Path, tmp_path: Path) -> None:
    with JobStore(queue_path(tmp_path)) as store:
        summary = Supervisor(store, 1, lambda _: None, home=tmp_path).run(StopRequest())
    assert summary.failed == 0
    until(lambda: words(asked).endswith("over\n"))
    assert "Videos are being made" in words(asked)
