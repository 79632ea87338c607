"""On which device and how precisely networks run, and batches that fit into its memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from numpy.typing import NDArray

from talker.errors import ErrorCode, MouthpieceError, UsageError

if TYPE_CHECKING:
    from torch import Tensor

Kind = Literal["cuda", "cpu"]
Precision = Literal["float32", "float16", "bfloat16"]
T = TypeVar("T")

_FLOAT16_MAJOR = 7  # compute capability from which float16 is much faster


@dataclass(frozen=True)
class Device:
    """Where to compute: `name` is torch's (`cuda`, `cuda:1`, `cpu`), `memory` its free bytes.

    `fast`: networks may compute in smaller numbers than `precision` where that is quicker.
    """

    name: str
    precision: Precision
    threads: int
    memory: int
    fast: bool = False

    @property
    def kind(self) -> Kind:
        """The kind of device: `cuda` or `cpu`."""
        return "cuda" if self.name.startswith("cuda") else "cpu"

    @property
    def identity(self) -> str:
        """What of it changes pixels, for identities."""
        return f"{self.kind} {self.precision}{' fast' if self.fast else ''}"

    def frame_batch(self, frame: int, largest: int) -> int:
        """Frames that are drawn at once, at most `largest`, when each takes `frame` bytes: one for
        each core of a processor, as many as fit on a GPU."""
        if self.kind == "cpu":
            return min(self.threads, largest)
        return batch_size(self.memory, frame, largest)


def choose_device(wanted: str = "auto", precision: Precision | None = None) -> Device:
    """The device for networks, `wanted` being a DeviceChoice: a GPU for auto if there is one.

    UsageError when a GPU is asked for and torch finds none. On a processor the precision is
    float32 unless another is asked for; a GPU computes in half precision.
    """
    import psutil
    import torch

    gpu = wanted != "cpu" and torch.cuda.is_available()
    if wanted == "cuda" and not gpu:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            "There is no GPU that torch can use.",
            "See what is missing with: mouthpiece doctor. The processor is chosen by: cpu.",
        )
    if not gpu:
        memory = int(psutil.virtual_memory().available)
        return Device("cpu", precision or "float32", usable_cores(), memory)
    major, _ = torch.cuda.get_device_capability()
    free, _ = torch.cuda.mem_get_info()
    return Device("cuda", precision or gpu_precision(major), usable_cores(), int(free))


def gpu_precision(major: int) -> Precision:
    """The precision for a GPU of the compute capability `major`.x.

    float16 has three bits more than bfloat16, and the maps stay far below its largest number;
    cards before 7.x gain nothing from it.
    """
    return "float16" if major >= _FLOAT16_MAJOR else "float32"


def usable_cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def batch_size(memory: int, frame: int, largest: int) -> int:
    """Frames at once, 1..`largest`, when each takes `frame` bytes and half of `memory` may go."""
    return max(1, min(largest, memory // 2 // max(frame, 1)))


def in_batches(
    start: int, stop: int, batch: int, work: Callable[[int, int], T]
) -> Iterator[tuple[int, int, T]]:
    """`work(first, last)` over start..stop in batches, halved each time the memory runs out.

    Yields first, last (exclusive) and the result. MouthpieceError OUT_OF_MEMORY when a single
    frame does not fit.
    """
    while start < stop:
        end = min(start + batch, stop)
        try:
            done = work(start, end)
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
            if batch == 1:
                raise _too_little() from error
        else:
            yield start, end, done
            start = end
            continue
        # Outside the handler: the failed attempt's tensors are free by now.
        release_memory()
        batch //= 2


def to_host(values: Tensor) -> NDArray[Any]:
    """The values in the processor's memory; from a GPU through page-locked memory, which is faster.

    torch keeps page-locked memory for the next copy once nobody holds the array any more.
    """
    if values.device.type != "cuda":
        return values.contiguous().numpy()
    import torch

    host = torch.empty(values.shape, dtype=values.dtype, pin_memory=True)
    host.copy_(values, non_blocking=True)
    torch.cuda.current_stream(values.device).synchronize()
    return host.numpy()


def is_out_of_memory(error: BaseException) -> bool:
    """Whether a failure means that memory ran out, on whichever device."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    text = str(error)
    return "DefaultCPUAllocator" in text or "CUDA out of memory" in text


def release_memory() -> None:
    """Gives cached GPU memory back."""
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _too_little() -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.OUT_OF_MEMORY,
        "There is not enough memory for a single frame.",
        "Close other programs, use a smaller --size, or compute on the processor.",
    )
