"""Makes and repairs the virtual environment: each step runs once, and again when it must."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.setup.gpu import find_gpu
from app.setup.lock import normal_name, read_lock
from app.setup.pip import PipFailure, run_pip
from app.setup.torch_build import TORCH, choose_source, install_torch, tags_for

_INCOMPLETE = "incomplete"


class SetupError(Exception):
    """Setting up cannot go on; the text says why and what to do."""


@dataclass
class Environment:
    """The virtual environment of a checkout; `took` collects the seconds of each step done."""

    root: Path
    took: dict[str, float] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where the virtual environment lies."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def packages(self) -> Path:
        """The environment's site-packages."""
        if os.name == "nt":
            return self.folder / "Lib" / "site-packages"
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        return self.folder / "lib" / version / "site-packages"

    def prepare(self, *, tests: bool = False) -> None:
        """Everything that the program needs, and with `tests` also what its tests need."""
        if not self.works():
            self._timed("environment", self._create)
        self._point_here()
        self._install("packages", self.root / "requirements.lock")
        if tests:
            self._install("test tools", self.root / "tests" / "requirements.lock")
        self._install_torch()

    def works(self) -> bool:
        """True when the environment's Python starts, is this version, and has pip."""
        question = "import pip, sys; print(*sys.version_info[:2])"
        try:
            done = subprocess.run(
                [str(self.python), "-I", "-c", question],
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.stdout.split() == [str(part) for part in sys.version_info[:2]]

    def _create(self) -> None:
        say(f"Making the environment {self.folder}")
        try:
            if self.folder.exists():
                shutil.rmtree(self.folder)
            subprocess.run(
                [sys.executable, "-m", "venv", str(self.folder)],
                check=True,
                capture_output=True,
                text=True,
            )
        except subprocess.CalledProcessError as error:
            raise SetupError(
                "Python could not make a virtual environment:\n"
                f"{(error.stdout + error.stderr).strip()}\n"
                "On Debian and Ubuntu run: sudo apt-get install python3-venv"
            ) from error
        except OSError as error:
            raise SetupError(
                f"The folder {self.folder} cannot be written: {error}\n"
                "Put the program into a folder of your own, or free some space."
            ) from error

    def _point_here(self) -> None:
        """Makes the checkout importable inside, without a build step."""
        pointer = self.packages / "mouthpiece-checkout.pth"
        line = f"{self.root}\n"
        if not pointer.is_file() or pointer.read_text(encoding="utf-8") != line:
            pointer.write_text(line, encoding="utf-8")

    def _install(self, step: str, lock: Path) -> None:
        digest = hashlib.sha256(lock.read_bytes()).hexdigest()
        marker = self._marker(step)
        if self._is_done(marker, digest):
            return

        def install() -> None:
            place = lock.relative_to(self.root).as_posix()
            names = set(read_lock(lock))
            say(f"Installing {len(names)} {step} from {place}")
            marker.parent.mkdir(parents=True, exist_ok=True)
            marker.write_text(_INCOMPLETE, encoding="utf-8")
            try:
                run_pip(self.python, ["install", "--no-deps", "--require-hashes", "-r", str(lock)])
            except PipFailure as failure:
                raise SetupError(failure.explain(lock)) from failure
            self._write_done(marker, digest, names)

        self._timed(step, install)

    def _install_torch(self) -> None:
        gpu = find_gpu()
        digest = f"{TORCH} {tags_for(gpu)[0]}"
        marker = self._marker("torch")
        if self._is_done(marker, digest):
            return

        def install() -> None:
            source = choose_source(gpu)
            origin = source.index or "pip's own sources (the vendor's index does not answer)"
            say(f"Installing torch {TORCH}, {source.wanted} build, from {origin}")
            marker.write_text(_INCOMPLETE, encoding="utf-8")
            try:
                install_torch(self.python, source, self.root / "requirements.lock")
            except PipFailure as failure:
                say(
                    f"Warning: torch {TORCH} could not be installed ({failure.reason}). "
                    "The built-in engine works without it; the next start tries again."
                )
                return
            self._write_done(marker, digest, {"torch"})

        self._timed("torch", install)

    def _marker(self, step: str) -> Path:
        return self.folder / "mouthpiece" / f"{step.replace(' ', '-')}.txt"

    def _is_done(self, marker: Path, digest: str) -> bool:
        """True when the step was finished for `digest` and nothing it left has gone since."""
        try:
            first, *installed = marker.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return False
        return first == digest and set(installed) <= self._installed()

    def _write_done(self, marker: Path, digest: str, names: set[str]) -> None:
        lines = [digest, *sorted(i for i in self._installed() if _project(i) in names)]
        marker.write_text("\n".join(lines), encoding="utf-8")

    def _installed(self) -> set[str]:
        return {path.name for path in self.packages.glob("*.dist-info")}

    def _timed(self, step: str, work: Callable[[], None]) -> None:
        began = time.monotonic()
        work()
        self.took[step] = time.monotonic() - began
        say(f"  done in {self.took[step]:.0f} s")


def _project(dist_info: str) -> str:
    """`PySide6_Essentials-6.12.0.dist-info` -> `pyside6-essentials`."""
    return normal_name(dist_info.split("-")[0])


def say(text: str) -> None:
    """One calm line for the person who waits."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
