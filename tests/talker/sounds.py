"""Recordings that tests make for themselves."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from talker.media.ffmpeg import executable


def beginning(recording: Path, seconds: float, folder: Path) -> Path:
    """The first seconds of a recording's speech, where somebody speaks from the start."""
    samples, rate = soundfile.read(recording, start=20000)
    path = folder / f"speech {seconds}.wav"
    soundfile.write(path, samples[: round(seconds * rate)], rate)
    return path


def clicks(
    seconds: float, rate: int = 44100, channels: int = 1, at: float = 1.0
) -> NDArray[np.float32]:
    """Quiet noise with one loud click at `at` seconds: float32 [N, channels]."""
    noise = np.random.default_rng(1).normal(0, 0.01, (round(seconds * rate), channels))
    start = round(at * rate)
    noise[start : start + max(8, rate // 1000)] += 0.8
    return noise.astype(np.float32)


def write_clicks(
    path: Path, seconds: float = 3.0, rate: int = 44100, channels: int = 1, at: float = 1.0
) -> Path:
    soundfile.write(path, clicks(seconds, rate, channels, at), rate, subtype="PCM_16")
    return path


def ffmpeg(*args: str) -> bytes:
    """Runs ffmpeg; what it wrote to stdout."""
    command = [str(executable()), "-hide_banner", "-nostdin", "-loglevel", "error", "-y", *args]
    return subprocess.run(command, check=True, capture_output=True).stdout


def click_time(path: Path, rate: int = 48000) -> float:
    """The second at which the click begins in the first sound track as a player plays it."""
    raw = ffmpeg(
        *("-i", f"file:{path}", "-map", "0:a:0", "-ac", "1"),
        *("-af", "aresample=async=1:first_pts=0", "-ar", str(rate), "-f", "f32le", "pipe:1"),
    )
    samples = np.abs(np.frombuffer(raw, "<f4"))
    return float(np.argmax(samples > 0.3)) / rate
