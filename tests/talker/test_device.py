"""Device, precision and batches."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from talker.device import (
    batch_size,
    choose_device,
    gpu_precision,
    in_batches,
    is_out_of_memory,
    usable_cores,
)
from talker.errors import ErrorCode, MouthpieceError, UsageError


def test_the_processor_computes_in_float32() -> None:
    device = choose_device("cpu")
    assert (device.kind, device.name, device.precision) == ("cpu", "cpu", "float32")
    assert device.threads == usable_cores() >= 1
    assert device.memory > 1 << 20
    assert choose_device("cpu", "bfloat16").precision == "bfloat16"


def test_a_gpu_that_is_not_there_is_a_usage_error() -> None:
    if torch.cuda.is_available():
        assert choose_device("cuda").kind == "cuda"
        return
    assert choose_device().kind == "cpu"
    with pytest.raises(UsageError, match="no GPU"):
        choose_device("cuda")


@pytest.mark.parametrize(("major", "precision"), [(6, "float32"), (7, "float16"), (9, "float16")])
def test_precision_follows_the_capability(major: int, precision: str) -> None:
    assert gpu_precision(major) == precision


@pytest.mark.parametrize(
    ("memory", "frame", "batch"), [(0, 10, 1), (100, 10, 5), (10**9, 10, 8), (100, 0, 8)]
)
def test_batches_fit_into_half_of_the_memory(memory: int, frame: int, batch: int) -> None:
    assert batch_size(memory, frame, largest=8) == batch


class _Machine:
    """Fails as torch does when more than `most` frames are asked for at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.asked: list[tuple[int, int]] = []

    def work(self, start: int, stop: int) -> list[int]:
        self.asked.append((start, stop))
        if stop - start > self._most:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB")
        return list(range(start, stop))


def test_batches_are_halved_until_they_fit_and_stay_so() -> None:
    machine = _Machine(most=3)
    done = list(in_batches(2, 13, 8, machine.work))
    assert [frame for _, _, part in done for frame in part] == list(range(2, 13))
    assert done[0][:2] == (2, 4)
    assert machine.asked[:3] == [(2, 10), (2, 6), (2, 4)]
    assert all(b - a <= 2 for a, b in machine.asked[3:])


def test_a_single_frame_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(MouthpieceError) as caught:
        list(in_batches(0, 4, 4, _Machine(most=0).work))
    assert caught.value.code is ErrorCode.OUT_OF_MEMORY


def test_other_failures_pass_through() -> None:
    def broken(start: int, stop: int) -> None:
        raise RuntimeError(f"shapes do not match at {start}..{stop}")

    with pytest.raises(RuntimeError, match="shapes"):
        list(in_batches(0, 4, 4, broken))


def test_the_processor_running_out_of_memory_is_recognised() -> None:
    with pytest.raises(RuntimeError) as caught:
        torch.empty(1 << 60)
    assert is_out_of_memory(caught.value)
    assert is_out_of_memory(MemoryError())
    assert not is_out_of_memory(RuntimeError("other"))


def test_neither_the_road_nor_the_device_loads_torch_when_imported() -> None:
    code = "import sys, talker.pipeline, talker.device; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
