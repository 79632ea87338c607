"""Segment plans and names."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talker.errors import ErrorCode, UsageError
from talker.segments import Segment, frame_count, output_path, plan_segments


@given(st.integers(1, 500_000), st.integers(10, 60))
def test_a_plan_covers_every_frame_once_in_order(frames: int, fps: int) -> None:
    segments = plan_segments(frames, fps)
    assert segments[0].start == 0
    assert segments[-1].stop == frames
    assert [one.index for one in segments] == list(range(len(segments)))
    for before, after in pairwise(segments):
        assert before.stop == after.start
    # Whole seconds: joined times stay exact however long the video is.
    assert all(one.stop - one.start == 8 * fps for one in segments[:-1])
    assert 0 < segments[-1].stop - segments[-1].start <= 8 * fps


@given(st.integers(0, 1000), st.integers(1, 300), st.integers(1, 64))
def test_batches_cover_a_segment(start: int, length: int, size: int) -> None:
    batches = list(Segment(0, start, start + length).batches(size))
    frames = [index for first, last in batches for index in range(first, last)]
    assert frames == list(range(start, start + length))
    assert max(last - first for first, last in batches) <= size


@given(st.floats(0.1, 8000), st.integers(10, 60))
def test_video_and_speech_differ_by_at_most_half_a_frame(duration: float, fps: int) -> None:
    assert abs(frame_count(duration, fps) / fps - duration) <= 0.5 / fps + 1e-9


def test_the_shortest_speech_gets_a_frame() -> None:
    assert frame_count(0.041, 10) == 1


def test_segment_files_sort_in_the_order_of_time() -> None:
    names = [segment.file_name for segment in plan_segments(100_000, 10)]
    assert names == sorted(names)
    assert len(set(names)) == len(names)


_NAMES = st.text(st.characters(exclude_characters="/\\\0", codec="utf-8"), min_size=1)


@given(_NAMES.filter(lambda n: n.strip(".")), _NAMES.filter(lambda n: n.strip(".")))
def test_the_default_name_is_made_of_both_stems(portrait: str, speech: str) -> None:
    path = output_path(None, Path("/a") / portrait, Path("/b") / speech)
    assert path.parent == Path.cwd()
    assert path.name == f"{Path(portrait).stem}_{Path(speech).stem}.mp4"


def test_an_existing_folder_gets_the_default_name(tmp_path: Path) -> None:
    assert output_path(tmp_path, Path("ann.png"), Path("talk.wav")) == tmp_path / "ann_talk.mp4"


def test_only_mp4_is_written() -> None:
    with pytest.raises(UsageError) as caught:
        output_path(Path("/x/video.avi"), Path("ann.png"), Path("talk.wav"))
    assert caught.value.code is ErrorCode.OPTION_INVALID
    assert "video.mp4" in caught.value.hint


def test_a_name_too_long_for_any_file_names_no_folder() -> None:
    target = Path(f"{'x' * 300}.mp4")
    assert output_path(target, Path("a.png"), Path("b.wav")) == target.absolute()
