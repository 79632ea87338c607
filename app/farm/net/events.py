"""What the connection to the farm reports, each with its moment (seconds of a monotonic clock)."""

from __future__ import annotations

from dataclasses import dataclass

from app.farm.net.protocol import Answer, WorkerHealth, WorkerReport
from talker.errors import MouthpieceError
from talker.progress import Stage


@dataclass(frozen=True)
class WorkerInfo:
    """A worker as the scheduler sees it; `beat` changes with each sign of life."""

    address: str
    resource: str
    report: WorkerReport
    health: WorkerHealth
    beat: float


@dataclass(frozen=True)
class WorkersChanged:
    """All workers of the farm."""

    at: float
    workers: tuple[WorkerInfo, ...]


@dataclass(frozen=True)
class SchedulerAway:
    """The scheduler does not answer; every task is lost."""

    at: float


@dataclass(frozen=True)
class TaskReplied:
    """A task has ended with a reply; `content` is what is left of its bytes for the listener."""

    at: float
    ticket: str
    reply: Answer
    content: bytes = b""


@dataclass(frozen=True)
class TaskLost:
    """A task has ended without a reply; `died` when its worker's process ended under it.

    `error` is what came up on this computer while the reply was accepted; FARM_UNREACHABLE when
    the task was lost with the scheduler.
    """

    at: float
    ticket: str
    why: str
    died: bool = False
    error: MouthpieceError | None = None


@dataclass(frozen=True)
class TaskAdvanced:
    """A task is alive and so far: `done` frames of its segment when rendering."""

    at: float
    ticket: str
    stage: Stage
    done: int


ClusterEvent = WorkersChanged | SchedulerAway | TaskReplied | TaskLost | TaskAdvanced
