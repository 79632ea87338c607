"""The deliverables of `mouthpiece bench finish`: what each costs, and what one render saves."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from app.bench.inputs import presenter_picture, repeated_speech
from app.demo import demo_speech
from talker.deliver.deliver import deliver
from talker.deliver.finisher import Delivered
from talker.deliver.plan import DeliverTask
from talker.options.containers import Format
from talker.options.deliver import Aspect, DeliverOptions, Resolution
from talker.options.picture import Mode
from talker.options.render import RenderRequest
from talker.pipeline import render

_SHARED = 3  # of the wishes, for the comparison
_WORDS = "1\n00:00:00,000 --> 00:10:00,000\nThe words that are spoken here\n"


@dataclass(frozen=True)
class DeliverableCase:
    """A deliverable as its row of the table calls it."""

    name: str
    options: DeliverOptions

    def order(self, place: Path) -> DeliverTask:
        """Into a file of its own in the folder `place`."""
        suffix = f".{self.options.format.value}"
        return DeliverTask(self.options, place / f"{self.name}{suffix}".replace(":", "x"))


def bench_deliver(
    picture: Path, size: tuple[int, int], seconds: float, place: Path, *, rounds: int
) -> tuple[Delivered, ...]:
    """Prints what each deliverable of a render of `size` takes, and returns them.

    All files go into the folder `place`. The comparison at the end counts the best of `rounds`.
    """
    wide = presenter_picture(picture, size, place / "presenter.png")
    clip = repeated_speech(demo_speech(), seconds, place / "speech.wav")
    home = place / "home"
    request = RenderRequest(portrait=wide, speech=clip, output=place / "render.mp4", mode=Mode.FULL)
    rendered = render(request, home=home)  # the portrait is known from here on
    wishes = deliverables(place)
    print(f"Deliverables of one render, {rendered.width}x{rendered.height}, {seconds:g} s")
    made: list[Delivered] = []
    for wish in wishes:
        began = time.perf_counter()
        made += deliver(rendered.output, [wish.order(place)], home=home)
        took = (time.perf_counter() - began) / seconds
        print(f"  {wish.name:<40}{took:8.2f} s a second of video", flush=True)
    shared = wishes[:_SHARED]
    once = apart = float("inf")
    for number in range(rounds):  # in turns, so that a busy computer disturbs both alike
        once = min(once, _seconds(request, [shared], place / f"once-{number}", home))
        each = [(wish,) for wish in shared]
        apart = min(apart, _seconds(request, each, place / f"apart-{number}", home))
    print(f"  the first {_SHARED}, one render for all       {once:8.2f} s with rendering")
    print(f"  the first {_SHARED}, a render for each        {apart:8.2f} s   {apart / once:.2f}x")
    return tuple(made)


def deliverables(place: Path) -> tuple[DeliverableCase, ...]:
    """What is asked for most; the materials are drawn into `place`."""
    logo, background, words = (place / name for name in ("logo.png", "sky.png", "words.srt"))
    mark = Image.new("RGBA", (256, 256))
    ImageDraw.Draw(mark).ellipse((8, 8, 248, 248), fill=(240, 80, 40, 255))
    mark.save(logo)
    shades = np.linspace(40, 220, 720)[:, None, None] * np.array([0.4, 0.7, 1.0])
    Image.fromarray(np.repeat(shades, 1280, axis=1).astype(np.uint8)).save(background)
    words.write_text(_WORDS, encoding="utf-8")
    return (
        DeliverableCase(
            "9:16 at 1080", DeliverOptions(aspect=Aspect.TALL, resolution=Resolution.P1080)
        ),
        DeliverableCase(
            "1:1 with logo and burned subtitles",
            DeliverOptions(aspect=Aspect.SQUARE, logo=logo, subtitles=words),
        ),
        DeliverableCase("background replaced", DeliverOptions(background=background)),
        DeliverableCase("transparent WebM", DeliverOptions(format=Format.WEBM, transparent=True)),
        DeliverableCase("GIF", DeliverOptions(format=Format.GIF)),
    )


def _seconds(
    request: RenderRequest, groups: Sequence[Sequence[DeliverableCase]], place: Path, home: Path
) -> float:
    """What it takes to render anew for each group and to make its wishes from that render."""
    place.mkdir()
    began = time.perf_counter()
    for number, group in enumerate(groups):
        output = place / f"render {number}.mp4"
        result = render(request.model_copy(update={"output": output}), home=home)
        deliver(result.output, [wish.order(place) for wish in group], home=home)
    return time.perf_counter() - began
