"""Two faces of one picture are drawn, each with its own voice, on the whole road."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray
from PIL import Image

from talker.device import choose_device
from talker.engines.liveportrait.engine import LivePortraitEngine
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.options.render import RenderRequest
from talker.pipeline import RenderPipeline
from talker.render_context import RenderContext
from tests.talker.engines.liveportrait.model_folder import FEW, write_models
from tests.talker.engines.sadtalker.model_folder import ModelFolder
from tests.talker.two import RATE, two_people, voices

_FRAMES, _FPS = 4, 25
# Of the picture [300, 600]: the two faces, and the wall between their shoulders.
_FACES = (slice(60, 170), slice(110, 180)), (slice(60, 170), slice(420, 490))


@pytest.mark.slow
def test_both_faces_are_drawn_each_by_its_own_voice(tmp_path: Path, astronaut: Path) -> None:
    portrait = two_people(tmp_path / "two.png", astronaut)
    models = write_models(tmp_path / "models")
    one, two = (voice[: RATE * 5] for voice in voices())
    part = slice(int(0.6 * RATE), int((0.6 + _FRAMES / _FPS) * RATE))
    both, other = (
        _drawn(name, np.stack(heard, 1), portrait, models, tmp_path)
        for name, heard in (
            ("both", (one[part], two[int(4.4 * RATE) :][: part.stop - part.start])),
            ("other", (one[part], one[int(2.0 * RATE) :][: part.stop - part.start])),
        )
    )
    photograph = np.asarray(Image.open(portrait).convert("RGB")).astype(int)
    assert both.shape == (_FRAMES, *photograph.shape)
    for face in _FACES:  # these networks draw no face, so it is another picture
        assert np.abs(both[-1][face] - photograph[face]).mean() > 15
    assert np.abs(both[-1][280:, 290:310] - photograph[280:, 290:310]).mean() < 6
    apart = [float(np.abs(both[1:, *face] - other[1:, *face]).mean()) for face in _FACES]
    assert min(apart) > 1  # another voice moves who speaks, and who listens to it


def _drawn(
    name: str, channels: NDArray[np.float32], portrait: Path, models: ModelFolder, folder: Path
) -> NDArray[np.int64]:
    speech = folder / f"{name}.wav"
    soundfile.write(speech, channels, RATE, subtype="PCM_16")
    values = {"portrait": portrait, "speech": speech, "second_channel": 2, "mode": "full"}
    values |= {"engine": "liveportrait", "output": folder / f"{name}.mp4", "quality": 4}
    values |= {"ai_label": "off", "ai_label_reason": "a test", "device": "cpu"}
    home = folder / "home"
    engine = LivePortraitEngine(models, choose_device("cpu"), widths=FEW, home=home)
    request = RenderRequest.model_validate(values)
    output = RenderPipeline(request, engine, RenderContext(home)).run().output
    facts = probe(output)
    assert facts.audio is not None
    return np.stack(list(read_frames(output))).astype(int)
