"""Works the queue off on a farm, as `queue run --farm` and the window's worker do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.console.queue_board import QueueBoard
from app.console.queue_run import exit_code
from app.farm.coordinator.assembly import open_video
from app.farm.coordinator.dispatcher import Timeouts
from app.farm.coordinator.executor import FarmExecutor, FarmPolicy
from app.farm.coordinator.waking import AWAKE_SECONDS
from app.farm.net.client import ClusterClient
from app.farm.net.shared_folder import check_shared, set_mark
from app.farm.net.tls import Identity
from app.queue.store import JobStore
from app.settings.store import load_settings
from app.worker.messages import Listener
from app.worker.shutdown import StopRequest
from app.worker.supervisor import RunSummary


@dataclass(frozen=True)
class FarmAccess:
    """The way to a farm: the scheduler's address, who we are there, and a shared folder instead of
    the settings'."""

    address: str
    identity: Identity
    home: Path
    shared: Path | None = None


def run_farm(
    store: JobStore,
    emit: Listener,
    farm: FarmAccess,
    stop: StopRequest,
    *,
    on_tick: Callable[[], None] = lambda: None,
    forever: bool = False,
) -> RunSummary:
    """Works the queue off; MouthpieceError when the farm cannot be reached, or stays away."""
    home = farm.home
    settings = load_settings(home).farm
    folder = farm.shared or settings.shared_folder
    if folder is not None:
        folder = check_shared(folder)
        set_mark(folder)
    cluster = ClusterClient(farm.address, farm.identity, home)
    try:
        timeouts = Timeouts(lonely=AWAKE_SECONDS) if settings.wake else Timeouts()
        policy = FarmPolicy(forever=forever, timeouts=timeouts, shared=folder, wake=settings.wake)
        run = FarmExecutor(store, cluster, open_video(home, folder), emit, home, policy)
        return run.run(stop, on_tick)
    finally:
        cluster.close()


def run_farm_board(store: JobStore, board: QueueBoard, farm: FarmAccess, *, forever: bool) -> int:
    """The same in the foreground; returns the exit code of the program."""
    stop = StopRequest()
    stop.on_signals()
    try:
        summary = run_farm(
            store,
            board.on_message,
            farm,
            stop,
            on_tick=board.tick,
            forever=forever,
        )
    finally:
        board.close()
    board.end(summary)
    return exit_code(summary)
