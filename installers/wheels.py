"""Gets the wheels for Windows, on any system, and makes our own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import InvalidWheelFilename, NormalizedName, parse_wheel_filename
from packaging.version import Version

from app.setup.pip import PipFailure, run_pip
from installers.errors import BuildError
from installers.locks import Pin
from installers.pins import pins
from installers.target import PLATFORM, tags

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Wheel:
    """One wheel file."""

    path: Path
    name: NormalizedName
    version: Version

    @property
    def sha256(self) -> str:
        """Of the whole file, in hexadecimal digits."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def fetch_wheels(wanted: Sequence[Pin], folder: Path, index: str | None = None) -> list[Wheel]:
    """Every pin as a wheel that runs on the target; those in `folder` already are not fetched.

    Each is one of the files that the lock knows by hash. `index` is asked instead of pip's
    configured indexes: for builds of the vendor's own, which the lock does not know.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = [pin for pin in wanted if _find(pin, folder) is None]
    if missing:
        _download(missing, folder, index)
    wheels = []
    for pin in wanted:
        wheel = _find(pin, folder)
        if wheel is None:
            raise BuildError(f"pip brought no wheel of {pin} for {PLATFORM} into {folder}.")
        if index is None and pin.sha256 and wheel.sha256 not in pin.sha256:
            raise BuildError(
                f"{wheel.path} is not a file that the lock knows: its SHA-256 is {wheel.sha256}.\n"
                "Remove it and build again; when it comes back, the package index is not to be "
                "trusted."
            )
        wheels.append(wheel)
    return wheels


def build_wheel(checkout: Path, folder: Path, epoch: int) -> Wheel:
    """Our own wheel, made from a checkout; `epoch` is the time that its files get."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("mouthpiece-*.whl"):
        old.unlink()
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=checkout,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(epoch)},
        capture_output=True,
        text=True,
        check=False,
    )
    made = sorted(folder.glob("mouthpiece-*.whl"))
    if done.returncode != 0 or len(made) != 1:
        raise BuildError(f"Our own wheel could not be made:\n{(done.stdout + done.stderr).strip()}")
    return read_name(made[0])


def read_name(path: Path) -> Wheel:
    """What a wheel's file name says."""
    try:
        name, version, _, _ = parse_wheel_filename(path.name)
    except InvalidWheelFilename as error:
        raise BuildError(f"{path} is no wheel: {error}") from error
    return Wheel(path, name, version)


def _download(missing: Iterable[Pin], folder: Path, index: str | None) -> None:
    major, minor = pins().python.minor
    abis = [f"cp{major}{minor}", "abi3", "none"]
    arguments = ["download", "--no-deps", "--only-binary=:all:", "--dest", str(folder)]
    arguments += ["--platform", PLATFORM, "--python-version", f"{major}.{minor}"]
    arguments += ["--implementation", "cp", *(f"--abi={abi}" for abi in abis)]
    arguments += ["--index-url", index] if index else []
    try:
        run_pip(Path(sys.executable), [*arguments, *map(str, missing)])
    except PipFailure as failure:
        raise BuildError(
            f"The wheels for Windows could not be fetched: {failure.reason}.\n"
            "Every distribution of the lock must have a wheel for 64-bit Windows or a pure one."
        ) from failure


def _find(pin: Pin, folder: Path) -> Wheel | None:
    """The wheel of a pin that suits the target best."""
    order = {tag: place for place, tag in enumerate(tags())}
    fitting: list[tuple[int, str, Wheel]] = []
    for path in folder.glob("*.whl"):
        name, version, _, wheel_tags = parse_wheel_filename(path.name)
        # `2.13.0+cpu` is what the vendor calls his build of `2.13.0`.
        if name != pin.name or Version(version.public) != Version(pin.version):
            continue
        places = [order[tag] for tag in wheel_tags if tag in order]
        if places:
            fitting.append((min(places), path.name, Wheel(path, name, version)))
    return min(fitting)[2] if fitting else None
