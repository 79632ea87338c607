"""`render` and `demo`: one video."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.brands import load_brand
from app.commands.base import Commands
from app.commands.brand import add_brand
from app.commands.working import working
from app.console.render import Reporter
from app.jobs.speaking_videos import offered
from app.options import add_options, build_request, given_options


def add(commands: Commands) -> None:
    """Adds `render` and `demo`."""
    text = "Make a talking video from a portrait and a recording."
    commands.add("render", text, _render, arguments=_add_arguments)
    demo = commands.add(
        "demo", "Make a talking video from the sample portrait and recording.", _demo
    )
    demo.add_argument("-o", "--output", type=Path, default=Path("demo.mp4"), metavar="FILE")


def _add_arguments(render: argparse.ArgumentParser) -> None:
    add_options(render)
    add_brand(render)
    render.add_argument(
        "--from",
        dest="from_video",
        type=Path,
        metavar="VIDEO",
        help="Make a video of Mouthpiece again, as it says itself; what is given besides wins.",
    )


def _render(parsed: argparse.Namespace, reporter: Reporter) -> int:
    given = given_options(parsed)
    if parsed.from_video is not None:
        from talker.provenance.manifest import read_record
        from talker.render_record import request_values

        record = read_record(parsed.from_video, reporter.report)
        given = request_values(record, parsed.from_video, given, parsed.home)
    if parsed.brand:
        given = load_brand(parsed.brand, parsed.home).applied(given)
    return _make(given, reporter, parsed.home)


def _demo(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from app.demo import demo_portrait, demo_speech

    inputs = {"portrait": demo_portrait(), "speech": demo_speech()}
    return _make(inputs | {"output": parsed.output, "overwrite": True}, reporter, parsed.home)


def _make(given: dict[str, Any], reporter: Reporter, home: Path) -> int:
    request = build_request(given)
    # Late: the program answers --help and usage errors without loading numpy and OpenCV.
    from app.transcribing import default_listener
    from talker.pipeline import render

    listener, more = default_listener(home), offered(home)
    with working(reporter, home) as work:
        result = render(
            request, on_progress=work.report, cancel=work.cancel, listener=listener, **more
        )
    reporter.result(result)
    return 0
