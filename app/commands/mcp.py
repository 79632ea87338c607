"""`mcp`: the queue for an agent that starts this program and talks to it."""

from __future__ import annotations

import argparse

from app.commands.base import Commands
from app.commands.service_flags import add_limits, add_roots, add_workers
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
    add_roots(parser, "the agent")
    add_limits(parser, "those of agents")
    add_workers(parser)


def _mcp(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.service.agents.server import serve_agent
    from app.service.plan import Plan
    from app.service.users import Role, agent
    from app.worker.shutdown import StopRequest

    user = agent(Role(parsed.role), parsed.jobs, parsed.minutes)
    plan = Plan(workers=parsed.workers, roots=tuple(parsed.root))
    stop = StopRequest()
    stop.on_signals()
    left = serve_agent(plan, user, parsed.home, stop)
    return ExitCode.DONE if left else ExitCode.STOPPED
