"""`mouthpiece bench queue`: how long the queue's own operations take, by the number of its jobs."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.queue.job import NewJob, State, WorkerId
from app.queue.listing import Filter
from app.queue.store import JobStore
from app.queue.transitions import Transition
from talker.options.render import RenderRequest
from talker.progress import Stage

SIZES = (100, 10_000, 100_000)
_PORTRAITS = 50
_BATCHES = 20


def bench_queue(sizes: tuple[int, ...] = SIZES, rounds: int = 50) -> None:
    """Prints a line for each operation: the median and the slowest of `rounds` calls."""
    print("Goal: less than 10 ms to claim, list and count.")
    for size in sizes:
        with (
            tempfile.TemporaryDirectory(prefix="mouthpiece-bench-") as folder,
            JobStore(Path(folder) / "queue.sqlite3") as store,
        ):
            _one_size(store, size, min(rounds, size // 4))


def _one_size(store: JobStore, size: int, rounds: int) -> None:
    print(f"{size:,} jobs")
    began = time.perf_counter()
    store.add([_job(index) for index in range(size)])
    took = time.perf_counter() - began
    print(f"  {'add all at once':<34}{took:8.2f} s  {size / took:12,.0f} jobs/s")
    me = WorkerId.of_this_process("bench")
    # A queue in the middle of its life: a tenth is done, some failed or paused.
    for index in range(min(200, size // 10)):
        job = store.claim(me)
        assert job is not None
        end = State.FAILED if index % 10 == 0 else State.PAUSED
        store.release(job.lease, Transition(end))
    held = store.claim(me)
    assert held is not None
    affinity = held.kind.affinity(held.request)

    def claim_and_leave(prefer: str | None) -> None:
        job = store.claim(me, prefer=prefer)
        assert job is not None
        store.release(job.lease, Transition(State.PAUSED))

    middle = size // 2
    listed = store.listing(Filter())
    operations: dict[str, Callable[[], object]] = {
        "claim and leave": lambda: claim_and_leave(None),
        "claim and leave, same portrait": lambda: claim_and_leave(affinity),
        "list the first 100": lambda: store.page(limit=100),
        "list 100 from the middle": lambda: store.page(offset=middle, limit=100),
        "list 100 queued": lambda: store.page([State.QUEUED], limit=100),
        "list 100 queued from the middle": lambda: store.page(
            [State.QUEUED], offset=middle, limit=100
        ),
        "list failed and paused": lambda: store.page([State.FAILED, State.PAUSED], limit=100),
        "list 100 of a batch": lambda: store.page(batch="batch 3", limit=100),
        "count": store.counts,
        "all batches with counts": store.batches,
        "list the ids of all": lambda: store.listing(Filter()),
        "what moved (nothing)": lambda: store.listing(Filter(), listed),
        "report progress": lambda: store.progress(held.lease, Stage.RENDER, 1, 2, 3.0),
        "renew the lease": lambda: store.renew(held.lease),
        "estimate the rest": store.load,
    }
    for name, operation in operations.items():
        times = [_milliseconds(operation) for _ in range(rounds)]
        middle_ms, slowest = statistics.median(times), max(times)
        print(f"  {name:<34}{middle_ms:8.2f} ms{slowest:9.2f} ms at most")


def _milliseconds(operation: Callable[[], object]) -> float:
    began = time.perf_counter()
    operation()
    return (time.perf_counter() - began) * 1e3


def _job(index: int) -> NewJob:
    request = RenderRequest(
        portrait=Path(f"portrait {index % _PORTRAITS}.png"),
        speech=Path(f"speech {index}.wav"),
        output=Path(f"video {index}.mp4"),
    )
    return NewJob(request, f"job {index}", f"batch {index % _BATCHES}", content_key=str(index))
