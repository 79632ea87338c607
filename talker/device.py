"""On which device and how precisely networks run, and batches that fit into its memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from talker.errors import ErrorCode, MouthpieceError, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

Kind = Literal["cuda", "xpu", "mps", "cpu"]
Precision = Literal["float32", "float16", "bfloat16"]
T = TypeVar("T")

GPUS: tuple[Kind, ...] = ("cuda", "xpu", "mps")  # in the order in which auto takes them
_GPU_NAMES = {"cuda": "GPU", "xpu": "Intel GPU", "mps": "Apple GPU"}
_OUT_OF_MEMORY = (
    *("DefaultCPUAllocator", "CUDA out of memory", "HIP out of memory", "XPU out of memory"),
    "MPS backend out of memory",
)
_FLOAT16_MAJOR = 7  # compute capability from which float16 is much faster


@dataclass(frozen=True)
class Device:
    """Where to compute: `name` is torch's (`cuda`, `cuda:1`, `xpu`, `mps`, `cpu`), `memory` its
    free bytes.

    `fast`: networks may compute in smaller numbers than `precision` where that is quicker.
    """

    name: str
    precision: Precision
    threads: int
    memory: int
    fast: bool = False

    @property
    def kind(self) -> Kind:
        """The kind of device; torch calls AMD's graphics cards `cuda` too."""
        return next((kind for kind in GPUS if self.name.startswith(kind)), "cpu")

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


@dataclass(frozen=True)
class CardMemory:
    """Bytes of a graphics card's memory that are free, and that there are."""

    free: int
    total: int


def choose_device(
    wanted: str = "auto", precision: Precision | None = None, *, fast: bool = False
) -> Device:
    """The device for networks, `wanted` being a DeviceChoice: a GPU for auto if there is one.

    UsageError when a GPU is asked for and torch finds none. On a processor the precision is
    float32 unless another is asked for; a GPU computes in half precision. `fast`: a processor with
    instructions for bfloat16 uses them.
    """
    import psutil

    found = [kind for kind in GPUS if wanted in ("auto", kind) and _is_there(kind)]
    if wanted in GPUS and not found:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"There is no {_GPU_NAMES[wanted]} that torch can use.",
            "See what is missing with: mouthpiece doctor. The processor is chosen by: cpu.",
        )
    if not found:
        memory = int(psutil.virtual_memory().available)
        usual: Precision = "bfloat16" if fast and has_bfloat16() else "float32"
        return Device("cpu", precision or usual, usable_cores(), memory, fast)
    kind = found[0]
    return Device(kind, precision or _usual_precision(kind), usable_cores(), _free(kind), fast)


def _is_there(kind: Kind) -> bool:
    import torch

    if kind == "mps":
        return torch.backends.mps.is_available()
    return bool(getattr(torch, kind).is_available())


def _usual_precision(kind: Kind) -> Precision:
    import torch

    if kind == "cuda":
        return gpu_precision(torch.cuda.get_device_capability()[0])
    return "float16" if kind == "xpu" else "float32"


def _free(kind: Kind) -> int:
    """Bytes that are free: of an Apple GPU, which shares the computer's memory, what the system
    recommends it to take at most, less what it has."""
    import torch

    if kind == "mps":
        return torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory()
    free, _ = torch.xpu.mem_get_info() if kind == "xpu" else torch.cuda.mem_get_info()
    return int(free)


def card_memory() -> CardMemory | None:
    """The memory of the card that this process has begun to compute on; None while it has none.

    Apple's GPU has the computer's own.
    """
    torch = sys.modules.get("torch")
    if torch is None:
        return None
    for kind in (torch.cuda, torch.xpu):
        if kind.is_initialized():
            return CardMemory(*kind.mem_get_info())
    if torch.backends.mps.is_available() and torch.mps.driver_allocated_memory():
        import psutil

        memory = psutil.virtual_memory()
        return CardMemory(memory.available, memory.total)
    return None


def has_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 itself; without, it is slower than float32."""
    import torch

    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))


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
        return values.cpu().contiguous().numpy()
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
    return any(words in text for words in _OUT_OF_MEMORY)


def release_memory() -> None:
    """Gives cached GPU memory back."""
    import torch

    for kind in GPUS:
        if _is_there(kind):
            getattr(torch, kind).empty_cache()


def _too_little() -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.OUT_OF_MEMORY,
        "There is not enough memory for a single frame.",
        "Close other programs, use a smaller --size, or compute on the processor.",
    )
