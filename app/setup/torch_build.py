"""Which torch build suits this machine, and where pip shall take it from."""

from __future__ import annotations

import os
from dataclasses import dataclass

from app.setup.gpu import Gpu
from app.setup.network import fetch

TORCH = "2.13.0"
VENDOR = "https://download.pytorch.org/whl"
MIRROR_VARIABLE = "MOUTHPIECE_TORCH_INDEX"  # another place laid out like the vendor's
CUDA_TAGS = ("cu132", "cu130", "cu129", "cu128", "cu126")  # newest first
_CUDA_12 = ("cu126",)  # CUDA 13 and the later 12 builds leave out chips older than Turing
_TURING = (7, 5)


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
    """The builds that run on the machine, best first."""
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


def _cuda_version(tag: str) -> tuple[int, int]:
    digits = tag.removeprefix("cu")
    return int(digits[:-1]), int(digits[-1])
