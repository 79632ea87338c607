"""Running ffmpeg, and what its failures are called."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from talker.errors import Cancelled, ErrorCode, MouthpieceError
from talker.media import ffmpeg
from talker.progress import CancelToken

TARGET = Path("/out/part")


@pytest.mark.parametrize(
    ("log", "status", "code"),
    [
        ("av_interleaved_write_frame(): No space left on device", 228, ErrorCode.DISK_FULL),
        ("", -25, ErrorCode.DISK_FULL),
        ("Error: File too large", 1, ErrorCode.DISK_FULL),
        ("Unknown encoder 'libx264'", 1, ErrorCode.ENCODER_FAILED),
        ("", -9, ErrorCode.ENCODER_FAILED),
    ],
)
def test_failures_are_translated(log: str, status: int, code: ErrorCode) -> None:
    assert ffmpeg.write_failure(log, status, TARGET).code is code


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ffmpeg, "executable", lambda: tmp_path / "no-ffmpeg")
    with pytest.raises(MouthpieceError) as caught:
        ffmpeg.Running(["-version"])
    assert caught.value.code is ErrorCode.COMPONENT_MISSING


def test_cancel_ends_a_running_ffmpeg_at_once() -> None:
    cancel = CancelToken()
    endless = ["-f", "lavfi", "-re", "-i", "anullsrc", "-t", "60", "-f", "null", "-"]
    begin = time.monotonic()
    with ffmpeg.Running(endless) as running:
        cancel.cancel()
        with pytest.raises(Cancelled):
            running.wait(cancel)
    assert time.monotonic() - begin < 2
