"""Our own numbers for the steps between sound and networks, and the script that writes them.

The golden values of the original program are not in this repository. These numbers were made by
the present code after it had matched them; they protect the steps wherever tests run:

    .venv/bin/python -m tests.talker.engines.sadtalker.own_numbers
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talker.engines.sadtalker.align import align
from talker.engines.sadtalker.blinks import blink_track, seeded_pick
from talker.engines.sadtalker.camera import camera_degrees
from talker.engines.sadtalker.crop import face_part, square_of
from talker.engines.sadtalker.frame_rate import at_rate
from talker.engines.sadtalker.mel import mel_spectrogram, mel_windows
from talker.engines.sadtalker.reference_motion import with_reference_pose
from talker.engines.sadtalker.semantics import driving_rows, driving_windows
from talker.engines.sadtalker.smoothing import smooth_pose
from talker.media.resample import resampled
from talker.options.picture import Mode

FILE = Path(__file__).parents[3] / "data" / "sadtalker" / "sequence.npz"

Numbers = dict[str, NDArray[Any]]


def numbers() -> Numbers:
    """Everything that is compared, by name."""
    return {**_sound(), **_motion(), **_face()}


def _sound() -> Numbers:
    time = np.arange(44100) / 44100
    sweep = (
        0.4 * np.sin(2 * np.pi * (100 * time + 3500 * time**2)) * (0.6 + 0.4 * np.sin(19 * time))
    )
    wave = np.concatenate(list(resampled([sweep.astype(np.float32)], 44100, 16000)))
    mel = mel_spectrogram([wave])
    return {
        "wave": wave[::40],
        "mel": mel[:, ::3],
        "windows": mel_windows(mel, 0, 25)[::6],
    }


def _motion() -> Numbers:
    frames = np.arange(40)[:, None]
    columns = np.arange(73)[None, :]
    rows = np.sin(0.2 * frames * (1 + columns % 7) + columns).astype(np.float32)
    source = rows[3] * np.float32(0.5)
    moved = with_reference_pose(rows[:, :70], rows[5:14])
    driven = driving_rows(moved, source, Mode.FULL, expression_scale=1.2, head_motion=0.7)
    return {
        "blinks": blink_track(500, seeded_pick(42)),
        "blinks_slow": blink_track(1500, seeded_pick(42), 15.0),
        "camera": camera_degrees([-20, 30, 30, 10], 60),
        "smooth": smooth_pose(rows[:, 64:70]),
        "smooth_short": smooth_pose(rows[:8, 64:70]),
        "driven": driving_windows(driven, 0, 40)[::13],
        "at_30": at_rate(rows[:, :8], 30, 48),
    }


def _face() -> Numbers:
    y, x = np.mgrid[0:300, 0:400]
    picture = np.stack([x * 255 // 399, y * 255 // 299, (x * y // 64) % 256], 2).astype(np.uint8)
    angle = np.arange(68) / 68 * 2 * np.pi
    points = np.stack([200 + 50 * np.cos(angle), 150 + 60 * np.sin(angle)], 1)
    points[36:42], points[42:48] = (178, 132), (223, 128)
    points[30], points[48], points[54] = (202, 152), (183, 178), (221, 175)
    points = points.astype(np.float32)
    face = align(picture, points)
    parts = [face_part(points, mode, 400, 300) for mode in Mode]
    windows = [
        (part.window.left, part.window.top, part.window.right, part.window.bottom) for part in parts
    ]
    return {
        "alignment": np.array([face.scale, face.x, face.y]),
        "aligned": face.picture[::8, ::8],
        "square": square_of(points).corners,
        "parts": np.array(windows),
        "shown": parts[0].show(picture, 256)[::8, ::8],
    }


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(FILE, allow_pickle=False, **numbers())
