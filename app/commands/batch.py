"""`batch` and `presets`: many videos from a folder or a sheet."""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import numbers
from app.commands.base import Commands
from app.console.render import Reporter
from app.options import add_flags, build_request, given_options
from talker.errors import ExitCode
from talker.options.render import RenderOptions

if TYPE_CHECKING:
    from app.console.batch_run import BatchOptions, BatchRun

_PAIRS = ("auto", "one", "stem", "all")


def add(commands: Commands) -> None:
    """Adds `batch` and `presets`."""
    batch = commands.add(
        "batch",
        "Make many videos: from a folder of files, or from a sheet.",
        _batch,
        arguments=partial(add_flags, without={"output"}),
    )
    batch.add_argument("source", metavar="FOLDER_OR_SHEET", type=Path, help=_SOURCE_HELP)
    batch.add_argument(
        *("-o", "--output"),
        type=Path,
        metavar="FOLDER",
        help="Where the videos go (default: the folder `videos` beside the inputs).",
    )
    batch.add_argument("--pair", choices=_PAIRS, default="auto", help=_PAIR_HELP)
    batch.add_argument(
        "--portrait", type=Path, metavar="FILE", help="The portrait for all that name none."
    )
    batch.add_argument("--preset", default="", metavar="NAME", help="See `mouthpiece presets`.")
    batch.add_argument("--brand", default="", metavar="NAME", help="See `mouthpiece brand list`.")
    batch.add_argument(
        "--template",
        metavar="TEXT",
        help="Names of the videos, made of {portrait}, {speech}, {preset}, {name}, {batch}, {n:03} "
        "and the columns of the sheet (default: {portrait}_{speech}_{preset}).",
    )
    batch.add_argument("--name", default="", metavar="TEXT", help="Name of the batch.")
    batch.add_argument("--encoding", metavar="NAME", help="Of a CSV sheet, such as gbk.")
    batch.add_argument(
        "--root",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="A further folder that a sheet's paths may lead to; may be given several times.",
    )
    batch.add_argument(
        "--allow-outside", action="store_true", help="A sheet's paths may lead anywhere."
    )
    batch.add_argument(
        "--recursive",
        action="store_true",
        help="Read the folders inside too; each that holds both kinds is paired for itself.",
    )
    batch.add_argument(
        "--visible-rows",
        action="store_true",
        help="Leave the hidden and filtered rows of a sheet out.",
    )
    batch.add_argument("--dry-run", action="store_true", help="Only show what would be made.")
    batch.add_argument(
        "--force", action="store_true", help="Make everything again, also what has not changed."
    )
    batch.add_argument(
        "--add-only", action="store_true", help="Only put the videos into the queue."
    )
    batch.add_argument(
        "--watch", action="store_true", help="Go on: whatever comes into the folder is made."
    )
    batch.add_argument(
        "--settle",
        type=numbers.decimal(0.0, 86400.0),
        default=5.0,
        metavar="S",
        help="With --watch: seconds after which a file that stays the same is complete "
        "(default: 5).",
    )
    batch.add_argument(
        "--with-parent", type=numbers.process_id, metavar="PID", help=argparse.SUPPRESS
    )
    # As the window has them: what a preset switches on can be off here, as no flag says it.
    batch.add_argument(
        "--options-json", type=_json_object, default={}, metavar="JSON", help=argparse.SUPPRESS
    )
    batch.add_argument(
        "--workers", type=numbers.workers(), default=1, metavar="N", help="Processes that render."
    )
    batch.add_argument(
        "--priority",
        type=numbers.priority,
        default=0,
        metavar="N",
        help="Higher comes first (default: 0).",
    )
    commands.add("presets", "List the presets.", _presets)


_SOURCE_HELP = (
    "A folder of portraits and recordings, or a sheet (.csv, .xlsx, .jsonl) with the columns "
    "portrait, speech, name, preset, brand, and any option."
)
_PAIR_HELP = (
    "For a folder. one: one portrait with every recording; stem: files of the same name; all: "
    "every portrait with every recording; auto: whichever fits."
)


def _json_object(text: str) -> dict[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise argparse.ArgumentTypeError("no JSON object")
    return value


def _batch(parsed: argparse.Namespace, reporter: Reporter) -> int:
    given = parsed.options_json | given_options(parsed, RenderOptions)
    if "text" in parsed:
        given["text"] = parsed.text  # a template for every row that has no recording
    # A wrong flag is told before all else.
    build_request({"portrait": "-", **({} if "text" in given else {"speech": "-"}), **given})
    wishes = _wishes(parsed, given)
    from app.console.batch_run import BatchRun
    from app.queue.store import JobStore, queue_path

    with JobStore(queue_path(parsed.home)) as store:
        run = BatchRun(wishes, store, reporter, as_json=parsed.json)
        if parsed.dry_run:
            return run.show()
        if parsed.watch:
            return _watch(run, parsed)
        plan = run.add()
        if parsed.add_only:
            run.say("Start with: mouthpiece queue run")
            failed = any(entry.item.problem for entry in plan.entries)
            return ExitCode.PARTLY_FAILED if failed else ExitCode.DONE
        return run.finish(plan)


def _watch(run: BatchRun, parsed: argparse.Namespace) -> int:
    from app.console.batch_watch import FolderWatch

    watch = FolderWatch(
        run, settle_seconds=parsed.settle, force=parsed.force, parent=parsed.with_parent
    )
    return watch.run(add_only=parsed.add_only)


def _wishes(parsed: argparse.Namespace, given: dict[str, object]) -> BatchOptions:
    from app.batch.checked_row import SharedSettings
    from app.batch.name_template import DEFAULT_TEMPLATE, Template
    from app.batch.pairing import Pair
    from app.batch.source import Source
    from app.brands import load_brand
    from app.console.batch_run import BatchOptions
    from app.presets import load_preset

    if parsed.preset:
        load_preset(parsed.preset, parsed.home)  # told once, not for every row
    if parsed.brand:
        load_brand(parsed.brand, parsed.home)
    name_template = Template.parse(DEFAULT_TEMPLATE if parsed.template is None else parsed.template)
    return BatchOptions(
        source=Source(
            path=parsed.source,
            pair=Pair(parsed.pair),
            portrait=parsed.portrait,
            encoding=parsed.encoding,
            roots=tuple(parsed.root),
            outside=parsed.allow_outside,
            recursive=parsed.recursive,
            visible_only=parsed.visible_rows,
            text="text" in given,
        ),
        shared=SharedSettings(
            preset=parsed.preset,
            brand=parsed.brand,
            options=given,
            portrait=parsed.portrait,
            overwrite=getattr(parsed, "overwrite", False),
            name_fields=name_template.columns,
        ),
        template=name_template,
        folder=parsed.output,
        name=parsed.name,
        force=parsed.force,
        workers=parsed.workers,
        priority=parsed.priority,
        home=parsed.home,
    )


def _presets(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.presets import show_presets

    show_presets(parsed.home, as_json=parsed.json)
    return 0
