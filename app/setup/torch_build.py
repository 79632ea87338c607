"""Which torch build suits this machine, and where pip shall take it from."""

from __future__ import annotations

import os
import queue
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass

from app.setup.gpu import Gpu

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


def fetch(url: str, seconds: float) -> str | None:
    """The text at `url` ("" for a refusal such as 404); None when nothing answers in time.

    The environment's proxies are used. A thread keeps the time, because the name lookup of the
    system knows no timeout.
    """
    answer: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def ask() -> None:
        try:
            with urllib.request.urlopen(url, timeout=seconds) as response:
                answer.put(response.read().decode("utf-8", "replace"))
        except urllib.error.HTTPError:
            answer.put("")
        except (OSError, ValueError):
            answer.put(None)

    threading.Thread(target=ask, daemon=True).start()
    try:
        return answer.get(timeout=seconds)
    except queue.Empty:
        return None


def _cuda_version(tag: str) -> tuple[int, int]:
    digits = tag.removeprefix("cu")
    return int(digits[:-1]), int(digits[-1])
