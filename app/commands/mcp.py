"""`mcp`: the queue for an agent that starts this program and talks to it."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands import numbers
from app.commands.base import Commands
from app.console.render import Reporter
from talker.errors import ExitCode


def add(commands: Commands) -> None:
    """Adds `mcp`."""
    commands.add(
        "mcp",
        "Let an agent send jobs: the Model Context Protocol on standard input and output.",
        _mcp,
        json=False,
        arguments=_add_arguments,
    )


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--root",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="A folder that the agent may name files in; repeatable.",
    )
    add(
        "--role",
        choices=("see", "make", "manage"),
        default="make",
        help="see: look at all jobs; make: send jobs and see those of agents; manage: everything "
        "(default: make).",
    )
    add(
        "--jobs",
        type=numbers.whole(0, 1_000_000),
        default=0,
        metavar="N",
        help="Unfinished jobs at once (default: 0, any number).",
    )
    add(
        "--minutes",
        type=numbers.decimal(0, 1e6),
        default=0.0,
        metavar="X",
        help="Minutes of speech in 24 hours (default: 0, any number).",
    )
    add(
        "--workers",
        type=numbers.whole(0, numbers.most_workers()),
        default=1,
        metavar="N",
        help="Processes that make the videos; 0 leaves that to others (default: 1).",
    )


def _mcp(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.service.agents.server import serve_agent
    from app.service.server import Plan
    from app.service.users import Role, agent
    from app.worker.shutdown import StopRequest

    user = agent(Role(parsed.role), parsed.jobs, parsed.minutes)
    plan = Plan(workers=parsed.workers, roots=tuple(parsed.root))
    stop = StopRequest()
    stop.on_signals()
    left = serve_agent(plan, user, parsed.home, stop)
    return ExitCode.DONE if left else ExitCode.STOPPED
