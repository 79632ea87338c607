"""Who joined the farm and what ran where: one JSON object a line, kept beside the scheduler."""

from __future__ import annotations

import json
import logging
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from distributed import Scheduler, SchedulerPlugin
from typing_extensions import override

_LOG_BYTES = 10_000_000
_OLD_LOGS = 9


def audit_path(home: Path) -> Path:
    """Where the log lies; older parts have a number behind their name."""
    return home / "logs" / "farm-audit.jsonl"


class Audit:
    """Writes the log; every line is on the disk when `note` returns."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._handler = RotatingFileHandler(
            path, maxBytes=_LOG_BYTES, backupCount=_OLD_LOGS, encoding="utf-8"
        )

    def note(self, what: str, **facts: str) -> None:
        """One line: the time, what happened, and to whom."""
        now = time.strftime("%Y-%m-%dT%H:%M:%S%z")
        line = json.dumps({"time": now, "event": what} | facts, ensure_ascii=False)
        self._handler.emit(logging.LogRecord("farm", logging.INFO, "", 0, line, None, None))

    def close(self) -> None:
        """Closes the file."""
        self._handler.close()


class AuditPlugin(SchedulerPlugin):
    """Logs what Dask reports of tasks, workers and queues."""

    name = "mouthpiece-audit"

    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self._names: dict[str, str] = {}
        self._began: dict[str, str] = {}
        self._scheduler: Scheduler | None = None

    async def start(self, scheduler: Scheduler) -> None:
        """Dask's call when the scheduler begins."""
        self._scheduler = scheduler

    @override
    def add_worker(self, scheduler: Scheduler, worker: str) -> None:
        self._names[worker] = str(scheduler.workers[worker].name)

    @override
    def remove_worker(self, scheduler: Scheduler, worker: str, **_: Any) -> None:
        del scheduler
        self._audit.note("left", slot=self._names.pop(worker, "?"), address=worker)

    @override
    def add_client(self, scheduler: Scheduler, client: str) -> None:
        del scheduler
        self._audit.note("queue joined", client=client)

    @override
    def remove_client(self, scheduler: Scheduler, client: str) -> None:
        del scheduler
        self._audit.note("queue left", client=client)

    def transition(self, key: Any, start: Any, finish: Any, *_: Any, **__: Any) -> None:
        """Notes the tasks that make something; chunks of inputs would only drown them."""
        task = str(key)
        if task.startswith("keep-"):
            return
        if finish == "processing":
            self._began[task] = self._worker_name(key)
            self._audit.note("given", task=task, slot=self._began[task])
        elif start == "processing":
            self._audit.note(f"ended: {finish}", task=task, slot=self._began.pop(task, "?"))

    def _worker_name(self, key: Any) -> str:
        task = None if self._scheduler is None else self._scheduler.tasks.get(key)
        worker = None if task is None else task.processing_on
        return "?" if worker is None else str(worker.name)
