"""Works the queue off on a farm in the foreground, as `queue run --farm` does."""

from __future__ import annotations

from pathlib import Path

from app.farm.cluster import Cluster
from app.farm.executor import FarmRun
from app.farm.pieces import begin_video
from app.farm.security import Identity
from app.farm.shared_folder import check_shared, set_mark
from app.queue.board import Board
from app.queue.foreground import exit_code
from app.queue.stopping import Stop
from app.queue.store import JobStore
from app.settings import load_settings


def run_farm(
    store: JobStore,
    board: Board,
    address: str,
    identity: Identity,
    *,
    shared: Path | None = None,
    forever: bool = False,
) -> int:
    """Works the queue off; returns the exit code of the program.

    Raises MouthpieceError when the farm cannot be reached, or stays away.
    """
    folder = shared or load_settings().farm.shared_folder
    if folder is not None:
        folder = check_shared(folder)
        set_mark(folder)
    stop = Stop()
    stop.on_signals()
    cluster = Cluster(address, identity)
    try:
        begin = begin_video(None, folder)
        run = FarmRun(store, cluster, begin, board.hear, forever=forever, shared=folder)
        summary = run.run(stop, board.tick)
    finally:
        board.close()
        cluster.close()
    board.end(summary)
    return exit_code(summary)
