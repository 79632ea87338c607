"""Reads pins.toml: what the build takes from outside the package indexes."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

ROOT = Path(__file__).resolve().parent.parent
_FILE = Path(__file__).with_name("pins.toml")


class _Pinned(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PythonPin(_Pinned):
    """The CPython that is shipped: an embeddable archive for 64-bit Windows."""

    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    url: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")

    @property
    def minor(self) -> tuple[int, int]:
        """Major and minor version: (3, 11)."""
        major, minor, _ = self.version.split(".")
        return int(major), int(minor)


class TorchPin(_Pinned):
    """`cuda` is the folder of the vendor's index for the CUDA flavour."""

    cuda: str


class Contents(_Pinned):
    """`leave_out`: patterns of paths below site-packages, as fnmatch has them."""

    leave_out: tuple[str, ...]


class Pins(_Pinned):
    """All of pins.toml."""

    python: PythonPin
    torch: TorchPin
    contents: Contents


@cache
def pins() -> Pins:
    """The pins of this checkout."""
    return Pins.model_validate(tomllib.loads(_FILE.read_text(encoding="utf-8")))
