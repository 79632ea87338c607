"""Frames of the LivePortrait engine: each by its index alone, without a seam, after kill -9 too."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from talker.device import choose_device
from talker.engines.base import FrameRenderer
from talker.engines.liveportrait.crop import SIDE, TurnedSquare
from talker.engines.liveportrait.engine import LivePortraitEngine
from talker.engines.liveportrait.frames import Window
from talker.engines.liveportrait.paste import PasteBack
from talker.engines.liveportrait.speaking import BASIS, CHANNELS
from talker.media.images import load_image
from talker.media.video_frames import read_frames
from talker.preflight.road import run_preflight
from talker.scene import Box, Canvas, Motion
from tests.talker.engines.liveportrait.model_folder import FEW, write_models
from tests.talker.engines.liveportrait.test_engine import ask
from tests.talker.sounds import beginning

Image = NDArray[np.uint8]

_RENDER = """
import sys
from pathlib import Path
import talker.segments
from tests.talker.engines.liveportrait.test_engine import ask, made
from tests.talker.engines.sadtalker.model_folder import ModelFolder
talker.segments.SEGMENT_SECONDS = 1  # short ones: these networks take a second for a frame
portrait, speech, output, models, home = map(Path, sys.argv[1:])
wanted = ask(portrait, speech, output, fps=10, mode="full", seed=5, overwrite=True)
print(made(wanted, ModelFolder(models), home).resumed_frames)
"""


@pytest.mark.parametrize("every", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_frame_comes_out_the_same_in_whatever_batch(
    tmp_path: Path, astronaut: Path, demo_speech: Path, every: int
) -> None:
    speech = beginning(demo_speech, 0.2, tmp_path)
    wanted = ask(astronaut, speech, tmp_path / "o.mp4", draw_every=every)
    engine = LivePortraitEngine(
        write_models(tmp_path / "models"), choose_device("cpu"), widths=FEW, home=tmp_path
    )
    portrait = run_preflight(wanted, home=tmp_path).portrait
    rows = np.random.default_rng(2).uniform(-0.3, 0.3, (3, len(CHANNELS))).astype(np.float32)
    motion = Motion(BASIS, 25, CHANNELS, rows)
    canvas = engine.canvas(portrait, wanted.options)

    def renderer() -> FrameRenderer:
        return engine.renderer(portrait, motion, canvas, wanted.options)

    together = renderer().render(0, 3)
    alone = renderer()
    assert np.array_equal(alone.render(2, 3)[0], together[2])
    assert np.array_equal(alone.render(0, 1)[0], together[0])
    assert not np.array_equal(together[0], together[1])


def test_a_square_of_another_light_has_no_seam(astronaut: Path) -> None:
    """Where the drawn square is lighter or tinted the published rim shows a frame, ours none."""
    image = load_image(astronaut)
    picture: Image = cv2.copyMakeBorder(image, 90, 90, 90, 90, cv2.BORDER_REFLECT)
    square = TurnedSquare(310.0, 220.0, 330.0, 0.05)
    crop = square.show(picture)
    whole = Box(0, 0, picture.shape[1], picture.shape[0])
    canvas = Canvas(whole, picture.shape[1::-1], picture.shape[1::-1], paste=False)
    plain, ours = PasteBack(picture, square.from_crop), Window(picture, square, crop, canvas)
    for tint in ((10, 10, 10), (8, -4, -6)):
        drawn = np.clip(crop.astype(int) + tint, 0, 255).astype(np.uint8)
        rim = _seam(plain.paste(drawn), picture, square)
        membrane = _seam(ours.filled(drawn[None])[0], picture, square)
        assert membrane < 0.5 * rim


def _seam(pasted: Image, picture: Image, square: TurnedSquare) -> float:
    """How steeply the change grows around the border of the square, in levels a pixel."""
    change = cv2.GaussianBlur(pasted.astype(np.float32) - picture, (0, 0), 1.5)
    across, down = (cv2.Sobel(change, cv2.CV_32F, *way, scale=1 / 8) for way in ((1, 0), (0, 1)))
    steep = np.hypot(across, down).mean(2)
    border = np.full((SIDE, SIDE), 255, np.uint8)
    border[24:-24, 24:-24] = 0
    ring = cv2.warpAffine(border, square.from_crop, picture.shape[1::-1]) > 128
    return float(steep[ring].mean())


@pytest.mark.slow
def test_a_killed_render_goes_on_and_ends_the_same_to_the_bit(
    tmp_path: Path, astronaut: Path, demo_speech: Path
) -> None:
    write_models(tmp_path / "models")
    speech = beginning(demo_speech, 1.4, tmp_path)  # a segment, and a part of one

    def command(name: str) -> list[str]:
        given = (astronaut, speech, tmp_path / f"{name}.mp4", tmp_path / "models")
        return [sys.executable, "-c", _RENDER, *map(str, given), str(tmp_path / f"{name} home")]

    whole = subprocess.run(command("whole"), capture_output=True, text=True, check=True)
    assert whole.stdout.strip() == "0"
    process = subprocess.Popen(command("killed"), stdout=subprocess.PIPE, text=True)
    work = tmp_path / "killed home" / "work"
    while process.poll() is None and not list(work.glob("*/segment-000000.h264")):
        try:
            process.wait(0.2)
        except subprocess.TimeoutExpired:
            continue
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "killed.mp4").exists()
    again = subprocess.run(command("killed"), capture_output=True, text=True, check=True)
    assert int(again.stdout) >= 10  # the first segment, or both where the end was being made
    frames = [list(read_frames(tmp_path / f"{name}.mp4")) for name in ("whole", "killed")]
    whole_video, resumed = (np.stack(video) for video in frames)
    assert np.array_equal(whole_video, resumed)
