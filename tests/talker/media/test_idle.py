"""A presenter who waits: a silent video of a given length."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from talker import RenderRequest, render
from talker.media.idle import idle_speech
from talker.media.probe import probe
from talker.media.video_frames import read_frames


def test_silence_has_the_length_that_was_asked_for(tmp_path: Path) -> None:
    speech = idle_speech(61.5, tmp_path)
    assert speech.duration == 61.5
    assert sum(len(block) for block in speech.blocks(16000)) == round(61.5 * 16000)
    assert idle_speech(61.5, tmp_path).path == speech.path
    assert [path.name for path in tmp_path.iterdir()] == [speech.path.name]


def test_an_idle_presenter_moves_and_keeps_the_mouth_still(astronaut: Path, tmp_path: Path) -> None:
    request = RenderRequest.model_validate(
        {"portrait": astronaut, "output": tmp_path / "idle.mp4", "idle": 2.0, "size": 256}
    )
    result = render(request, home=tmp_path / "home")
    facts = probe(result.output)
    assert result.frames == 50
    assert facts.audio is not None
    frames = np.stack(list(read_frames(result.output))).astype(int)
    assert np.abs(frames[40] - frames[0]).mean() > 0.5
