"""`mouthpiece bench dub`: how fast films get new words with the built-in mouth, and its memory."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from app.bench.builtin import FULL, QUICK, Lengths, line
from app.bench.inputs import presenter_picture, repeated_speech
from app.bench.process import peak_memory
from app.demo import demo_portrait, demo_speech
from talker.device import usable_cores
from talker.dubbing.pipeline import dub
from talker.media import ffmpeg, file_arguments
from talker.options.dub import DubRequest, MouthName
from talker.options.picture import Mode
from talker.options.render import RenderRequest
from talker.pipeline import render
from talker.progress import Stage
from talker.scene import Size

_SIZE = 1280, 720
_SMALL = 640, 360  # where what grows with the length is a larger part of all memory
_FILM_SECONDS = 12.0
_GOAL = 20


def bench_dub(portrait: Path | None, *, quick: bool) -> None:
    """Prints every figure as soon as it is known."""
    lengths = QUICK if quick else FULL
    with tempfile.TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
        place = Path(folder)
        width, height = _SIZE
        print(f"Built-in mouth: a film of {width}x{height}, {usable_cores()} cores")
        _speed(_film(portrait or demo_portrait(), _SIZE, place), lengths, place)
        width, height = _SMALL
        print(f"Memory: a film of {width}x{height} over and over")
        _memory(_film(portrait or demo_portrait(), _SMALL, place), lengths, place)


def _film(portrait: Path, size: Size, place: Path) -> Path:
    """A presenter who says something else."""
    picture = presenter_picture(portrait, size, place / f"presenter-{size[0]}.png")
    speech = repeated_speech(demo_speech(), _FILM_SECONDS, place / "old.wav")
    film = place / f"film-{size[0]}.mp4"
    request = RenderRequest(
        portrait=picture, speech=speech, output=film, mode=Mode.FULL, engine="builtin"
    )
    render(request, home=place / f"home-film-{size[0]}")
    return film


def _repeated(film: Path, seconds: float, place: Path) -> Path:
    target = place / f"{film.stem}-{seconds:g}.mp4"
    with ffmpeg.Running(file_arguments.repeated_args(film, target, seconds)) as copying:
        if copying.wait() != 0:
            raise copying.failure(1, target)
    return target


def _speed(film: Path, lengths: Lengths, place: Path) -> None:
    """The whole road from request to finished file."""
    long = _repeated(film, lengths.speed + 2, place)
    speech = repeated_speech(demo_speech(), lengths.speed, place / "speed.wav")
    request = DubRequest(
        clip=long, speech=speech, output=place / "dubbed.mp4", engine=MouthName.BUILTIN
    )
    began, used = time.perf_counter(), _core_seconds()
    result = dub(request, home=place / "home-speed")
    rate = result.frames / (time.perf_counter() - began)
    used = _core_seconds() - used
    for stage, name in (
        (Stage.PORTRAIT, "following the face"),
        (Stage.MOTION, "hearing, sound, choice of quality"),
        (Stage.RENDER, "drawing and encoding"),
    ):
        line(name, result.frames / result.timings[stage], "frames/s")
    # What a busy computer does not change: two cores with 100 ms each make the goal.
    line("core time of the whole road", 1000 * used / result.frames, "ms a frame")
    line("whole road", rate, "frames/s", f"goal {_GOAL}; {rate / result.fps:.1f} x realtime")


def _core_seconds() -> float:
    """Of this process and all that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _memory(film: Path, lengths: Lengths, place: Path) -> None:
    home, found = place / "home-memory", []
    for seconds in (lengths.short, lengths.long):
        speech = repeated_speech(demo_speech(), seconds, place / f"{seconds:g}.wav")
        found.append(peak_memory(_repeated(film, seconds + 2, place), speech, home, "dub"))
        line(f"peak memory, {seconds:g} s", found[-1] / 2**20, "MB")
    line("ratio of the two", found[1] / found[0], "", "goal at most 1.1")
