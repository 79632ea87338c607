"""SIGINT and SIGTERM: the same at every stage, nothing left behind, over within seconds."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from app.interrupts import Interrupts
from app.queue.liveness import is_alive
from talker.errors import ExitCode
from tests.skips import AllowedSkip
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("sends a POSIX signal")
)

# `inspect` or `render`, where a library waits for a program of its own that does not end. A thread
# waits there and the main thread for it, deaf to signals: as inside native code.
STUCK = """
import subprocess, sys, threading
from pathlib import Path
from app.cli import main

def waits(*_, **__):
    def wait():
        with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as child:
            Path(sys.argv[1]).write_text(str(child.pid))
            child.wait()
    if sys.argv[2] == "inspect":
        wait()
    deaf = threading.Thread(target=wait)
    deaf.start()
    while deaf.is_alive():
        try:
            deaf.join()
        except KeyboardInterrupt:
            pass

import talker.pipeline, talker.provenance.manifest
talker.pipeline.render = talker.provenance.manifest.inspect = waits
sys.exit(main(sys.argv[2:]))
"""
COMMANDS = {
    "inspect": (["inspect", "video.mp4"], ExitCode.INTERRUPTED),
    "render": (["render", "face.png", "speech.wav"], ExitCode.STOPPED),
}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_does_not_hear_ends_all_the_same(
    command: str, number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments, expected = COMMANDS[command]
    note = tmp_path / "child"
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path / "home"))
    with subprocess.Popen(
        [sys.executable, "-c", STUCK, str(note), *arguments], stderr=subprocess.PIPE, text=True
    ) as process:
        until(lambda: note.exists() and note.read_text() != "")
        child = int(note.read_text())
        born = psutil.Process(child).create_time()
        assert is_alive(child, born)
        process.send_signal(number)
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == expected
    assert "Traceback" not in said
    assert ("CANCELLED" in said) == (expected == ExitCode.STOPPED)
    until(lambda: not is_alive(child, born))


def test_a_second_signal_waits_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "child"
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path / "home"))
    arguments, expected = COMMANDS["render"]
    patient = f"import app.interrupts; app.interrupts.GRACE_SECONDS = 600.0\n{STUCK}"
    with subprocess.Popen([sys.executable, "-c", patient, str(note), *arguments]) as process:
        until(lambda: note.exists() and note.read_text() != "")
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
    assert process.returncode == expected


def test_the_handlers_of_whoever_calls_are_put_back() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with Interrupts(lambda _: None):
        assert Interrupts.current is not None
    assert Interrupts.current is None
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


def test_in_another_thread_there_is_nothing_to_handle() -> None:
    seen: list[Interrupts | None] = []

    def enter() -> None:
        with Interrupts(lambda _: None):
            seen.append(Interrupts.current)

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert seen == [None]
