"""The backends beside torch, declared once, and whether each can be used on this computer.

Nothing here imports one of them: the window and the doctor read this module.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from talker.home import backends_folder
from talker.inference.offered import Offered, offered

_OURS = __name__.partition(".")[0]
Reader = Literal["onnxruntime", "openvino"]


@dataclass(frozen=True)
class Backend:
    """What computes an exported graph.

    `reader` is the package that reads it, `target` what that package calls the device or provider,
    `distributions` are those under which the package may be installed. `fetched`: it is got by
    `mouthpiece backends get`; the others come with the program or with a package of the user's.
    """

    id: str
    title: str
    reader: Reader
    target: str
    distributions: tuple[str, ...]
    fetched: bool = False


BACKENDS: tuple[Backend, ...] = (
    Backend("openvino", "OpenVINO", "openvino", "CPU", ("openvino",), fetched=True),
    Backend("openvino-gpu", "OpenVINO, Intel GPU", "openvino", "GPU", ("openvino",), fetched=True),
    Backend(
        "onnxruntime",
        "ONNX Runtime",
        "onnxruntime",
        "CPUExecutionProvider",
        ("onnxruntime", "onnxruntime-gpu", "onnxruntime-directml"),
    ),
    Backend(
        "directml",
        "ONNX Runtime, DirectML",
        "onnxruntime",
        "DmlExecutionProvider",
        ("onnxruntime-directml",),
    ),
    Backend(
        "coreml",
        "ONNX Runtime, Core ML",
        "onnxruntime",
        "CoreMLExecutionProvider",
        ("onnxruntime",),
    ),
    Backend(
        "tensorrt",
        "ONNX Runtime, TensorRT",
        "onnxruntime",
        "TensorrtExecutionProvider",
        ("onnxruntime-gpu",),
    ),
)


def find_backend(backend_id: str) -> Backend | None:
    """The backend of this name."""
    return next((one for one in BACKENDS if one.id == backend_id), None)


def prepare_import(backend: Backend, home: Path) -> None:
    """Makes a backend's own folder importable, behind all that the program brings itself."""
    folder = _own_folder(backend, home)
    if backend.fetched and folder.is_dir() and str(folder) not in sys.path:
        sys.path.append(str(folder))


def _own_folder(backend: Backend, home: Path) -> Path:
    return backends_folder(home) / backend.reader


def installed_version(backend: Backend, home: Path) -> str:
    """The version that would be used, "" where the package is not installed."""
    prepare_import(backend, home)
    if find_spec(backend.reader) is None:
        return ""
    for name in backend.distributions:
        try:
            return version(name)
        except PackageNotFoundError:
            continue
    return ""


def why_not(backend: Backend, home: Path) -> str:
    """What keeps the backend from being used here, half a sentence; "" if nothing does.

    The package is asked for its devices: a driver that is missing or too old is missed here.
    """
    if not installed_version(backend, home):
        return f"{' or '.join(backend.distributions)} is not installed"
    found = _offered(backend, home)
    if found.reason:
        return f"it does not load ({found.reason})"
    if backend.target in found.targets:
        return ""
    there = ", ".join(found.targets) or "nothing"
    return f"it finds no {backend.target} here, but {there}; its driver may be missing or too old"


def is_damaged(backend: Backend, home: Path) -> bool:
    """Whether its package is there and does not load."""
    return bool(installed_version(backend, home) and _offered(backend, home).reason)


def _offered(backend: Backend, home: Path) -> Offered:
    folder = _own_folder(backend, home)
    place = str(folder) if backend.fetched and folder.is_dir() else ""
    return offered(backend.reader, place, installed_version(backend, home))


def first_line(error: BaseException) -> str:
    """An error in one line that is not too long; of a foreign library with its kind."""
    text = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    if text and type(error).__module__.startswith(f"{_OURS}."):
        return text
    return f"{type(error).__name__}: {text[:200]}" if text else type(error).__name__
