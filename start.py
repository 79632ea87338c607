"""Sets Mouthpiece up in its own folder and starts it; needs nothing but Python 3.11 or 3.12.

python start.py                       set up, then open the window (or say what can be done)
python start.py demo                  make demo.mp4
python start.py test [pytest args]    check the program itself
python start.py COMMAND ...           the same as: mouthpiece COMMAND ...
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
SUPPORTED = ((3, 11), (3, 12))
CHECKS = (
    ("ruff check", ["-m", "ruff", "check"]),
    ("ruff format", ["-m", "ruff", "format", "--check", "--quiet"]),
    ("mypy", ["-m", "mypy"]),
    ("import rules", ["-c", "from importlinter.cli import lint_imports_command as c; c()"]),
)
WINDOW_TESTS = "tests/app/gui"
WELCOME = """
Mouthpiece is ready. What to do next:

  python start.py demo                                 make demo.mp4 from a sample portrait
  python start.py render PORTRAIT SPEECH -o OUT.mp4    make your own talking video
  python start.py render --help                        every option
  python start.py doctor                               what this computer can do
"""


def version_problem(version: tuple[int, int], system: str) -> str | None:
    """Why this Python cannot run the program and how to get one that can; None if it can."""
    if version in SUPPORTED:
        return None
    ways = {
        "Windows": "winget install Python.Python.3.12   (then: py -3.12 start.py)",
        "Darwin": "brew install python@3.12   (then: python3.12 start.py)",
    }
    way = ways.get(
        system,
        "sudo apt-get install python3.12 python3.12-venv   (or python3.11; "
        "then: python3.12 start.py)\n  or, on any system: uv python install 3.12",
    )
    return (
        f"Mouthpiece needs Python 3.11 or 3.12; this is Python {version[0]}.{version[1]}.\n"
        f"Get one from https://www.python.org/downloads/ or with:\n  {way}"
    )


def other_python() -> str | None:
    """The name of a suitable Python that is on this machine already."""
    for name in ("python3.12", "python3.11"):
        if (
            shutil.which(name)
            and not subprocess.run([name, "--version"], capture_output=True, check=False).returncode
        ):
            return name
    return None


def main(arguments: list[str]) -> int:
    """Sets up what is missing, then does what was asked; returns the exit code."""
    problem = version_problem(sys.version_info[:2], _system())
    if problem:
        print(problem, file=sys.stderr)
        ready = other_python()
        if ready:
            print(f"This computer has one: run {ready} start.py", file=sys.stderr)
        return 2
    # Only now: these modules use the syntax of the supported versions.
    from app.setup.environment import Environment, SetupError

    began = time.monotonic()
    environment = Environment(ROOT)
    try:
        environment.prepare(tests=arguments[:1] == ["test"])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next start goes on with the setup.", file=sys.stderr)
        return 5
    if not arguments:
        if not has_screen():
            print(WELCOME)
            return 0
        arguments = ["gui"]
    if arguments[0] == "test":
        return run_checks(environment.python, arguments[1:])
    command = [str(environment.python), "-P", "-m", "app.cli", *arguments]
    if arguments[0] != "demo":
        replace_process(command)
    setup = dict(environment.took)
    code = run(command)
    steps = "".join(f"{name} {seconds:.0f} s, " for name, seconds in setup.items())
    print(f"From start to finish: {time.monotonic() - began:.0f} s ({steps}then the demo).")
    return code


def run_checks(python: Path, pytest_arguments: list[str]) -> int:
    """Linter, formatter, types, import rules and tests; all of them run, whatever fails."""
    began = time.monotonic()
    window = None if pytest_arguments else WindowTests(python)
    rest = pytest_arguments or [f"--ignore={WINDOW_TESTS}"]
    failed = []
    for name, arguments in (*CHECKS, ("pytest", ["-m", "pytest", *rest])):
        print(f"== {name}", flush=True)
        step = time.monotonic()
        if run([str(python), *arguments], ROOT) != 0:
            failed.append(name)
        print(f"   {time.monotonic() - step:.0f} s", flush=True)
    if window is not None:
        print("== pytest, the window", flush=True)
        if window.end() != 0:
            failed.append("pytest, the window")
    print(f"{time.monotonic() - began:.0f} s in all")
    print("Failed: " + ", ".join(failed) if failed else "All checks passed.")
    return 1 if failed else 0


class WindowTests:
    """The tests of the window, beside the others: apart, because it never shares a process with
    OpenCV and torch, and at the same time, because both wait a lot."""

    def __init__(self, python: Path) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - `end` closes it
        command = [str(python), "-m", "pytest", WINDOW_TESTS]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdout=self._said, stderr=subprocess.STDOUT
        )

    def end(self) -> int:
        """Waits for them, shows what they said, and gives their exit code."""
        code = self._process.wait()
        self._said.seek(0)
        print(self._said.read().decode("utf-8", errors="replace"), flush=True)
        self._said.close()
        return code


def run(command: list[str], folder: Path | None = None) -> int:
    """Runs a child that shares our terminal; Ctrl-C is for the child, we only wait for it."""
    # A handler, not SIG_IGN: an ignored signal would stay ignored in the child.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(command, cwd=folder, check=False).returncode
    finally:
        signal.signal(signal.SIGINT, before)


def replace_process(command: list[str]) -> NoReturn:
    """Becomes the program itself, so that signals and exit codes are its own."""
    if os.name == "nt":  # Windows' exec returns to the shell at once
        sys.exit(run(command))
    os.execv(command[0], command)


def has_screen() -> bool:
    """Whether windows can be shown at all: Windows and macOS always, Linux with a display."""
    if _system() != "Linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _system() -> str:
    names = {"win32": "Windows", "darwin": "Darwin"}
    return names.get(sys.platform, "Linux")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
