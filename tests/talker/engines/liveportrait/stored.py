"""Golden values of the published program, as stored, and the formulas of their inputs."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.engines.liveportrait.crop import PORTRAIT as FRAMING
from talker.engines.liveportrait.crop import TurnedSquare, turned_square
from talker.engines.liveportrait.ratios import Opening
from tests.conftest import ROOT
from tests.skips import AllowedSkip

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Stored:
    """The folder with the results."""

    folder: Path

    def case(self, name: str) -> Arrays:
        """All arrays of one file."""
        with np.load(self.folder / "golden" / f"{name}.npz") as stored:
            return {key: stored[key] for key in stored.files}

    def inputs(self) -> ModuleType:
        """The formulas of the inputs."""
        path = self.folder / "golden_inputs_lp.py"
        spec = importlib.util.spec_from_file_location("golden_inputs_lp", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


def stored_values() -> Stored:
    """The results of LivePortrait that some machines have beside the checkout."""
    folder = ROOT.parent / "shared" / "parity_liveportrait"
    if not folder.is_dir():
        pytest.skip(
            AllowedSkip.SHARED.reason(
                "there is no folder ../shared/parity_liveportrait beside the checkout"
            )
        )
    return Stored(folder)


def square_of(points: NDArray[Any], framing: Any = FRAMING) -> TurnedSquare:
    """The square around 106, 203 or 478 points, as the published program frames them."""
    eyes, mouth = {
        106: (((33, 35, 40, 39), (87, 89, 94, 93)), (52, 61)),
        203: (((0, 6, 12, 18), (24, 30, 36, 42)), (48, 66)),
        478: (((468,), (473,)), (14,)),
    }[len(points)]
    places = points.astype(np.float64)
    middle = np.mean([places[list(eye)].mean(0) for eye in eyes], axis=0)
    return turned_square(points, middle, places[list(mouth)].mean(0), framing)


def whole(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """A matrix [2, 3] with its last row."""
    return np.vstack([matrix, [0, 0, 1]])


# The eye at picture left, the other eye, the lips of the published program's 203 points.
EYES_203 = (Opening(6, 18, 0, 12), Opening(30, 42, 24, 36))
LIPS_203 = Opening(90, 102, 48, 66)
