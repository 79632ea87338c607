"""A film is dubbed by MuseTalk on the whole road, with small networks in the official formats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from talker.device import choose_device
from talker.dubbing.musetalk.engine import MuseTalkEngine
from talker.dubbing.pipeline import DubPipeline
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.options.dub import DubRequest
from talker.render_context import RenderContext
from tests.talker.dubbing.footage import SIZE, swaying, write_film
from tests.talker.dubbing.musetalk.reduced import FEW, write_models
from tests.talker.sounds import beginning

_FRAMES = 24


@pytest.mark.slow
def test_a_film_gets_new_words_by_networks(
    tmp_path: Path, astronaut: Path, demo_speech: Path
) -> None:
    film = write_film(tmp_path / "film.mp4", swaying(astronaut, _FRAMES), rate="30000/1001")
    words = beginning(demo_speech, 0.8, tmp_path)
    device = replace(choose_device("cpu"), threads=1)
    home = tmp_path / "home"
    engine = MuseTalkEngine(write_models(tmp_path / "models"), device, home, sizes=FEW)
    values = {"clip": film, "speech": words, "output": tmp_path / "new.mp4", "quality": 4}
    values |= {"ai_label": "off", "ai_label_reason": "a test"}
    request = DubRequest.model_validate(values)
    result = DubPipeline(request, engine, RenderContext(home)).run()
    facts = probe(result.output)
    assert facts.video is not None
    assert (facts.video.width, facts.video.height) == SIZE
    assert facts.video.frame_count == _FRAMES
    made, filmed = (np.stack(list(read_frames(path))).astype(int) for path in (result.output, film))
    apart = np.abs(made - filmed).mean((0, 3))
    assert np.quantile(apart, 0.6) < 3  # most of the picture is the film's
    rows, columns = np.nonzero(apart > 12)  # these networks draw no mouth, so it is seen
    assert len(rows) > 200
    assert np.ptp(rows) < 0.5 * SIZE[1]
    assert np.ptp(columns) < 0.5 * SIZE[0]
    assert rows.min() > 0.3 * SIZE[1]
