"""The subtitles of `mouthpiece bench transcribe`: what it costs to burn them in, word by word."""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from app.bench.inputs import repeated_speech
from app.demo import demo_portrait, demo_speech
from talker.deliver.deliver import deliver
from talker.deliver.plan import DeliverTask
from talker.options.deliver import Aspect, DeliverOptions, Resolution
from talker.options.render import RenderRequest
from talker.pipeline import render
from talker.subtitles.cues import Cue
from talker.subtitles.side_files import format_json
from talker.words import Word

_GOAL = 1.25
_WORDS_A_CUE, _WORD_SECONDS = 8, 0.35
_STYLES = ("plain", "karaoke", "box", "pop")


def bench_burning(*, quick: bool) -> None:
    """Prints what a video of 1080p costs without subtitles, with them, and with lit words."""
    seconds = 12.0 if quick else 60.0
    with TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
        place = Path(folder)
        speech = repeated_speech(demo_speech(), seconds, place / "speech.wav")
        request = RenderRequest(
            portrait=demo_portrait(), speech=speech, output=place / "render.mp4", size=256
        )
        video = render(request, home=place / "home").output
        cues = place / "words.json"
        cues.write_text(format_json(_cues(seconds), "en"), "utf-8")
        shape = DeliverOptions(aspect=Aspect.WIDE, resolution=Resolution.P1080)
        wishes = {"without subtitles": shape} | {
            f"subtitles, style {name}": shape.model_copy(
                update={"subtitles": cues, "subtitle_style": name}
            )
            for name in _STYLES
        }
        print(f"{seconds:.0f} s of 1920x1080; processor seconds count all programs")
        plain = 0.0
        for name, options in wishes.items():
            took = min(_seconds(video, options, place, turn) for turn in range(1 if quick else 2))
            plain = plain or took
            print(
                f"  {name:<26}{took:8.1f} processor s   {took / plain:.2f}x (goal {_GOAL:g}x)",
                flush=True,
            )


def _seconds(video: Path, options: DeliverOptions, place: Path, turn: int) -> float:
    target = place / f"{options.subtitle_style or 'none'}-{turn}.mp4"
    began = _processor()
    deliver(video, [DeliverTask(options, target)], home=place / "home")
    return _processor() - began


def _processor() -> float:
    """Of this process and of those that it has waited for; Windows counts no others' time."""
    if os.name == "nt":
        return time.perf_counter()
    return sum(os.times()[:4])


def _cues(seconds: float) -> list[Cue]:
    """Words for the whole length."""
    cues, each = [], _WORDS_A_CUE * _WORD_SECONDS
    for number in range(int(seconds / each)):
        start = number * each
        words = tuple(
            Word(f"word{at}", start + at * _WORD_SECONDS, start + (at + 1) * _WORD_SECONDS)
            for at in range(_WORDS_A_CUE)
        )
        cues.append(Cue(start, start + each, " ".join(word.text for word in words), words))
    return cues
