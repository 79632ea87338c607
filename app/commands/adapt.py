"""`farm adapt`: as many slots as videos wait for."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import numbers
from app.commands.base import Commands
from app.console.render import Reporter
from app.console.terminal import write_json, write_line
from talker.errors import ErrorCode, ExitCode, UsageError

if TYPE_CHECKING:
    from app.farm.adapt import Scale


def add(commands: Commands) -> None:
    """Adds `farm adapt`, to the group that app.commands.farm made."""
    commands.add(
        "farm adapt",
        "Start and end slots of the farm as videos wait.",
        _adapt,
        arguments=_add_arguments,
    )


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--most", type=numbers.whole(1, 10_000), required=True, metavar="N", help="At most.")
    add(
        "--least",
        type=numbers.whole(0, 10_000),
        default=0,
        metavar="N",
        help="At least, also without work (default: 0).",
    )
    add(
        "--seconds",
        type=numbers.decimal(0.1, 3600),
        default=15.0,
        metavar="X",
        help="Look so often (default: 15).",
    )
    add(
        "--idle-minutes",
        type=numbers.decimal(0, 1440),
        default=5.0,
        metavar="X",
        help="End slots after so long without work for them (default: 5).",
    )
    add("--statefulset", metavar="NAME", help="The slots are this one's, in our own cluster.")
    add(
        "--command",
        dest="scale_command",
        metavar="COMMAND",
        help="What changes how many slots there are; {count} in it is how many.",
    )
    add("--service", metavar="ADDRESS", help="Ask this service (default: our own queue).")
    add("--token-file", type=Path, metavar="FILE", help="Holds the token for the service.")
    add("--authority", type=Path, metavar="FILE", help="Who vouches for the service (PEM).")


def _adapt(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.farm.adapt import Adapter, adapt
    from app.worker.shutdown import StopRequest

    if parsed.least > parsed.most:
        raise UsageError(
            ErrorCode.OPTION_INVALID, "--least is more than --most.", "Give a smaller one."
        )
    patience = max(1, round(60.0 * parsed.idle_minutes / parsed.seconds))
    adapter = Adapter(_depth(parsed), _scale(parsed), parsed.least, parsed.most, patience)
    stop = StopRequest()
    stop.on_signals()

    def say(count: int) -> None:
        if parsed.json:
            write_json("slots", count=count)
        else:
            write_line(f"There are to be {count} slots.")

    adapt(adapter, parsed.seconds, stop, say)
    return ExitCode.STOPPED


def _scale(parsed: argparse.Namespace) -> Scale:
    from app.farm.adapt import CommandScale, in_cluster

    if (parsed.statefulset is None) == (parsed.scale_command is None):
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            "What shall be scaled?",
            "Give one of --statefulset NAME and --command COMMAND.",
        )
    if parsed.statefulset is not None:
        return in_cluster(parsed.statefulset, dict(os.environ))
    return CommandScale(parsed.scale_command)


def _depth(parsed: argparse.Namespace) -> Callable[[], int]:
    from app.farm.adapt import service_depth
    from app.queue.control import jobs_left
    from app.queue.job import Share
    from app.queue.store import JobStore, queue_path
    from app.service.users import read_token

    if parsed.service is None:
        store = JobStore(queue_path(parsed.home))
        return lambda: jobs_left(store, Share.FARM)
    token = "" if parsed.token_file is None else read_token(parsed.token_file)
    return service_depth(parsed.service, token, parsed.authority)
