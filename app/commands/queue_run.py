"""`queue run` and `worker`: making the videos of the queue."""

from __future__ import annotations

import argparse
import math
import sys
from contextlib import ExitStack
from pathlib import Path

from app.commands import numbers
from app.commands.base import Commands
from app.console.render import Reporter
from app.console.terminal import write_error_line


def add(commands: Commands) -> None:
    """Adds `queue run`, to the group that app.commands.queue made, and `worker`."""
    run = commands.add("queue run", "Make the videos of the queue.", _run)
    run.add_argument(
        "--workers",
        type=numbers.workers(),
        default=1,
        metavar="N",
        help="Processes at work (default: 1).",
    )
    run.add_argument(
        "--farm",
        metavar="SCHEDULER",
        nargs="?",
        const="",
        help="Let a farm make them; without a name the settings' one.",
    )
    run.add_argument("--shared", type=Path, metavar="FOLDER", help="A folder the farm sees too.")
    run.add_argument("--keys", type=Path, metavar="FOLDER", help="This computer's farm keys.")
    run.add_argument("--forever", action="store_true", help="Wait for new jobs when it is empty.")
    # For the window that closes: a person who runs the queue decides when to end.
    run.add_argument("--stand-in", action="store_true", help=argparse.SUPPRESS)
    worker = commands.add("worker", "One worker of the queue, for a service or a program.", _worker)
    worker.add_argument("--name", default="", help="Its name in the queue.")
    worker.add_argument(
        "--farm", action="store_true", help="Let the farm of the settings do the work."
    )
    worker.add_argument(
        "--leave-to-farm", action="store_true", help="Make only what no farm can make."
    )
    worker.add_argument("--until-empty", action="store_true", help="End when no job is left.")
    worker.add_argument(
        "--with-parent",
        type=numbers.process_id,
        metavar="PID",
        help="End with this process, or at its word.",
    )


def _run(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.queue_board import JsonQueueBoard, TextQueueBoard
    from app.console.queue_run import run_queue
    from app.queue.store import JobStore, queue_path
    from app.worker.stand_in import as_stand_in

    if parsed.farm is not None:
        return _run_on_farm(parsed)
    with ExitStack() as open_now:
        stop = open_now.enter_context(as_stand_in(parsed.home)) if parsed.stand_in else None
        store = open_now.enter_context(JobStore(queue_path(parsed.home)))
        board = JsonQueueBoard(sys.stdout) if parsed.json else TextQueueBoard(store, parsed.workers)
        return run_queue(
            store, board, parsed.workers, parsed.home, forever=parsed.forever, stop=stop
        )


def _run_on_farm(parsed: argparse.Namespace) -> int:
    from app.commands.farm import farm_address, given_keys
    from app.console.queue_board import JsonQueueBoard, TextQueueBoard
    from app.farm.coordinator.run import FarmAccess, run_farm_board
    from app.farm.net.roles import Role
    from app.farm.net.tls import load_identity
    from app.queue.store import JobStore, queue_path

    address = farm_address(parsed.farm, parsed.home)
    identity = load_identity(given_keys(parsed.keys, parsed.home), Role.CLIENT)
    with JobStore(queue_path(parsed.home)) as store:
        board = JsonQueueBoard(sys.stdout) if parsed.json else TextQueueBoard(store, parsed.workers)
        farm = FarmAccess(address, identity, parsed.home, parsed.shared)
        return run_farm_board(store, board, farm, forever=parsed.forever)


def _worker(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.queue.job import Share, WorkerId
    from app.queue.store import JobStore, queue_path
    from app.settings.store import idle_seconds
    from app.worker.messages import JsonMessageWriter, TextMessageWriter
    from app.worker.shutdown import StopRequest
    from app.worker.worker import WorkEnd, Worker

    stop = StopRequest(parsed.with_parent)
    stop.on_signals()
    if parsed.with_parent is not None:
        stop.on_stdin()
    emit = JsonMessageWriter(sys.stdout) if parsed.json else TextMessageWriter(write_error_line)
    with JobStore(queue_path(parsed.home)) as store:
        if parsed.farm:
            from app.commands.farm import farm_address, given_keys
            from app.farm.coordinator.run import FarmAccess, run_farm
            from app.farm.net.roles import Role
            from app.farm.net.tls import load_identity

            address = farm_address(None, parsed.home)
            identity = load_identity(given_keys(None, parsed.home), Role.CLIENT)
            farm = FarmAccess(address, identity, parsed.home)
            run_farm(store, emit, farm, stop, forever=not parsed.until_empty)
            return 0
        me = WorkerId.of_this_process(parsed.name)
        # One that nobody would start again goes on.
        idle = math.inf if parsed.with_parent is None else idle_seconds(parsed.home)
        share = Share.REST if parsed.leave_to_farm else Share.ALL
        until = WorkEnd(parsed.until_empty, idle, share)
        Worker(store, me, emit, stop, until=until, home=parsed.home).run()
    return 0
