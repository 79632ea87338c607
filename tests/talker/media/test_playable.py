"""Sizes that phones decode."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talker.media.encoder import SegmentEncoder
from talker.media.playable import is_playable, playable_size
from talker.progress import CancelToken


@given(st.integers(1000, 12000), st.integers(1000, 12000), st.integers(10, 60))
def test_what_is_too_large_is_brought_down_in_its_shape(width: int, height: int, fps: int) -> None:
    size = playable_size((width, height), fps)
    assert is_playable(size, fps)
    if is_playable((width, height), fps):
        assert size == (width, height)
        return
    assert size[0] % 2 == size[1] % 2 == 0
    assert size[0] / size[1] == pytest.approx(width / height, rel=3 / min(size))
    larger = round(size[0] * 1.03), round(size[1] * 1.03)
    assert not is_playable(larger, fps)  # hardly smaller than it must be


@pytest.mark.parametrize(
    ("size", "fps", "playable"),
    [
        *(((3840, 2160), 25, True), ((3840, 2160), 30, True), ((3840, 2160), 60, False)),
        *(((1920, 1080), 60, True), ((4032, 3024), 25, False), ((4096, 2304), 25, False)),
        *(((2160, 3840), 25, True), ((8, 3842), 25, False)),
    ],
)
def test_known_sizes(size: tuple[int, int], fps: int, playable: bool) -> None:
    assert is_playable(size, fps) is playable


def test_the_encoder_agrees_about_the_level(tmp_path: Path) -> None:
    size = playable_size((4032, 3024), 25)
    path = tmp_path / "segment.h264"
    encoder = SegmentEncoder(path, size, 25, 18, CancelToken())
    encoder.write(np.zeros((1, size[1], size[0], 3), np.uint8))
    encoder.finish()
    encoder.wait()
    stream = path.read_bytes()
    at = stream.index(b"\x00\x00\x01\x67")  # the parameters of the sequence
    assert stream[at + 6] == 51
