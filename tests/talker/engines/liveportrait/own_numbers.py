"""Our own numbers for the steps around the networks, and the script that writes them.

The golden values of the published program are not in this repository. These numbers were made by
the present code after it had matched them; they protect the steps wherever tests run:

    .venv/bin/python -m tests.talker.engines.liveportrait.own_numbers
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talker.engines.liveportrait import editing, mapping
from talker.engines.liveportrait.crop import (
    DRIVING,
    SIDE,
    driving_box,
    limited,
    mesh_square,
    seen,
)
from talker.engines.liveportrait.driving import Combination, HeadMotion, Region, combined
from talker.engines.liveportrait.keypoints import rotation
from talker.engines.liveportrait.paste import PasteBack, rim_mask
from talker.engines.liveportrait.ratios import mesh_ratios
from talker.engines.liveportrait.smoothing import smoothed

FILE = Path(__file__).parents[3] / "data" / "liveportrait" / "sequence.npz"

Numbers = dict[str, NDArray[Any]]

_SLIDERS = ("OPEN", "GRIN", "PURSE", "POUT", "SMILE", "WINK", "BROWS", "LIDS", "GAZE_X", "GAZE_Y")


def numbers() -> Numbers:
    """Everything that is compared, by name."""
    return {**_square(), **_motion(), **_directions()}


def _square() -> Numbers:
    y, x = np.mgrid[0:360, 0:480]
    picture = np.stack([x * 255 // 479, y * 255 // 359, (x * y // 64) % 256], 2).astype(np.uint8)
    angle = np.arange(468) * 2.399963
    far = np.sqrt((np.arange(468) + 0.5) / 468)
    mesh = np.stack([240 + 60 * far * np.cos(angle), 170 + 75 * far * np.sin(angle), 0 * far], 1)
    places = {33: (200, 140), 133: (222, 141), 362: (258, 144), 263: (281, 145), 61: (214, 205)}
    places |= {291: (262, 208), 13: (238, 203), 14: (238, 210), 159: (211, 136), 145: (211, 145)}
    places |= {386: (270, 139), 374: (270, 149)}
    for index, place in places.items():
        mesh[index, :2] = place
    square, driving = mesh_square(mesh), mesh_square(mesh, DRIVING)
    crop = square.show(picture)
    paste = PasteBack(picture, square.from_crop)
    ratios = mesh_ratios(mesh)
    return {
        "square": square.to_crop,
        "driving_box": driving_box([driving, driving.scaled(1.1)]),
        "crop": crop[::16, ::16],
        "seen": seen(crop)[::16, ::16],
        "mask": rim_mask()[::8, ::8],
        "pasted": paste.paste(np.full((SIDE, SIDE, 3), 90, np.uint8))[::8, ::8],
        "ratios": np.array([*ratios.eyes, ratios.lips]),
        "limited": limited(picture, 200)[::16, ::16],
    }


def _head(frames: int, phase: float) -> HeadMotion:
    time = np.arange(frames)[:, None] * 0.3 + phase
    wave = np.sin(time * (1 + np.arange(63) % 5) + np.arange(63)).astype(np.float32)
    turn = rotation(6 * wave[:, 0], 9 * wave[:, 1], 4 * wave[:, 2])
    expression = 0.01 * wave.reshape(frames, 21, 3)
    points = np.float32(0.3) * np.cos(np.arange(63, dtype=np.float32)).reshape(1, 21, 3)
    canonical = np.broadcast_to(points, (frames, 21, 3))
    return HeadMotion(canonical, turn, expression, 0.03 * wave[:, 3:6], 1.2 + 0.03 * wave[:, 6])


def _motion() -> Numbers:
    found: Numbers = {"smoothed": smoothed(_head(12, 0).expression, 3e-6)}
    for filmed in (False, True):
        source = _head(5 if filmed else 1, 1.0)
        for relative in (False, True):
            for region in Region:
                how = Combination(region, relative, filmed)
                name = f"{region.name}_{relative:d}_{filmed:d}".lower()
                found[name] = combined(source, _head(5, 2.0), how).points()[::2, ::3]
    return found


def _directions() -> Numbers:
    values = np.array([-3.0, 2.0])
    found: Numbers = {
        f"slider_{name.lower()}": getattr(editing, name).change(values) for name in _SLIDERS
    }
    rows = {row.curve: row.slider.change(row.gain)[0] for row in mapping.MAPPING}
    return found | {"mapping": np.stack([rows[name] for name in sorted(rows)])}


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(FILE, allow_pickle=False, **numbers())
