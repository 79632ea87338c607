"""`avatar train`, `merge` and `extract`: models that learn a person, and what is made of them."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.base import Commands
from app.commands.working import working
from app.console.render import JsonReporter, Reporter
from app.console.terminal import write_line
from app.options import add_flags, checked, given_options
from app.settings.store import load_settings
from avatar_gen.train.request import ExtractRequest, MergeRequest, TrainRequest
from talker.errors import ExitCode

if TYPE_CHECKING:
    from avatar_gen.train.result import TrainResult

_SUFFIX = ".safetensors"


def add(commands: Commands) -> None:
    """Adds them to the group `avatar`."""
    train = commands.add(
        "avatar train",
        "Let a model learn a person from 10 to 30 pictures.",
        _train,
        arguments=partial(add_flags, without={"folder"}, declared=TrainRequest),
    )
    train.add_argument("folder", type=Path, metavar="FOLDER", help="The pictures.")
    train.add_argument("--queue", action="store_true", help="Adds it to the queue instead.")
    merge = commands.add(
        "avatar merge",
        "Make LoRAs a part of a model: one file.",
        _merge,
        arguments=partial(add_flags, without={"model", "loras"}, declared=MergeRequest),
    )
    merge.add_argument("model", metavar="MODEL", help="A catalogue entry, a folder or a file.")
    merge.add_argument("loras", nargs="+", metavar="LORA", help="FILE, or FILE:SCALE.")
    extract = commands.add(
        "avatar extract",
        "Write the difference of two models as a LoRA.",
        _extract,
        arguments=partial(add_flags, without={"tuned", "base"}, declared=ExtractRequest),
    )
    extract.add_argument("tuned", metavar="MODEL", help="The model that learned something.")
    extract.add_argument("base", metavar="BASE", help="The model that it was trained from.")


def _train(parsed: argparse.Namespace, reporter: Reporter) -> int:
    given = given_options(parsed, TrainRequest)
    given.setdefault("output", Path(f"{parsed.folder.absolute().name}{_SUFFIX}"))
    request = checked(TrainRequest, given)
    if parsed.queue:
        return _queued(request, reporter, parsed.home)
    # Late: the program answers --help and usage errors without loading torch.
    from app.models import default_store
    from avatar_gen import check_installed

    check_installed()
    from avatar_gen.train.context import new_context
    from avatar_gen.train.road import train

    producer = load_settings(parsed.home).labels.producer
    with working(reporter, parsed.home) as work:
        result = train(
            request,
            new_context(
                default_store(parsed.home), parsed.home, work.report, work.cancel, producer
            ),
        )
    reporter.close()
    _tell(result, reporter)
    return ExitCode.DONE


def _tell(result: TrainResult, reporter: Reporter) -> None:
    first, last = result.fall
    if isinstance(reporter, JsonReporter):
        reporter.facts(
            "trained",
            output=str(result.output),
            sheet=None if result.sheet is None else str(result.sheet),
            word=result.word,
            pictures=result.pictures,
            steps=len(result.losses),
            resumed_steps=result.resumed,
            loss_first=round(first, 6),
            loss_last=round(last, 6),
            device=result.device,
            seconds=round(result.seconds, 3),
        )
        return
    write_line(f"{result.output}")
    if result.sheet is not None:
        write_line(f"Sample pictures: {result.sheet}")
    begun = f", {result.resumed} of them before" if result.resumed else ""
    write_line(
        f"{len(result.losses)} steps{begun} on {result.pictures} pictures: loss {first:.4f} at "
        f"first, {last:.4f} at last; {result.seconds:.0f} s"
    )
    write_line(f"In prompts the person is called: {result.word}")


def _queued(request: TrainRequest, reporter: Reporter, home: Path) -> int:
    from app.queue.control import new_job
    from app.queue.store import JobStore, queue_path

    with JobStore(queue_path(home)) as store:
        job = new_job(store, request)
        (job_id,) = store.add([job])
    if isinstance(reporter, JsonReporter):
        reporter.facts("added", id=job_id, label=job.label, output=str(job.request.output))
    else:
        write_line(
            f"Job {job_id} will write {job.request.output}; start with: mouthpiece queue run"
        )
    return ExitCode.DONE


def _merge(parsed: argparse.Namespace, reporter: Reporter) -> int:
    request = checked(MergeRequest, given_options(parsed, MergeRequest))
    from app.models import default_store
    from avatar_gen import check_installed

    check_installed()
    from avatar_gen.train.merge import merge

    made = merge(request, default_store(parsed.home), parsed.home)
    if isinstance(reporter, JsonReporter):
        reporter.facts("merged", output=str(made.output), loras=list(made.loras))
    else:
        write_line(f"{made.output}: {request.model} with {', '.join(made.loras)}")
    return ExitCode.DONE


def _extract(parsed: argparse.Namespace, reporter: Reporter) -> int:
    request = checked(ExtractRequest, given_options(parsed, ExtractRequest))
    from app.models import default_store
    from avatar_gen import check_installed

    check_installed()
    from avatar_gen.train.extract import extract

    with working(reporter, parsed.home) as work:
        made = extract(request, default_store(parsed.home), parsed.home, work.report, work.cancel)
    reporter.close()
    if isinstance(reporter, JsonReporter):
        reporter.facts(
            "extracted",
            output=str(made.output),
            layers=made.layers,
            kept=round(made.kept, 6),
            left_out=list(made.left_out),
        )
        return ExitCode.DONE
    write_line(f"{made.output}: {made.layers} layers, {made.kept:.1%} of their difference")
    if made.left_out:
        write_line(f"No LoRA can hold what differs in: {', '.join(made.left_out)}")
    return ExitCode.DONE
