"""Marks of parts in a stream of H.264: what is written is read, and nothing else is believed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talker.errors import ErrorCode, InputError
from talker.media.muxer import Tracks, join
from talker.media.part_stream import (
    PartMark,
    digest_of_part,
    read_mark,
    read_marks,
    saved_parts,
    units,
)
from talker.progress import CancelToken
from tests.talker.sounds import ffmpeg, write_clicks

KEY, DIGEST = "a1" * 16, "b2" * 32
times = st.floats(0, 80_000)


@given(st.text(max_size=400), st.lists(st.tuples(st.text(max_size=9), times, times), max_size=40))
def test_a_mark_is_read_as_it_was_written(text: str, words: list[tuple[str, float, float]]) -> None:
    mark = PartMark(KEY, DIGEST, 75, text, tuple(words))
    (unit,) = units([mark.unit()])
    assert read_mark(unit) == mark
    assert b"\0\0" not in unit  # nothing in it looks like the start of another unit


@given(st.binary(max_size=200))
def test_no_other_unit_is_a_mark(content: bytes) -> None:
    assert read_mark(content) is None
    start = PartMark(KEY, DIGEST, 1).unit()[4:40]
    assert read_mark(start + content) is None


@pytest.mark.parametrize(
    "mark",
    [
        PartMark("../../../etc", DIGEST, 5),
        PartMark(KEY, "short", 5),
        PartMark(KEY, DIGEST, 0),
        PartMark(KEY, DIGEST, 10**9),
        PartMark(KEY, DIGEST, 5, "x", (("x", float("nan"), 1.0),)),
        PartMark(KEY, DIGEST, 5, "x", (("x", 0.0, float("inf")),)),
    ],
)
def test_what_we_would_not_write_is_not_believed(mark: PartMark) -> None:
    assert read_mark(mark.unit()[4:]) is None


@given(st.lists(st.binary(min_size=1, max_size=30), min_size=1), st.integers(1, 7))
def test_how_a_stream_is_cut_into_chunks_makes_no_difference(
    pieces: list[bytes], size: int
) -> None:
    stream = b"".join(b"\0\0\1" + piece for piece in pieces)
    chunks = [stream[at : at + size] for at in range(0, len(stream), size)]
    assert list(units(chunks)) == list(units([stream]))


@pytest.fixture
def pieces(tmp_path: Path) -> list[Path]:
    """Two encoded streams."""
    made = []
    for name, seconds in (("one", 1), ("two", 2)):
        path = tmp_path / f"{name}.h264"
        source = f"testsrc2=size=128x128:rate=25:duration={seconds}"
        ffmpeg("-f", "lavfi", "-i", source, "-bf", "0", "-g", "10", "-f", "h264", str(path))
        made.append(path)
    return made


def joined(pieces: list[Path], target: Path, *, marked: bool) -> list[PartMark]:
    sound = target.with_suffix(".wav")
    write_clicks(sound, 3.0, 16000)
    audio = target.with_suffix(".m4a")
    ffmpeg("-i", str(sound), "-c:a", "aac", str(audio))
    marks = [
        PartMark(f"{index:032x}", digest_of_part(piece), 25, f"part {index}")
        for index, piece in enumerate(pieces)
    ]
    said = [mark.unit() for mark in marks] if marked else []
    join(Tracks(pieces, 25, audio, target, marks=said), target, CancelToken(), lambda _: None)
    return marks


def test_parts_are_cut_out_of_an_mp4_bit_for_bit(pieces: list[Path], tmp_path: Path) -> None:
    video = tmp_path / "joined.mp4"
    again = [pieces[0], pieces[1], pieces[1]]  # the same part may follow itself
    marks = joined(again, video, marked=True)
    assert read_marks(video, CancelToken()) == marks
    cut = list(saved_parts(video, lambda mark: tmp_path / mark.text, CancelToken()))
    assert cut == marks
    for mark, piece in zip(marks, again, strict=True):
        found = (tmp_path / mark.text).read_bytes()
        assert list(units([found])) == list(units([piece.read_bytes()]))
    second = tmp_path / "second.mp4"
    joined([tmp_path / mark.text for mark in marks], second, marked=True)
    assert second.read_bytes() == video.read_bytes()


def test_players_see_the_same_pictures_with_marks_and_without(
    pieces: list[Path], tmp_path: Path
) -> None:
    seen = []
    for marked in (True, False):
        video = tmp_path / f"{marked}.mp4"
        joined(pieces, video, marked=marked)
        seen.append(ffmpeg("-i", str(video), "-map", "0:v", "-f", "framemd5", "-"))
    assert seen[0] == seen[1]


def test_a_video_without_marks_has_no_parts(pieces: list[Path], tmp_path: Path) -> None:
    video = tmp_path / "plain.mp4"
    joined(pieces, video, marked=False)
    assert read_marks(video, CancelToken()) == []
    assert list(saved_parts(video, lambda mark: tmp_path / mark.key, CancelToken())) == []


def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.mp4"
    path.write_bytes(b"nothing")
    with pytest.raises(InputError) as caught:
        list(saved_parts(path, lambda mark: tmp_path / mark.key, CancelToken()))
    assert caught.value.code is ErrorCode.VIDEO_UNREADABLE
