"""A dub whose segments several computers make: the same film as one computer's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from talker.dubbing.pipeline import dub
from talker.dubbing.remote import RemoteDub, RemoteDubAssembly
from talker.errors import ErrorCode, MouthpieceError
from talker.options.ai_label import LabelTime
from talker.options.dub import DubRequest
from talker.provenance.manifest import inspect
from talker.provenance.publisher import Publisher
from talker.render_context import RenderContext
from tests.talker.dubbing.footage import swaying, write_film
from tests.talker.sounds import ffmpeg

RATE = 4  # frames a second: two segments in few frames


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> DubRequest:
    folder = tmp_path_factory.mktemp("remote")
    film = write_film(folder / "film.mp4", swaying(astronaut, 20), rate=str(RATE))
    speech = folder / "speech.wav"
    soundfile.write(speech, 0.2 * np.sin(np.arange(16000 * 9) * 0.05), 16000)
    return DubRequest(
        clip=film,
        speech=speech,
        output=folder / "dub.mp4",
        quality=20,
        ai_label=LabelTime.OFF,
        ai_label_reason="a test",
    )


@pytest.mark.slow
def test_segments_of_two_computers_join_to_the_film_of_one(
    wanted: DubRequest, tmp_path: Path
) -> None:
    home, plain = tmp_path / "queue's home", Publisher(sign=False)
    gathering = RemoteDubAssembly(wanted, RenderContext(home, publisher=plain))
    assert len(gathering.segments) == 2
    there = wanted.model_copy(update={"output": tmp_path / "never.mp4"})
    first = RemoteDub(there, RenderContext(tmp_path / "one"))
    second = RemoteDub(there, RenderContext(tmp_path / "two"), first.motion)
    assert first.origin == second.origin
    plan = first.motion.read_bytes()
    assert second.motion.read_bytes() == plan
    missing = gathering.open(first.origin, plan)
    assert missing == list(gathering.segments)
    other = RemoteDubAssembly(wanted, RenderContext(home, publisher=plain))
    assert other.open(first.origin, plan) is None  # this one has it
    gathering.keep(missing[1], second.segment(1).read_bytes())
    gathering.close()
    # What came is kept, and so is what was found out about the film.
    assert other.open(first.origin, b"") == missing[:1]
    assert other.motion is not None
    assert other.motion.read_bytes() == plan
    other.keep(missing[0], first.segment(0).read_bytes())
    result = other.finish()
    other.close()
    for remote in (first, second):
        remote.close()
    alone = dub(
        wanted.model_copy(update={"output": tmp_path / "alone.mp4"}),
        home=tmp_path / "three",
        publisher=plain,
    )
    assert result.frames == alone.frames == 9 * RATE
    assert result.resumed_frames == missing[1].frames
    one, two = (
        ffmpeg("-i", str(path), "-map", "0:v", "-f", "framemd5", "-")
        for path in (result.output, alone.output)
    )
    assert one == two
    assert inspect(result.output).record == inspect(alone.output).record
    assert not list(tmp_path.glob("*/work/*/segment*"))
    assert not list(tmp_path.glob("never*"))


def test_what_is_no_segment_and_no_plan_of_a_dub_is_refused(
    wanted: DubRequest, tmp_path: Path
) -> None:
    there = wanted.model_copy(update={"output": tmp_path / "never.mp4"})
    remote = RemoteDub(there, RenderContext(tmp_path / "node"))
    plan, segment = remote.motion.read_bytes(), remote.segment(1).read_bytes()
    gathering = RemoteDubAssembly(there, RenderContext(tmp_path / "home"))
    for bad in (b"", plan[:-1], plan[:-8], plan[:-8] + b"\xff" * 8, b"\xff" * len(plan)):
        with pytest.raises(MouthpieceError) as refused:
            gathering.open(remote.origin, bad)
        assert refused.value.code is ErrorCode.FARM_NODE_LOST
        gathering.close()
    missing = gathering.open(remote.origin, plan)
    assert missing is not None
    for bad in (b"", segment[1:], b'{"frames": 99, "pixels": 1}\n' + segment):
        with pytest.raises(MouthpieceError) as refused:
            gathering.keep(missing[1], bad)
        assert refused.value.code is ErrorCode.FARM_NODE_LOST
    gathering.close()
    remote.close()
