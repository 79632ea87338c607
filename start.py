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
import time
from concurrent.futures import ThreadPoolExecutor
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
BESIDE = {
    "the window": ("tests/app/gui",),
    "queue and installers": (
        "tests/app/queue",
        "tests/app/batch",
        "tests/app/worker",
        "tests/app/console",
        "tests/installers",
    ),
    "farm and service": ("tests/app/farm", "tests/app/service"),
}
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
    """The name of a suitable Python that is on this machine already.

    Not on Windows, where the search begins in the current folder, whatever lies there.
    """
    for name in () if os.name == "nt" else ("python3.12", "python3.11"):
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
    # Hundreds of tests start the program: a second of each start is compiling it again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # Groups share the cores: threads of OpenMP that spin while they wait cost four times, and
    # small networks on several threads a sixth more than on one.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    beside = None if pytest_arguments else TestsBeside(python)
    apart = [part for parts in BESIDE.values() for part in parts]
    rest = pytest_arguments or [f"--ignore={part}" for part in apart]
    failed = []
    for name, arguments in (*CHECKS, ("pytest", ["-m", "pytest", *rest])):
        print(f"== {name}", flush=True)
        step = time.monotonic()
        if run([str(python), *arguments], ROOT) != 0:
            failed.append(name)
        print(f"   {time.monotonic() - step:.0f} s", flush=True)
    if beside is not None:
        failed += beside.end()
    print(f"{time.monotonic() - began:.0f} s in all")
    print("Failed: " + ", ".join(failed) if failed else "All checks passed.")
    return 1 if failed else 0


class TestsBeside:
    """Some of the tests, beside the others: most of them wait more than they compute. The window's
    never share a process with OpenCV and torch. Each group has a process of its own, in turn."""

    def __init__(self, python: Path) -> None:
        self._python = python
        self._turn = ThreadPoolExecutor(1)
        self._runs = {name: self._turn.submit(self._run, parts) for name, parts in BESIDE.items()}

    def end(self) -> list[str]:
        """Waits for them, shows what they said, and names the groups that failed."""
        failed = []
        for name, run in self._runs.items():
            done = run.result()
            said = done.stdout.decode("utf-8", errors="replace")
            if done.returncode == 0:  # short, so that failures of the first group are not far above
                summary = said.rfind("= short test summary")
                said = said[summary if summary >= 0 else said.rstrip().rfind("\n") + 1 :]
            else:
                failed.append(f"pytest, {name}")
            print(f"== pytest, {name}\n{said}", flush=True)
        self._turn.shutdown()
        return failed

    def _run(self, parts: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
        command = [str(self._python), "-m", "pytest", *parts]
        return subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )


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
