"""Shows a run of the queue: a live table on a terminal, lines in a log, JSON for programs."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from typing import Protocol, TextIO

from rich.console import Group, RenderableType
from rich.live import Live
from rich.markup import escape
from rich.progress_bar import ProgressBar
from rich.table import Table
from typing_extensions import override

from app.console.render import TITLES
from app.console.rich_terminal import Terminal
from app.console.terminal import write_line
from app.queue.estimate import Paces, job_seconds, learn, queue_seconds
from app.queue.job import ENDS, Job, State
from app.queue.queries import Load
from app.queue.stage_clock import span
from app.queue.store import JobStore
from app.worker.messages import Ended, JsonMessageWriter, Message, WorkerSetAside
from app.worker.supervisor import RunSummary
from talker.errors import ErrorCode

_SHOW_SECONDS = 0.5
_LEARN_SECONDS = 5.0
_HISTORY = 200
_BAR_WIDTH = 24


class QueueBoard(Protocol):
    """Shows the events of a run."""

    def on_message(self, message: Message) -> None:
        """A worker's message about a job, or about itself."""
        ...

    def tick(self) -> None:
        """Called a few times a second."""
        ...

    def end(self, summary: RunSummary) -> None:
        """The run is over: shows its summary."""
        ...

    def close(self) -> None:
        """Leaves the terminal as it was; may be called twice."""
        ...


class JsonQueueBoard(QueueBoard):
    """The workers' messages as they come, and a summary at the end."""

    def __init__(self, stream: TextIO) -> None:
        self._speaker = JsonMessageWriter(stream)

    @override
    def on_message(self, message: Message) -> None:
        self._speaker(message)

    def tick(self) -> None:
        """Nothing: the messages say it all."""

    @override
    def end(self, summary: RunSummary) -> None:
        facts = asdict(summary)
        if not summary.left:
            del facts["left"]
        self._speaker.write(json.dumps({"type": "summary", **facts}))

    def close(self) -> None:
        """Nothing to leave behind."""


class TextQueueBoard(QueueBoard):
    """For people: ended jobs scroll by as lines, on a terminal above a table of what runs."""

    def __init__(self, store: JobStore, workers: int, console: Terminal | None = None) -> None:
        self._store = store
        self._workers = workers
        self._console = console or Terminal(stderr=True)
        self._live: Live | None = None
        self._began = time.monotonic()
        self._revision = store.revision()
        self._shown = self._learned = 0.0
        self._paces: Paces | None = None
        self._load: list[Load] = []

    @override
    def on_message(self, message: Message) -> None:
        if isinstance(message, WorkerSetAside):
            reason = escape(f"{message.worker}: {message.reason}")
            self._console.print(f"[yellow]set aside[/]  {reason}", soft_wrap=True)
        if not isinstance(message, Ended) or message.state is None:
            return
        name = escape(f"{message.job}  {message.label}")
        match message.state:
            case State.DONE:
                line = f"[green]done[/]       {name}  ->  {escape(message.output or '')}"
            case State.FAILED:
                line = f"[red]failed[/]     {name}: {escape(f'{message.message} {message.hint}')}"
                line += escape(f" [{message.code}]")
            case State.PAUSED if message.code is ErrorCode.DISK_FULL:
                line = f"[yellow]waits[/]      {name}: {escape(message.message)}"
            case _:
                line = f"{message.state.value:<10} {name}"
        self._console.print(line, soft_wrap=True)

    @override
    def tick(self) -> None:
        now = time.monotonic()
        if not self._console.is_terminal or now - self._shown < _SHOW_SECONDS:
            return
        self._shown = now
        if self._live is None:
            self._live = Live(console=self._console, auto_refresh=False, transient=True)
            self._live.start()
        if now - self._learned > _LEARN_SECONDS:
            self._learned = now
            self._paces = learn(self._store.history((State.DONE,), _HISTORY))
            self._load = self._store.load()
        self._live.update(self._table(), refresh=True)

    @override
    def end(self, summary: RunSummary) -> None:
        self.close()
        parts = [f"{summary.done} done"]
        parts += [f"{summary.failed} failed"] if summary.failed else []
        parts += [f"{summary.cancelled} cancelled"] if summary.cancelled else []
        parts += [f"{summary.left} left"] if summary.left else []
        took = span(time.monotonic() - self._began)
        write_line(f"{', '.join(parts)} in {took}.")
        if summary.failed:
            write_line("Why: mouthpiece queue list --state failed")
            write_line("Again: mouthpiece queue retry --failed")
        if summary.left:
            write_line("Go on with: mouthpiece queue run")
        if summary.stopped:
            write_line("Stopped; go on with: mouthpiece queue run")

    @override
    def close(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _table(self) -> RenderableType:
        now = time.time()
        running = self._store.page([State.RUNNING])
        counts = self._store.counts()
        ended = sum(self._store.ended_after(self._revision).values())
        everything = ended + counts[State.QUEUED] + counts[State.RUNNING]
        jobs = Table.grid(padding=(0, 2))
        for job in running:
            jobs.add_row(str(job.id), escape(job.label), *self._progress(job, now))
        overall = Table.grid(padding=(0, 2))
        left = ""
        if self._paces is not None:
            seconds = queue_seconds(self._paces, self._load, running, self._workers, now)
            left = f"{span(seconds)} left"
        overall.add_row(
            f"{ended} of {everything} videos",
            ProgressBar(max(1, everything), ended, width=_BAR_WIDTH),
            left,
            _others(counts, self._store),
        )
        return Group(jobs, overall)

    def _progress(self, job: Job, now: float) -> tuple[RenderableType, ...]:
        stage = TITLES[job.stage] if job.stage else "Beginning"
        bar = ProgressBar(max(1, job.total), job.done, width=_BAR_WIDTH)
        count = f"{job.done}/{job.total}" if job.total > 1 else ""
        left = "" if self._paces is None else f"{span(job_seconds(self._paces, job, now))} left"
        return stage, bar, count, left


def _others(counts: dict[State, int], store: JobStore) -> str:
    words = [f"{counts[State.PAUSED]} paused"] if counts[State.PAUSED] else []
    if store.waiting_for(ErrorCode.DISK_FULL, 1):
        words.append("waiting for room on the disk")
    words += [
        f"{counts[state]} {state.value}" for state in State if state in ENDS and counts[state]
    ]
    return ", ".join(words)
