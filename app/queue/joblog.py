"""The log of a job: every attempt, warnings, tracebacks, and what a crash leaves behind."""

from __future__ import annotations

import faulthandler
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from talker.files import discard

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_log = logging.getLogger(__name__)


def log_path(job_id: int, home: Path) -> Path:
    """Where the log of a job lies."""
    return home / "logs" / "jobs" / f"{job_id}.log"


def read_log(job_id: int, home: Path) -> str:
    """What was logged for a job; "" when it never ran."""
    try:
        return log_path(job_id, home).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def delete_logs(ids: list[int], home: Path) -> None:
    """Removes the logs of removed jobs."""
    for job_id in ids:
        discard(log_path(job_id, home))


def append_line(job_id: int, line: str, home: Path) -> None:
    """Adds a line to a job's log, where many jobs are looked after at once."""
    path = log_path(job_id, home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}\n")
    except OSError as error:
        _log.warning("job %d has no log: %s", job_id, error)


@contextmanager
def logged(job_id: int, attempt: int, worker: str, home: Path) -> Iterator[None]:
    """Everything logged in this process goes to the job's log too, even a crash of native code.

    Where no log can be written the work goes on without one.
    """
    path = log_path(job_id, home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
    except OSError as error:
        _log.warning("job %d has no log: %s", job_id, error)
        yield
        return
    handler = logging.StreamHandler(file)
    handler.setFormatter(logging.Formatter(_FORMAT))
    root, ours = logging.getLogger(), logging.getLogger("app")
    level = ours.level
    ours.setLevel(logging.INFO)
    root.addHandler(handler)
    faulthandler.enable(file)
    try:
        file.write(f"--- attempt {attempt}, {worker}, {time.strftime('%Y-%m-%d %H:%M:%S')}\n")
        yield
    finally:
        faulthandler.disable()
        root.removeHandler(handler)
        ours.setLevel(level)
        file.close()
