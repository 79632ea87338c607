"""`deliver`: further files from finished videos."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.brands import load_brand
from app.commands.base import Commands
from app.commands.brand import add_brand
from app.commands.working import working
from app.console.render import JsonReporter, Reporter
from app.console.terminal import write_line
from app.options import add_flags, given_options
from app.settings.store import load_settings
from talker.deliver.naming import format_of
from talker.errors import ErrorCode, ExitCode, MouthpieceError, UsageError
from talker.options.containers import Format
from talker.options.deliver import DeliverOptions, DeliverRequest
from talker.options.deliver_spec import checked, read_spec
from talker.text_list import split_texts

if TYPE_CHECKING:
    from talker.deliver.plan import DeliverTask


def add(commands: Commands) -> None:
    """Adds `deliver`."""
    made = commands.add(
        "deliver",
        "Make further files of finished videos, without rendering again.",
        _deliver,
        arguments=partial(add_flags, declared=DeliverOptions),
    )
    add_brand(made)
    made.add_argument("videos", type=Path, nargs="+", metavar="VIDEO", help="A finished video.")
    made.add_argument(
        *("-o", "--output"),
        type=Path,
        metavar="FILE_OR_FOLDER",
        help="The file to write (its ending says its kind), or an existing folder; default: a "
        "telling name beside the video.",
    )
    made.add_argument("--overwrite", action="store_true", help="Replace what exists.")
    made.add_argument("--queue", action="store_true", help="Add it to the queue instead.")
    made.add_argument(
        "--deliverable",
        action="append",
        default=[],
        metavar="SPEC",
        help="Several files at once: what is special about one, such as 9:16 or "
        "aspect=1:1,codec=hevc; repeat it, or divide with ;. Options beside it count for all.",
    )


@dataclass(frozen=True)
class _Order:
    """What is wanted of each video: `single` when `output` is the name of the one file."""

    wanted: list[DeliverOptions]
    output: Path | None
    single: bool

    def tasks(self, videos: Sequence[Path]) -> list[tuple[Path, list[DeliverTask]]]:
        """The deliverables of each video: no two have one name."""
        from talker.deliver.deliver import tasks_for
        from talker.deliver.plan import DeliverTask

        if self.single:
            assert self.output is not None
            return [(videos[0], [DeliverTask(self.wanted[0], self.output.absolute())])]
        found: list[tuple[Path, list[DeliverTask]]] = []
        for video in videos:
            others = [task.target for _, tasks in found for task in tasks]
            tasks = tasks_for(video.absolute(), self.wanted, self.output, others)
            found.append((video, tasks))
        return found


def _deliver(parsed: argparse.Namespace, reporter: Reporter) -> int:
    order = _order(parsed)
    videos: list[Path] = parsed.videos
    if parsed.queue:
        wanted = [(video, task) for video, tasks in order.tasks(videos) for task in tasks]
        return _queued(wanted, reporter, parsed.home, overwrite=parsed.overwrite)
    from app.models import default_store
    from app.transcribing import default_listener
    from talker.deliver.deliver import deliver

    failures: list[MouthpieceError] = []

    def on_failure(error: MouthpieceError) -> None:
        failures.append(error)
        reporter.failure(error)

    many = len(videos) * len(order.wanted) > 1
    with working(reporter, parsed.home) as work:
        for video, tasks in order.tasks(videos):
            try:
                made = deliver(
                    video,
                    tasks,
                    overwrite=parsed.overwrite,
                    on_progress=work.report,
                    cancel=work.cancel,
                    home=parsed.home,
                    publisher=load_settings(parsed.home).publisher,
                    listener=default_listener(parsed.home),
                    models=default_store(parsed.home),
                    on_failure=on_failure if many else None,
                )
            except MouthpieceError as error:
                if len(videos) == 1 or work.cancel.cancelled:
                    raise
                on_failure(error)
                continue
            for deliverable in made:
                reporter.delivered(deliverable)
    return ExitCode.PARTLY_FAILED if failures else ExitCode.DONE


def _order(parsed: argparse.Namespace) -> _Order:
    given = given_options(parsed, DeliverOptions)
    output: Path | None = parsed.output
    specs = split_texts(parsed.deliverable)
    if parsed.brand:
        brand = load_brand(parsed.brand, parsed.home)
        specs = specs or (() if "aspect" in given else brand.shapes)
        given = brand.finished(given)
    several = len(specs) > 1 or len(parsed.videos) > 1
    single = output is not None and not _is_folder_for_results(output, given, several=several)
    if single and "format" not in given:
        assert output is not None
        given["format"] = Format.PNG if output.is_dir() else format_of(output)
    shared = checked(given)
    wanted = [read_spec(spec, shared) for spec in specs] or [shared]
    if single and len(wanted) * len(parsed.videos) > 1:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{output} can be the name of one file only.",
            "Name an existing folder for several.",
        )
    return _Order(wanted, output, single)


def _is_folder_for_results(output: Path, given: dict[str, Any], *, several: bool) -> bool:
    """Whether the results go into `output`: not when that is the pictures of an earlier call."""
    if not output.is_dir():
        return False
    if several or given.get("format", Format.PNG) is not Format.PNG:
        return True
    from talker.deliver.picture_folder import is_picture_folder

    return not is_picture_folder(output)


def _queued(
    tasks: Sequence[tuple[Path, DeliverTask]], reporter: Reporter, home: Path, *, overwrite: bool
) -> int:
    from app.queue.control import new_job
    from app.queue.store import JobStore, queue_path

    with JobStore(queue_path(home)) as store:
        jobs = []
        for video, task in tasks:
            request = DeliverRequest(
                video=video, output=task.target, overwrite=overwrite, **dict(task.options)
            )
            jobs.append(new_job(store, request))
        ids = store.add(jobs)
    for job_id, job in zip(ids, jobs, strict=True):
        if isinstance(reporter, JsonReporter):
            reporter.facts("added", id=job_id, label=job.label, output=str(job.request.output))
        else:
            write_line(f"Job {job_id} will make {job.request.output}")
    if not isinstance(reporter, JsonReporter):
        write_line("Start with: mouthpiece queue run")
    return 0
