"""`deliver`: further files from finished videos."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.base import Commands
from app.commands.render import stop_on_signals
from app.options import add_flags
from app.reporters import Reporter
from app.settings import load_settings
from talker.errors import ErrorCode, MouthpieceError, UsageError
from talker.finish.naming import format_of
from talker.finish.options import DeliverOptions
from talker.finish.specs import checked, read_spec
from talker.progress import CancelToken
from talker.texts import split_texts

_PARTLY_FAILED = 6


def add(commands: Commands) -> None:
    """Adds `deliver`."""
    made = commands.add(
        "deliver", "Make further files of finished videos, without rendering again.", _deliver
    )
    made.add_argument("videos", type=Path, nargs="+", metavar="VIDEO", help="A finished video.")
    made.add_argument(
        *("-o", "--output"),
        type=Path,
        metavar="FILE_OR_FOLDER",
        help="The file to write (its ending says its kind), or an existing folder; default: a "
        "telling name beside the video.",
    )
    made.add_argument("--overwrite", action="store_true", help="Replace what exists.")
    made.add_argument(
        "--deliverable",
        action="append",
        default=[],
        metavar="SPEC",
        help="Several files at once: what is special about one, such as 9:16 or "
        "aspect=1:1,codec=hevc; repeat it, or divide with ;. Options beside it count for all.",
    )
    add_flags(made, declared=DeliverOptions)


def _deliver(parsed: argparse.Namespace, reporter: Reporter) -> int:
    given = {k: v for k, v in vars(parsed).items() if k in DeliverOptions.model_fields}
    output: Path | None = parsed.output
    specs = split_texts(parsed.deliverable)
    single = output is not None and not output.is_dir()
    if single and "format" not in given:
        assert output is not None
        given["format"] = format_of(output)
    shared = checked(given)
    wanted = [read_spec(spec, shared) for spec in specs] or [shared]
    if single and len(wanted) * len(parsed.videos) > 1:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{output} can be the name of one file only.",
            "Name an existing folder for several.",
        )
    cancel = CancelToken()
    stop_on_signals(cancel)
    from talker.finish.deliver import Order, deliver, orders_for

    failed = False
    for video in parsed.videos:
        if single:
            assert output is not None
            orders = [Order(wanted[0], output.absolute())]
        else:
            orders = orders_for(video.absolute(), wanted, output)
        try:
            made = deliver(
                video,
                orders,
                overwrite=parsed.overwrite,
                on_progress=reporter.report,
                cancel=cancel,
                publisher=load_settings().labels.publisher,
            )
        except MouthpieceError as error:
            if len(parsed.videos) == 1 or cancel.cancelled:
                raise
            reporter.failure(error)
            failed = True
            continue
        for one in made:
            reporter.delivered(one)
    return _PARTLY_FAILED if failed else 0
