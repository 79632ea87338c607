"""The finished video that deliverables are made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from talker.home import home_folder
from talker.options.ai_label import Corner
from talker.options.render import RenderRequest
from talker.pipeline import RenderPipeline
from talker.render_context import RenderContext
from tests.talker.gradient import GradientEngine
from tests.talker.sounds import write_clicks


@pytest.fixture(scope="package")
def master(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> Path:
    """Two seconds of 25 frames of 160x160, signed."""
    folder = tmp_path_factory.mktemp("master")
    write_clicks(folder / "speech.wav", 2.0, 16000)
    wanted = RenderRequest(
        portrait=astronaut,
        speech=folder / "speech.wav",
        output=folder / "talk.mp4",
        size=160,
        ai_label_corner=Corner.BOTTOM_RIGHT,  # where subtitles and logos come
    )
    RenderPipeline(wanted, GradientEngine(), RenderContext(home_folder())).run()
    return folder / "talk.mp4"
