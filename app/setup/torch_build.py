"""Which torch build suits this machine, and where pip shall take it from."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.setup.gpu import Gpu
from app.setup.lock import Locked, normal_name, read_lock, write_pins
from app.setup.network import fetch
from app.setup.pip import PipFailure, run_pip

TORCH = "2.13.0"
VENDOR = "https://download.pytorch.org/whl"
MIRROR_VARIABLE = "MOUTHPIECE_TORCH_INDEX"  # another place laid out like the vendor's
BUILD_VARIABLE = "MOUTHPIECE_TORCH"  # the build for another machine than this one: cpu, cu128
CUDA_TAGS = ("cu132", "cu130", "cu129", "cu128", "cu126")  # newest first
_CUDA_12 = ("cu126",)  # CUDA 13 and the later 12 builds leave out chips older than Turing
_TURING = (7, 5)
LOCK = Path(__file__).with_name("torch.lock")  # torch and what it needs, as PyPI has them
# The vendor's own builds are other files than PyPI's, under the same version. These are known.
_VENDORS_FILES = {
    "torch-2.13.0+cpu-cp311-cp311-manylinux_2_28_x86_64.whl": (
        "6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b"
    ),
}


@dataclass(frozen=True)
class TorchSource:
    """`index` is the index to use instead of pip's configured one; None leaves pip alone."""

    wanted: str
    index: str | None

    @property
    def pip_arguments(self) -> list[str]:
        """The requirement, with its index, for `pip install`."""
        return [f"torch=={TORCH}", *(["--index-url", self.index] if self.index else [])]


def tags_for(gpu: Gpu | None) -> tuple[str, ...]:
    """The builds that run on the machine, best first; the one that BUILD_VARIABLE names, if any."""
    named = os.environ.get(BUILD_VARIABLE)
    if named:
        return (named,)
    if gpu is None:
        return ("cpu",)
    tags = CUDA_TAGS if gpu.capability >= _TURING else _CUDA_12
    fitting = tuple(tag for tag in tags if _cuda_version(tag) <= gpu.cuda)
    return fitting or ("cpu",)


def choose_source(gpu: Gpu | None, vendor: str | None = None, seconds: float = 3.0) -> TorchSource:
    """The vendor's index for the first fitting build that it offers, else pip's own sources.

    `seconds` is the longest wait for each answer; the first silence ends the asking.
    """
    base = (vendor or os.environ.get(MIRROR_VARIABLE) or VENDOR).rstrip("/")
    tags = tags_for(gpu)
    for tag in tags:
        page = fetch(f"{base}/{tag}/torch/", seconds)
        if page is None:
            break
        if f"torch-{TORCH}" in page:
            return TorchSource(tag, f"{base}/{tag}")
    return TorchSource(tags[0], None)


def torch_lock() -> dict[str, Locked]:
    """torch and everything that it may need, each with the SHA-256 of its files."""
    read = read_lock(LOCK)
    torch = read["torch"]
    known = torch.sha256 | set(_VENDORS_FILES.values())
    return read | {"torch": Locked(torch.name, torch.requirement, known)}


def install_torch(python: Path, source: TorchSource, lock: Path) -> None:
    """Installs torch beside what `lock` pins; raises PipFailure.

    Out of pip's own sources every file must have a hash that is known. The vendor's index has
    builds of its own for each kind of GPU, and what they need: those are held by the version and
    by TLS only.
    """
    with tempfile.TemporaryDirectory(prefix="mouthpiece-setup-") as folder:
        pins = Path(folder, "pins.txt")
        if source.index:
            write_pins(read_lock(lock).values(), pins)
            run_pip(python, ["install", *source.pip_arguments, "-c", str(pins)])
            return
        known = torch_lock()
        write_pins((read_lock(lock) | known).values(), pins)
        report = Path(folder, "report.json")
        dry_run = ["install", "--dry-run", "--only-binary=:all:", "--report", str(report)]
        run_pip(python, [*dry_run, *source.pip_arguments, "-c", str(pins)])
        wanted = Path(folder, "wanted.txt")
        lines = known_lines(json.loads(report.read_text(encoding="utf-8")), known)
        wanted.write_text("\n".join(lines), encoding="utf-8")
        if lines:
            run_pip(python, ["install", "--no-deps", "--require-hashes", "-r", str(wanted)])


def known_lines(report: dict[str, Any], known: dict[str, Locked]) -> list[str]:
    """The lines, with hashes, for what pip would install; PipFailure for a file that none fits.

    Each names the very version and file that pip chose: of two builds whose hashes are both known
    another might be taken, without what that one needs.
    """
    lines = []
    for item in report["install"]:
        metadata, download = item["metadata"], item["download_info"]
        locked = known.get(normal_name(metadata["name"]))
        sha256 = download.get("archive_info", {}).get("hashes", {}).get("sha256")
        if locked is None or (sha256 and sha256 not in locked.sha256):
            raise PipFailure(
                [
                    f"ERROR: {download['url'].rsplit('/', 1)[-1]} is no file whose hash is known. "
                    f"Set {MIRROR_VARIABLE} to an index that you trust to use another build"
                ]
            )
        version = f"{metadata['name']}=={metadata['version']}"
        chosen = frozenset({sha256}) if sha256 else locked.sha256
        lines.append(Locked(locked.name, version, chosen).line())
    return lines


def _cuda_version(tag: str) -> tuple[int, int]:
    digits = tag.removeprefix("cu")
    return int(digits[:-1]), int(digits[-1])
