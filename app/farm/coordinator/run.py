"""Works the queue off on a farm, as `queue run --farm` and the window's worker do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.console.queue_board import Board
from app.console.queue_run import exit_code
from app.farm.coordinator.assembly import begin_video
from app.farm.coordinator.executor import FarmRun
from app.farm.net.client import Cluster
from app.farm.net.shared_folder import check_shared, set_mark
from app.farm.net.tls import Identity
from app.queue.store import JobStore
from app.settings import load_settings
from app.worker.messages import Listener
from app.worker.shutdown import Stop
from app.worker.supervisor import RunSummary


def run_farm(
    store: JobStore,
    say: Listener,
    address: str,
    identity: Identity,
    stop: Stop,
    *,
    on_tick: Callable[[], None] = lambda: None,
    shared: Path | None = None,
    forever: bool = False,
) -> RunSummary:
    """Works the queue off. Raises MouthpieceError when the farm cannot be reached, or stays away.

    `shared` is instead of the settings' shared folder.
    """
    folder = shared or load_settings().farm.shared_folder
    if folder is not None:
        folder = check_shared(folder)
        set_mark(folder)
    cluster = Cluster(address, identity)
    try:
        begin = begin_video(None, folder)
        run = FarmRun(store, cluster, begin, say, forever=forever, shared=folder)
        return run.run(stop, on_tick)
    finally:
        cluster.close()


def run_farm_board(
    store: JobStore,
    board: Board,
    address: str,
    identity: Identity,
    *,
    shared: Path | None,
    forever: bool,
) -> int:
    """The same in the foreground; returns the exit code of the program."""
    stop = Stop()
    stop.on_signals()
    try:
        summary = run_farm(
            store,
            board.hear,
            address,
            identity,
            stop,
            on_tick=board.tick,
            shared=shared,
            forever=forever,
        )
    finally:
        board.close()
    board.end(summary)
    return exit_code(summary)
