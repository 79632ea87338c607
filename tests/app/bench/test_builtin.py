"""The bench's inputs and the processes that it watches."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.bench.inputs import presenter_picture, repeated_speech
from app.bench.process import first_frame_seconds, peak_memory
from talker.errors import MouthpieceError
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.audio import open_speech


@pytest.mark.parametrize("seconds", [0.5, 25.0])
def test_speech_is_cut_or_repeated_to_the_length(
    seconds: float, demo_speech: Path, tmp_path: Path
) -> None:
    target = repeated_speech(demo_speech, seconds, tmp_path / "speech.wav")
    assert open_speech(target, max_minutes=1).duration == pytest.approx(seconds, abs=1e-3)


def test_the_wide_picture_shows_a_presenter_in_the_middle(astronaut: Path, tmp_path: Path) -> None:
    with Image.open(presenter_picture(astronaut, (1280, 720), tmp_path / "wide.png")) as image:
        pixels = np.asarray(image)
    assert pixels.shape == (720, 1280, 3)
    (face,) = MediaPipeLandmarks().detect(pixels)
    assert abs((face.box.left + face.box.right) / 2 - 640) < 20
    assert 0.25 < face.box.height / 720 < 0.4


@pytest.mark.slow
def test_start_and_memory_are_measured_on_the_real_program(
    astronaut: Path, demo_speech: Path, tmp_path: Path
) -> None:
    speech = repeated_speech(demo_speech, 1.0, tmp_path / "speech.wav")
    assert first_frame_seconds(astronaut, speech, tmp_path / "home") > 0.1
    assert 50 << 20 < peak_memory(astronaut, speech, tmp_path / "home") < 2 << 30


def test_a_render_that_fails_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(MouthpieceError, match="did not finish"):
        first_frame_seconds(tmp_path / "no.png", tmp_path / "no.wav", tmp_path / "home")
