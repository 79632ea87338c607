"""`talker.render`: the product's own engine and landmarks, from files to a video."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import talker
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from tests.talker.sounds import write_clicks


def test_render_makes_a_talking_video(tmp_path: Path, astronaut: Path) -> None:
    speech = write_clicks(tmp_path / "speech.wav", 2.0, 16000)
    request = talker.RenderRequest(portrait=astronaut, speech=speech, output=tmp_path, size=256)
    result = talker.render(request, home=tmp_path / "home")
    assert result.output == tmp_path / "astronaut_speech.mp4"
    facts = probe(result.output)
    assert facts.video is not None
    assert (facts.video.frame_count, facts.video.width) == (50, 256)
    frames = np.stack(list(read_frames(result.output))).astype(int)
    assert np.abs(frames - frames[0]).max() > 20  # something moves


def test_render_refuses_with_the_library_s_own_errors(tmp_path: Path, astronaut: Path) -> None:
    request = talker.RenderRequest(portrait=astronaut, speech=tmp_path / "none.wav")
    with pytest.raises(talker.InputError) as caught:
        talker.render(request, home=tmp_path / "home")
    assert caught.value.code is talker.ErrorCode.AUDIO_MISSING
