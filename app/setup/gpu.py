"""Asks the NVIDIA driver what it can run; no GPU library is needed for the question."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

from talker.processes import no_window
from talker.programs import find_program

_CUDA = re.compile(r"CUDA(?: UMD)? Version:\s*(\d+)\.(\d+)")
_SECONDS = 10.0


@dataclass(frozen=True)
class Gpu:
    """The weakest GPU of the machine: `cuda` is the newest CUDA (major, minor) that its driver
    runs, `capability` the compute capability (major, minor) of the chip."""

    name: str
    cuda: tuple[int, int]
    capability: tuple[int, int]


def find_gpu() -> Gpu | None:
    """The GPU that decides about the torch build; None when no NVIDIA driver answers."""
    program = find_program("nvidia-smi")
    if program is None:
        return None
    banner = _output([str(program)])
    listing = _output(
        [str(program), "--query-gpu=name,compute_cap", "--format=csv,noheader,nounits"]
    )
    return parse_gpu(banner, listing)


def count_gpus() -> int:
    """How many NVIDIA GPUs the machine has; 0 when no driver answers."""
    program = find_program("nvidia-smi")
    listing = "" if program is None else _output([str(program), "--list-gpus"])
    return sum(line.startswith("GPU ") for line in listing.splitlines())


def parse_gpu(banner: str, listing: str) -> Gpu | None:
    """Reads nvidia-smi's plain output and its `name, compute_cap` list."""
    cuda = _CUDA.search(banner)
    gpus = []
    for line in listing.splitlines():
        name, _, capability = line.rpartition(",")
        numbers = re.fullmatch(r"(\d+)\.(\d+)", capability.strip())
        if numbers:
            gpus.append(((int(numbers[1]), int(numbers[2])), name.strip()))
    if cuda is None or not gpus:
        return None
    capability_of_weakest, weakest = min(gpus)
    return Gpu(weakest, (int(cuda[1]), int(cuda[2])), capability_of_weakest)


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
            creationflags=no_window(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
