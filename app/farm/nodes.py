"""The list of the farm's workers, for people and for programs."""

from __future__ import annotations

from app.farm.net.client import ClusterClient, wait_for_workers
from app.farm.net.events import WorkerInfo
from app.farm.net.protocol import SchedulerHello
from talker.errors import ErrorCode, MouthpieceError

_WAIT_SECONDS = 3.0
_GB = 1e9


def list_workers(cluster: ClusterClient) -> tuple[WorkerInfo, ...]:
    """All workers by name; empty when none has joined."""
    try:
        workers = wait_for_workers(cluster, _WAIT_SECONDS).workers
    except MouthpieceError as error:
        if error.code is not ErrorCode.FARM_EMPTY:
            raise
        return ()
    return tuple(sorted(workers, key=lambda worker: worker.report.slot))


def worker_json(worker: WorkerInfo) -> dict[str, object]:
    """What is known of a worker, as the program's JSON says it."""
    report, health = worker.report, worker.health
    return {
        "slot": report.slot,
        "node": report.node,
        "address": worker.address,
        "version": report.version,
        "system": report.system,
        "resource": worker.resource,
        "card": None if report.card is None else report.card.name,
        "card_memory": None if report.card is None else report.card.memory,
        "free_card_memory": health.free_card_memory,
        "memory": report.memory,
        "free_memory": health.free_memory,
        "free_disk": health.free_disk,
        "models": list(health.models),
        "torch": "torch" in report.packages,
        "packages": list(report.packages),
        "job": job_of(worker),
    }


def job_of(worker: WorkerInfo) -> int | None:
    """The job that the worker runs on."""
    ticket = worker.health.ticket
    return None if ticket is None else int(ticket.split("-")[1])


def table(hello: SchedulerHello, workers: tuple[WorkerInfo, ...]) -> list[str]:
    """Lines for people."""
    lines = [f"Scheduler: Mouthpiece {hello.version}, {len(workers)} slots."]
    for worker in workers:
        report, health = worker.report, worker.health
        free = health.free_memory if health.free_card_memory is None else health.free_card_memory
        job = job_of(worker)
        lines.append(
            f"  {report.slot:<24}{report.card.name if report.card else 'CPU':<28}"
            f"{free / _GB:6.1f} GB free  {'idle' if job is None else f'job {job}':<12}"
            f"{', '.join(health.models) or 'no models'}"
        )
    return lines
