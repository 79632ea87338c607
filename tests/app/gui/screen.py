"""A screen of its own with a window manager, on which the program is used by mouse and keys."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

SIZE = (1366, 768)
_PATIENCE = 240.0
_PROGRAMS = ("Xvfb", "openbox", "xdotool")
_ROOT = Path(__file__).parents[3]


def missing_programs() -> list[str]:
    """What a screen needs and this computer has not."""
    return [name for name in _PROGRAMS if shutil.which(name) is None]


class Screen:
    """Presses keys and buttons as a user does; nothing of the program is called."""

    def __init__(self, display: str, home: Path) -> None:
        rest = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        self.environment = rest | {
            "DISPLAY": display,
            "MOUTHPIECE_HOME": str(home),
            "PYTHONPATH": str(_ROOT),
            "LANG": "C.UTF-8",
        }
        self.program: subprocess.Popen[bytes] | None = None

    def open(self, *files: Path) -> None:
        """Starts the program, or hands files to the one that is open."""
        started = self.start(sys.executable, "-m", "app.cli", "gui", *map(str, files))
        if self.program is None:
            self.program = started
            self.do("search", "--sync", "--onlyvisible", "--name", "^Mouthpiece$")
        else:
            started.wait(_PATIENCE)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """A program on this screen."""
        return subprocess.Popen(command, env=self.environment, cwd=_ROOT)

    def do(self, *words: str) -> str:
        """One call of xdotool, and what it prints."""
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=_PATIENCE,
        )
        return done.stdout

    def keys(self, *names: str) -> None:
        """Presses keys one after another, such as ctrl+2 or Return."""
        for name in names:
            self.do("key", "--clearmodifiers", name)
            time.sleep(0.15)

    def type(self, text: str) -> None:
        """Types a text."""
        self.do("type", "--delay", "20", text)

    def click(self, x: int, y: int, times: int = 1) -> None:
        """Clicks at a place of the window, counted from its upper left corner."""
        window = self.window()
        self.do("mousemove", "--window", window, str(x), str(y))
        self.do("click", "--repeat", str(times), "--delay", "80", "1")
        time.sleep(0.3)

    def window(self) -> str:
        """The number of the program's window."""
        return self.do("search", "--onlyvisible", "--name", "^Mouthpiece$").split()[0]

    def size(self) -> tuple[int, int]:
        """Width and height of the window; where it lies xdotool gets wrong under a manager."""
        lines = self.do("getwindowgeometry", "--shell", self.window()).splitlines()
        facts = dict(line.split("=") for line in lines)
        return int(facts["WIDTH"]), int(facts["HEIGHT"])


def until(reached: Callable[[], bool], what: str) -> None:
    """Waits until something has come true."""
    end = time.monotonic() + _PATIENCE
    while not reached():
        assert time.monotonic() < end, f"it did not happen: {what}"
        time.sleep(0.2)


@contextmanager
def opened_screen(home: Path) -> Iterator[Screen]:
    """A screen as common laptops have it; everything on it ends with the block."""
    with ExitStack() as ending:
        read, write = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        ending.callback(_end, server)
        os.close(write)
        with os.fdopen(read) as told:
            display = f":{told.readline().strip()}"
        screen = Screen(display, home)
        manager = screen.start("openbox")
        ending.callback(_end, manager)
        time.sleep(1.0)
        try:
            yield screen
        finally:
            if screen.program is not None:
                _end(screen.program)


@contextmanager
def ended_after(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> Iterator[None]:
    """A process that ends with the block."""
    try:
        yield
    finally:
        _end(process)


def _end(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
