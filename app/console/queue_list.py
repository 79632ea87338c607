"""Jobs as people and programs read them: a table, a page about one job, JSON."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter
from rich.markup import escape
from rich.table import Table

from app.console.render import TITLES
from app.console.rich_terminal import Terminal
from app.queue.job import Job, State
from app.queue.stage_clock import span

_ADAPTER: TypeAdapter[Job] = TypeAdapter(Job)
_STYLES = {
    State.RUNNING: "cyan",
    State.PAUSED: "yellow",
    State.DONE: "green",
    State.FAILED: "red",
    State.CANCELLED: "dim",
}


def job_json(job: Job) -> dict[str, Any]:
    """Everything about a job that JSON can hold, named as in the database."""
    found: dict[str, Any] = _ADAPTER.dump_python(job, mode="json", by_alias=True)
    return found


def show_jobs(jobs: Iterable[Job], counts: Mapping[State, int]) -> None:
    """A table of jobs, and how many there are of each state."""
    console = Terminal()
    table = Table("Job", "State", "Label", "Batch", "Now", box=None, pad_edge=False)
    for job in jobs:
        style = _STYLES.get(job.state, "")
        table.add_row(
            str(job.id),
            f"[{style}]{job.state.value}[/]" if style else job.state.value,
            escape(job.label),
            escape(job.batch or ""),
            escape(_now(job)),
        )
    if table.row_count:
        console.print(table)
    there = [f"{count} {state.value}" for state, count in counts.items() if count]
    console.print(", ".join(there) or "The queue is empty.")


def show_job(job: Job) -> None:
    """All that is known about one job, a line each."""
    console = Terminal()
    for name, text in _facts(job):
        if text:
            console.write_line(f"{name:<25}{text}")


def _facts(job: Job) -> list[tuple[str, str]]:
    facts = job.kind.facts(job.request)
    lines = [
        ("Job", f"{job.id}  {job.label}"),
        ("State", f"{job.state.value}{', ' + _now(job) if _now(job) else ''}"),
        ("Batch", job.batch or ""),
        *(("Made of", str(path)) for path in job.kind.sources(job.request)),
        *((fact.title, fact.value) for fact in facts if isinstance(fact.value, str)),
        ("Output", str(job.output or job.request.output)),
        ("Priority", str(job.priority) if job.priority else ""),
        ("Added", _moment(job.created)),
        ("Started", _moment(job.started)),
        ("Ended", _moment(job.ended)),
        ("Attempts", str(job.attempts)),
        ("Frames", "" if job.frames is None else str(job.frames)),
        ("Engine", " on ".join(part for part in (job.engine, job.device) if part)),
    ]
    for stage, took in job.timings.items():
        lines.append((TITLES[stage], f"{took:.1f} s"))
    lines += [("Note", notice.message) for notice in job.notices]
    if job.error is not None:
        lines += [("Error", f"{job.error.message} [{job.error.code}]"), ("", job.error.hint)]
        lines += [("", line) for line in job.error.traceback.split("\n")]
    return lines


def _now(job: Job) -> str:
    """A remark on a job beside its state."""
    if job.stop is not None:
        return f"becoming {job.stop.value}"
    if job.state is State.RUNNING and job.stage is not None:
        share = f" {job.done}/{job.total}" if job.total > 1 else ""
        left = "" if job.eta_seconds is None else f", {span(job.eta_seconds)} left"
        return f"{TITLES[job.stage]}{share}{left}"
    if job.error is not None:
        return f"{job.error.message} [{job.error.code}]"
    return str(job.output) if job.output is not None else ""


def _moment(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds))
