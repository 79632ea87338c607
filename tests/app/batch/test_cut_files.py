"""What says itself that more of it is to come is no complete file."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from app.batch.cut_files import is_cut
from tests.talker.sounds import ffmpeg, write_clicks


def sound(path: Path, **kind: str) -> Path:
    soundfile.write(path, np.zeros(8000, np.float32), 16000, **kind)
    return path


def film(path: Path) -> Path:
    speech = write_clicks(path.with_suffix(".src.wav"), 1.0, 16000)
    ffmpeg("-i", f"file:{speech}", f"file:{path}")
    return path


def picture(path: Path) -> Path:
    Image.effect_noise((200, 200), 50).convert("RGB").save(path)
    return path


KINDS: dict[str, Callable[[Path], Path]] = {
    "a.wav": sound,
    "f.wav": lambda path: sound(path, subtype="FLOAT"),
    "a.aiff": sound,
    "a.m4a": film,
    "a.png": picture,
    "a.webp": picture,
}


@pytest.mark.parametrize("name", KINDS)
def test_a_whole_file_is_whole_and_every_part_of_it_is_not(tmp_path: Path, name: str) -> None:
    path = KINDS[name](tmp_path / name)
    content = path.read_bytes()
    assert not is_cut(path)
    for size in (len(content) - 1, len(content) // 2, 100):
        path.write_bytes(content[:size])
        assert is_cut(path), size
    path.write_bytes(content + b"what others add behind it")
    assert not is_cut(path) or name == "a.m4a"  # there it looks like a box that has begun


@pytest.mark.parametrize("length", [0, 0xFFFF_FFFF, 0x7FFF_FFFF, 0x7FFF_F000])
def test_a_recording_that_was_written_into_a_pipe_says_nothing_of_its_size(
    tmp_path: Path, length: int
) -> None:
    path = sound(tmp_path / "a.wav")
    content = bytearray(path.read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = struct.pack("<I", length)
    content[4:8] = struct.pack("<I", 0xFFFF_FFFF)
    path.write_bytes(content)
    assert not is_cut(path)


@pytest.mark.parametrize(
    "content", [b"", b"RIFF", b"ID3\x04", b"\0\0\0\x08ftyp\0\0\0\0isom", b"x" * 50]
)
def test_files_that_say_nothing_are_left_to_whoever_opens_them(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    assert not is_cut(path)
    assert not is_cut(tmp_path / "none.wav")
    assert not is_cut(tmp_path)
