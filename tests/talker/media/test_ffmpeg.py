"""Running ffmpeg, and what its failures are called."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from talker.errors import Cancelled, ErrorCode, MouthpieceError
from talker.media import ffmpeg, watchdog
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
    endless = ["-f", "lavfi", "-re", "-i", "anullsrc", "-t", "600", "-f", "null", "-"]
    with ffmpeg.Running(endless) as running:
        cancel.cancel()
        with pytest.raises(Cancelled):
            running.wait(cancel)
    assert running._process.returncode not in (0, None)


WAITS = ["-f", "rawvideo", "-video_size", "2x2", "-i", "pipe:0", "-f", "null", "-"]


@pytest.mark.parametrize("way", ["wait", "read", "reports"])
def test_without_progress_it_is_ended_and_has_a_code(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ffmpeg waits for pictures that never come."""
    monkeypatch.setattr(watchdog, "TICK", 0.05)
    with ffmpeg.Running(WAITS, feed=True, read=way != "wait", patience=0.5) as running:
        if way == "read":
            assert running.stdout.read(10) == b""
        if way == "reports":
            assert list(running.reports()) == []
        status = running.wait()
        error = running.failure(status, TARGET)
    assert error.code is ErrorCode.ENCODER_FAILED
    assert "no progress" in error.message


def test_reports_that_say_the_same_are_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "TICK", 0.05)
    talks = ["-progress", "pipe:1", "-stats_period", "0.1", *WAITS]
    with ffmpeg.Running(talks, feed=True, read=True, patience=1.0) as running:
        list(running.reports())
        assert "no progress" in running.failure(running.wait(), TARGET).message


def test_time_counts_only_while_somebody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "TICK", 0.05)
    with ffmpeg.Running(WAITS, feed=True, patience=0.3) as running:
        for _ in range(3):
            time.sleep(0.3)  # the renderer is busy
            running.stdin.write(bytes(12))
        running.stdin.close()
        assert running.wait() == 0


def test_a_silent_ffmpeg_ends_when_it_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "TICK", 0.05)
    cancel = CancelToken()
    with ffmpeg.Running(WAITS, feed=True, read=True, cancel=cancel) as running:
        cancel.cancel()
        assert list(running.reports()) == []
        assert running.wait() != 0
