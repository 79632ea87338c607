"""`mouthpiece bench`: measures each stage and the whole road, and prints all of it in one run."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from app.bench.inputs import presenter_picture, repeated_speech
from app.bench.process import first_frame_seconds, peak_memory
from app.demo import demo_portrait, demo_speech
from talker.device import usable_cores
from talker.engines.base import Drive
from talker.engines.builtin.engine import BuiltinEngine
from talker.options.picture import Mode
from talker.options.render import RenderRequest
from talker.pipeline import render
from talker.preflight.found import Preflight
from talker.preflight.road import run_preflight
from talker.progress import CancelToken
from talker.result import RenderResult


@dataclass(frozen=True)
class Lengths:
    """Seconds of speech for the speed figures, and for the two ends of the memory figure."""

    speed: float
    short: float
    long: float


FULL = Lengths(speed=30, short=10, long=600)
QUICK = Lengths(speed=8, short=5, long=60)


def bench_builtin(portrait: Path | None, speech: Path | None, *, quick: bool) -> None:
    """Prints every figure of the built-in engine as soon as it is known."""
    lengths = QUICK if quick else FULL
    with tempfile.TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
        place = Path(folder)
        picture = portrait or demo_portrait()
        recording = speech or demo_speech()
        clip = repeated_speech(recording, lengths.speed, place / "speed.wav")
        print(f"Built-in engine: {picture.name}, {lengths.speed:g} s of speech", end=", ")
        print(f"{usable_cores()} cores")
        _stages(RenderRequest(portrait=picture, speech=clip, output=place / "a.mp4"), place)
        wide = presenter_picture(picture, (1280, 720), place / "wide.png")
        _whole("whole road, crop 512x512", picture, clip, Mode.CROP, place, goal=75)
        _whole("whole road, full 1280x720", wide, clip, Mode.FULL, place, goal=60)
        _processes(picture, recording, lengths, place)


def _stages(request: RenderRequest, place: Path) -> None:
    """Each stage alone, in this process."""
    began = time.perf_counter()
    ready: Preflight = run_preflight(request, home=place / "stages")
    line("preflight with face search", time.perf_counter() - began, "s")
    engine = BuiltinEngine()
    began = time.perf_counter()
    motion = engine.motion(Drive(ready.speech), request.options, ready.portrait, CancelToken())
    line("motion", ready.speech.duration / (time.perf_counter() - began), "x realtime")
    began = time.perf_counter()
    canvas = engine.canvas(ready.portrait, request.options)
    renderer = engine.renderer(ready.portrait, motion, canvas, request.options)
    line("portrait stage", time.perf_counter() - began, "s")
    began = time.perf_counter()
    for start in range(0, ready.frames, engine.batch):
        renderer.render(start, min(start + engine.batch, ready.frames))
    rate = ready.frames / (time.perf_counter() - began)
    line("rendering alone, crop 512x512", rate, "frames/s", "goal 100")


def _whole(name: str, portrait: Path, speech: Path, mode: Mode, place: Path, *, goal: int) -> None:
    """The whole road from request to finished file, with an empty cache."""
    output = place / f"{mode.value}.mp4"
    request = RenderRequest(portrait=portrait, speech=speech, output=output, mode=mode)
    began = time.perf_counter()
    result: RenderResult = render(request, home=place / f"home-{mode.value}")
    rate = result.frames / (time.perf_counter() - began)
    line(name, rate, "frames/s", f"goal {goal}; {rate / result.fps:.1f} x realtime")


def _processes(portrait: Path, speech: Path, lengths: Lengths, place: Path) -> None:
    """What only a fresh process can tell."""
    home = place / "home-processes"
    short = repeated_speech(speech, lengths.short, place / "short.wav")
    long = repeated_speech(speech, lengths.long, place / "long.wav")
    cold = first_frame_seconds(portrait, short, home)
    warm = first_frame_seconds(portrait, short, home)
    line("first frame, cached portrait", warm, "s after start", f"goal 3; new portrait {cold:.1f}")
    low = peak_memory(portrait, short, home)
    high = peak_memory(portrait, long, home)
    line(f"peak memory, {lengths.short:g} s of speech", low / 2**20, "MB")
    line(f"peak memory, {lengths.long:g} s of speech", high / 2**20, "MB")
    line("peak memory, ratio of the two", high / low, "", "goal at most 1.1")


def line(name: str, value: float, unit: str, remark: str = "") -> None:
    """Prints a figure."""
    number = f"{value:.2f}" if value < 10 else f"{value:.0f}"
    print(f"  {name:<34}{number:>8} {unit:<14} {remark}".rstrip(), flush=True)
