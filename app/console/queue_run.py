"""Works the queue off in the foreground, as `queue run` and `batch` do."""

from __future__ import annotations

from pathlib import Path

from app.console.queue_board import QueueBoard
from app.queue.store import JobStore
from app.worker.shutdown import StopRequest
from app.worker.supervisor import RunSummary, Supervisor
from talker.errors import ExitCode


def run_queue(
    store: JobStore,
    board: QueueBoard,
    workers: int,
    home: Path,
    *,
    forever: bool = False,
    stop: StopRequest | None = None,
) -> int:
    """Works the queue off in the foreground, until `stop`; returns the program's exit code."""
    stop = stop or StopRequest()
    stop.on_signals()
    try:
        summary = Supervisor(store, workers, board.on_message, forever=forever, home=home).run(
            stop, board.tick
        )
    finally:
        board.close()
    board.end(summary)
    return exit_code(summary)


def exit_code(summary: RunSummary) -> int:
    """What the program returns after a run."""
    if summary.stopped:
        return ExitCode.STOPPED
    return ExitCode.PARTLY_FAILED if summary.failed or summary.left else ExitCode.DONE
