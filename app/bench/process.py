"""Runs the program itself in fresh processes, to time its start and to watch its memory."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from app.child_process import child_command, child_environment
from talker.errors import ErrorCode, MouthpieceError
from talker.progress import Stage

_SAMPLE_SECONDS = 0.05


def first_frame_seconds(portrait: Path, speech: Path, home: Path) -> float:
    """From the start of the process until the first frames are rendered."""
    began = time.perf_counter()
    with _rendering(portrait, speech, home) as process:
        for message in _lines(process):
            if message.get("stage") == Stage.RENDER and message.get("done"):
                seconds = time.perf_counter() - began
                process.terminate()
                process.wait()
                return seconds
    raise _failed()


def peak_memory(portrait: Path, speech: Path, home: Path) -> int:
    """The largest number of bytes that the process and its children hold during a render."""
    peak = 0
    with _rendering(portrait, speech, home) as process:
        reader = threading.Thread(target=lambda: list(_lines(process)))
        reader.start()
        while process.poll() is None:
            peak = max(peak, _held(process.pid))
            time.sleep(_SAMPLE_SECONDS)
        reader.join()
    if process.returncode != 0:
        raise _failed()
    return peak


@contextmanager
def _rendering(portrait: Path, speech: Path, home: Path) -> Iterator[subprocess.Popen[str]]:
    output = home / "bench.mp4"
    home.mkdir(parents=True, exist_ok=True)
    command = child_command(
        *("app.cli", "render", str(portrait), str(speech)),
        *("--output", str(output), "--overwrite", "--json"),
    )
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=child_environment(home)
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def _lines(process: subprocess.Popen[str]) -> Iterator[dict[str, object]]:
    if process.stdout is not None:
        for line in process.stdout:
            yield json.loads(line)


def _held(pid: int) -> int:
    """Bytes of a process and the programs that it runs, shared pages counted once; 0 if gone."""
    total = 0
    with suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            with suppress(psutil.Error):  # it may have ended this moment
                # Just forked, it still is its parent, pages and all, and counted there.
                if process == parent or process.exe() != parent.exe():
                    memory = process.memory_full_info()
                    total += getattr(memory, "pss", memory.uss)
    return total


def _failed() -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.INTERNAL,
        "The render that was to be measured did not finish.",
        "Run `mouthpiece render` with the same files to see why.",
    )
