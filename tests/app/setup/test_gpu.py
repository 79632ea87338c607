"""Reading what nvidia-smi says."""

from __future__ import annotations

from app.setup.gpu import Gpu, parse_gpu

BANNER = """
| NVIDIA-SMI 570.124.06             Driver Version: 570.124.06     CUDA Version: 12.8     |
"""


def test_the_newest_cuda_of_the_driver_and_the_chip_are_read() -> None:
    assert parse_gpu(BANNER, "NVIDIA GeForce RTX 4090, 8.9\n") == Gpu(
        "NVIDIA GeForce RTX 4090", (12, 8), (8, 9)
    )


def test_the_weakest_of_several_gpus_decides() -> None:
    gpu = parse_gpu(BANNER, "NVIDIA H200, 9.0\nNVIDIA GeForce GTX 1080, 6.1\n")
    assert gpu is not None
    assert (gpu.name, gpu.capability) == ("NVIDIA GeForce GTX 1080", (6, 1))


def test_capabilities_are_compared_as_numbers() -> None:
    gpu = parse_gpu(BANNER, "New, 10.0\nOld, 9.0\n")
    assert gpu is not None
    assert gpu.name == "Old"


def test_a_driver_that_does_not_answer_means_no_gpu() -> None:
    assert parse_gpu("", "") is None
    assert parse_gpu(BANNER, "No devices were found\n") is None
