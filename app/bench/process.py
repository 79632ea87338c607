"""Runs the program itself in fresh processes, to time its start and to watch its memory."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from app.child_process import child_command, child_environment
from talker.errors import ErrorCode, MouthpieceError
from talker.progress import Stage

_SAMPLE_SECONDS = 0.05


def first_frame_seconds(portrait: Path, speech: Path, home: Path) -> float:
    """From the start of the process until the first frames are rendered."""
    return until_result(Stage.RENDER, home, *_render(portrait, speech, home)).seconds


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock, and those of all processors."""

    seconds: float
    processor: float


def until_result(stage: Stage, home: Path, *arguments: str) -> Taken:
    """From the start of a command of the program until a stage of it has its first result."""
    began = time.perf_counter()
    with _running(home, *arguments) as process:
        for message in _lines(process):
            if message.get("stage") == stage and message.get("done"):
                seconds = time.perf_counter() - began
                times = psutil.Process(process.pid).cpu_times()
                process.terminate()
                process.wait()
                return Taken(seconds, times.user + times.system)
    raise _failed()


def printed_by(module: str, home: Path, *arguments: str) -> list[str]:
    """The lines that a module of ours prints in a process of its own."""
    command = child_command(module, str(home), *arguments)
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env=child_environment(home), check=False
    )
    if done.returncode != 0:
        raise _failed()
    return done.stdout.splitlines()


def peak_memory(picture: Path, speech: Path, home: Path, command: str = "render") -> int:
    """The largest number of bytes that the process and its children hold during a render, or
    another `command` of a picture or film and a speech."""
    peak = 0
    with _running(home, *_render(picture, speech, home, command)) as process:
        reader = threading.Thread(target=lambda: list(_lines(process)))
        reader.start()
        while process.poll() is None:
            peak = max(peak, _held(process.pid))
            time.sleep(_SAMPLE_SECONDS)
        reader.join()
    if process.returncode != 0:
        raise _failed()
    return peak


def _render(picture: Path, speech: Path, home: Path, command: str = "render") -> tuple[str, ...]:
    output = home / "bench.mp4"
    return (command, str(picture), str(speech), "--output", str(output), "--overwrite")


@contextmanager
def _running(home: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    home.mkdir(parents=True, exist_ok=True)
    command = child_command("app.cli", *arguments, "--json")
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
        "The command that was to be measured did not finish.",
        "Run it yourself with the same files to see why.",
    )
