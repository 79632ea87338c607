"""A video whose segments several computers make: the same frames as one computer's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import talker
from talker.errors import ErrorCode, InputError
from talker.media.video_frames import read_frames
from talker.options.render import RenderRequest
from talker.progress import Stage
from talker.remote_render import RemoteAssembly, RemoteRender
from talker.render_context import RenderContext
from talker.segments import Segment
from talker.work_folder import WorkFolder
from tests.talker.sounds import write_clicks


@pytest.fixture(scope="module")
def request_of_two_segments(
    tmp_path_factory: pytest.TempPathFactory, astronaut: Path
) -> RenderRequest:
    folder = tmp_path_factory.mktemp("share")
    speech = write_clicks(folder / "speech.wav", 9.0, 16000)
    return RenderRequest(portrait=astronaut, speech=speech, output=folder / "shared.mp4", size=128)


def test_segments_of_two_computers_join_to_the_frames_of_one(
    request_of_two_segments: RenderRequest, tmp_path: Path
) -> None:
    request = request_of_two_segments
    gathering = RemoteAssembly(request, RenderContext(tmp_path / "queue's home"))
    there = request.model_copy(update={"output": tmp_path / "never.mp4"})
    first = RemoteRender(there, RenderContext(tmp_path / "one"))
    second = RemoteRender(there, RenderContext(tmp_path / "two"), first.motion)
    assert first.origin == second.origin
    missing = gathering.open(first.origin, first.motion.read_bytes())
    assert missing is not None
    assert [one.index for one in missing] == [0, 1]
    gathering.keep(missing[1], second.segment(1).read_bytes())
    gathering.keep(missing[0], first.segment(0).read_bytes())
    result = gathering.finish()
    gathering.close()
    alone = talker.render(
        request.model_copy(update={"output": tmp_path / "alone.mp4"}), home=tmp_path / "three"
    )
    assert _frames(result.output) == _frames(alone.output)
    told = ("frames", "fps", "width", "height", "duration", "engine", "device", "resumed_frames")
    assert [getattr(result, name) for name in told] == [getattr(alone, name) for name in told]
    assert Stage.FINISH in result.timings
    for share in (first, second):
        share.close()
    assert not (tmp_path / "never.mp4").exists()
    assert not list(tmp_path.glob("*/work/*/segment*"))


def test_what_another_computer_made_is_not_made_again(
    request_of_two_segments: RenderRequest, tmp_path: Path
) -> None:
    request = request_of_two_segments.model_copy(update={"output": tmp_path / "a.mp4"})
    share = RemoteRender(request, RenderContext(tmp_path / "node"))
    lost = RemoteAssembly(request, RenderContext(tmp_path / "home"))
    missing = lost.open(share.origin, share.motion.read_bytes())
    assert missing is not None
    lost.keep(missing[0], share.segment(0).read_bytes())
    lost.close()
    again = RemoteAssembly(request, RenderContext(tmp_path / "home"))
    assert again.open(share.origin, b"") == missing[1:]
    assert again.motion is not None
    again.close()
    # A render on the queue's own computer goes on with it too.
    assert talker.render(request, home=tmp_path / "home").resumed_frames == 200


def test_what_an_earlier_version_gathered_is_not_made_again(
    request_of_two_segments: RenderRequest, tmp_path: Path
) -> None:
    request = request_of_two_segments.model_copy(update={"output": tmp_path / "a.mp4"})
    share = RemoteRender(request, RenderContext(tmp_path / "node"))
    legacy = share.origin.key.legacy
    assert legacy is not None
    old = WorkFolder(tmp_path / "home" / "work" / legacy)
    old.prepare()
    old.motion.write_bytes(share.motion.read_bytes())
    old.segment(Segment(0, 0, 200)).write_bytes(share.segment(0).read_bytes())
    gathering = RemoteAssembly(request, RenderContext(tmp_path / "home"))
    missing = gathering.open(share.origin, b"")
    assert missing is not None
    assert [segment.index for segment in missing] == [1]
    assert gathering.motion is not None
    gathering.close()


def test_two_processes_never_gather_the_same_video_at_once(
    request_of_two_segments: RenderRequest, tmp_path: Path
) -> None:
    request = request_of_two_segments.model_copy(update={"output": tmp_path / "a.mp4"})
    share = RemoteRender(request, RenderContext(tmp_path / "node"))
    first, second = (RemoteAssembly(request, RenderContext(tmp_path / "home")) for _ in "ab")
    assert first.open(share.origin, b"")
    assert second.open(share.origin, b"") is None
    first.close()
    assert second.open(share.origin, b"")
    second.close()


def test_bad_inputs_are_found_before_another_computer_is_asked(
    request_of_two_segments: RenderRequest, tmp_path: Path
) -> None:
    (tmp_path / "empty.wav").write_bytes(b"")
    changes = {"speech": tmp_path / "empty.wav", "output": tmp_path / "a.mp4"}
    request = request_of_two_segments.model_copy(update=changes)
    with pytest.raises(InputError) as caught:
        RemoteAssembly(request, RenderContext(tmp_path / "home"))
    assert caught.value.code is ErrorCode.AUDIO_EMPTY


def _frames(video: Path) -> bytes:
    return np.stack(list(read_frames(video))).tobytes()
