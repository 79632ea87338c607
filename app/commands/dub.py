"""`dub`: new words for a filmed presenter."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.base import Commands
from app.commands.working import working
from app.console.render import JsonReporter, Reporter
from app.console.terminal import write_line
from app.jobs.dub import KIND
from app.jobs.speaking_videos import offered
from app.options import add_flags, add_inputs, add_preset, checked, given_options
from talker.options.dub import DubRequest
from talker.segments import output_path


def add(commands: Commands) -> None:
    """Adds `dub`."""
    text = "Give a film of a speaking person new words: only lips and chin are drawn anew."
    commands.add("dub", text, _dub, arguments=_add_arguments)


def _add_arguments(dub: argparse.ArgumentParser) -> None:
    add_inputs(dub, DubRequest)
    add_preset(dub, DubRequest)
    add_flags(dub, declared=DubRequest)
    dub.add_argument("--queue", action="store_true", help="Add it to the queue instead.")
    dub.add_argument(
        "--join",
        type=Path,
        metavar="PREVIEW.mp4",
        help="Make no dub, but a short video of the place where the film goes on when the speech "
        "is longer, or ends when it is shorter.",
    )


def _dub(parsed: argparse.Namespace, reporter: Reporter) -> int:
    request = checked(DubRequest, given_options(parsed, DubRequest))
    if parsed.join is not None:
        return _joined(request, parsed, reporter)
    if parsed.queue:
        return _queued(request, parsed, reporter)
    # Late: the program answers --help and usage errors without loading numpy and OpenCV.
    from talker.dubbing.pipeline import dub

    more = offered(parsed.home)
    with working(reporter, parsed.home) as work:
        result = dub(request, on_progress=work.report, cancel=work.cancel, **more)
    reporter.result(result)
    return 0


def _joined(request: DubRequest, parsed: argparse.Namespace, reporter: Reporter) -> int:
    from talker.dubbing.joins import speech_frames, write_join
    from talker.dubbing.preflight import check_output
    from talker.media.film import read_film

    target = output_path(parsed.join, request.clip, request.speech)
    check_output(target, request)
    film = read_film(request.clip)
    with working(reporter, parsed.home) as work:
        heard = None if request.text else request.speech
        spoken = None if heard is None else speech_frames(heard, film, request, work.cancel)
        write_join(film, spoken, request, target, work.cancel)
    if isinstance(reporter, JsonReporter):
        reporter.facts("join", output=str(target))
    else:
        write_line(str(target))
    return 0


def _queued(request: DubRequest, parsed: argparse.Namespace, reporter: Reporter) -> int:
    from app.queue.control import new_job
    from app.queue.store import JobStore, queue_path

    with JobStore(queue_path(parsed.home)) as store:
        job = new_job(store, request, speech_seconds=KIND.speech_seconds(request))
        (job_id,) = store.add([job])
    if isinstance(reporter, JsonReporter):
        reporter.facts("added", id=job_id, label=job.label, output=str(job.request.output))
    else:
        write_line(f"Job {job_id} will make {job.request.output}")
        write_line("Start with: mouthpiece queue run")
    return 0
