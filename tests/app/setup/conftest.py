"""Network places that do not answer, on this machine."""

from __future__ import annotations

import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

REFUSING = "http://127.0.0.1:9"


def make_wheel(folder: Path) -> Path:
    """The smallest wheel there is."""
    folder.mkdir(exist_ok=True)
    info = "tinything-1.0.dist-info"
    path = folder / "tinything-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("tinything.py", "")
        file.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tinything\nVersion: 1.0\n")
        file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        file.writestr(f"{info}/RECORD", "")
    return path


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the machine stands between a test and its own server."""
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes the call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture(params=["refusing", "silent", "nameless"])
def unreachable(request: pytest.FixtureRequest, silent: str) -> str:
    """The ways in which nobody can be there."""
    addresses = {"refusing": REFUSING, "silent": silent, "nameless": "http://nowhere.invalid"}
    return addresses[request.param]
