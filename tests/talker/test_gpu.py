"""GPUs as drivers show them, and what of them the installed torch can use.

The drivers are stand-ins that answer as NVIDIA's, AMD's and Intel's do.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from talker import gpu

_VERSION = "__version__ = '2.13.0'\ncuda: Optional[str] = {}\nhip: Optional[str] = {}\nxpu = {}\n"


class Driver:
    """Two GPUs, called by the names of every maker."""

    started = 0

    def cuInit(self, flags: int) -> int:  # noqa: N802
        return self.started + flags

    def cuDeviceGetCount(self, count: Any) -> int:  # noqa: N802
        count._obj.value = 2
        return 0

    hipGetDeviceCount = cuDeviceGetCount  # noqa: N815

    def zeInit(self, flags: int) -> int:  # noqa: N802
        assert flags == 1, "GPUs alone: most computers have an NPU driver besides"
        return self.started

    def zeDriverGet(self, count: Any, handles: Any) -> int:  # noqa: N802
        count._obj.value = 2
        if handles is not None:
            handles[0], handles[1] = 11, 22
        return 0

    def zeDeviceGet(self, driver: ctypes.c_void_p, count: Any, devices: Any) -> int:  # noqa: N802
        assert devices is None
        count._obj.value = {11: 1, 22: 1}[driver.value or 0]
        return 0


class BrokenDriver(Driver):
    """It is there and does not start."""

    started = 999

    def cuInit(self, flags: int) -> int:  # noqa: N802
        return self.started + flags


def loads(driver: Any, *names: str) -> Callable[[str], Any]:
    def load(name: str) -> Any:
        if Path(name).name not in names:
            raise OSError(f"{name}: cannot open shared object file")
        return driver

    return load


@pytest.mark.parametrize("kind", ["cuda", "hip", "xpu"])
def test_every_makers_driver_is_asked(kind: str, tmp_path: Path) -> None:
    assert gpu.count_gpus(kind, tmp_path, lambda _: Driver()) == 2
    assert gpu.count_gpus(kind, tmp_path, loads(Driver())) == 0
    assert gpu.count_gpus(kind, tmp_path, loads(object(), "libcuda.so.1")) == 0


@pytest.mark.parametrize("kind", ["cuda", "xpu"])
def test_a_driver_that_does_not_start_shows_no_gpu(kind: str, tmp_path: Path) -> None:
    assert gpu.count_gpus(kind, tmp_path, lambda _: BrokenDriver()) == 0


def test_amds_library_may_lie_beside_torch_or_in_the_system(tmp_path: Path) -> None:
    asked: list[str] = []

    def load(name: str) -> Any:
        asked.append(name)
        raise OSError(name)

    assert gpu.count_gpus("hip", tmp_path, load) == 0
    assert len(asked) > 1
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    ("built_for", "driver", "found"),
    [
        (("None", "None", "None"), "xpu", False),
        (("'12.8'", "None", "None"), "xpu", False),
        (("None", "None", "'20250302'"), "xpu", True),
        (("None", "'7.1'", "None"), "hip", True),
        (("'12.8'", "None", "None"), "cuda", True),
    ],
)
def test_only_a_gpu_counts_that_torch_was_built_for(
    built_for: tuple[str, str, str],
    driver: str,
    found: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "version.py").write_text(_VERSION.format(*built_for))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(gpu, "_torch_folder", lambda: tmp_path)
    monkeypatch.setattr(gpu, "count_gpus", lambda kind, _: int(kind == driver))
    assert gpu.has_gpu.__wrapped__() is found


def test_apples_chips_are_gpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu, "_torch_folder", lambda: tmp_path)
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    assert gpu.has_gpu.__wrapped__()
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    assert not gpu.has_gpu.__wrapped__()


def test_without_torch_there_is_nothing_to_compute_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu, "_torch_folder", lambda: None)
    assert not gpu.has_gpu.__wrapped__()
