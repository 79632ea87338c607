"""Shows what the model store says: bars on a terminal, lines in a log, JSON for programs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table

from app.console.rich_terminal import Terminal
from app.console.terminal import write_json, write_line
from app.models.events import Checking, DownloadError, Event, OnEvent, Ready, Transfer, Waiting
from app.models.status import ModelStatus
from app.models.store import ModelStore
from app.settings.store import settings_path

_JSON_SECONDS = 0.2
_LINE_SECONDS = 5.0


@contextmanager
def watching(*, as_json: bool, quiet: bool = False) -> Iterator[OnEvent]:
    """A listener for the store; `quiet` leaves out what is ready already."""
    if as_json:
        yield _JsonWatcher(quiet).on_event
        return
    watcher = _TextWatcher(quiet)
    try:
        yield watcher.on_event
    finally:
        watcher.close()


class _Pace:
    """Lets a report through now and then, and always the last one of a file."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last: dict[str, float] = {}

    def due(self, key: str, done: int, total: int) -> bool:
        now = time.monotonic()
        if done < total and now - self._last.setdefault(key, now) < self._seconds:
            return False
        self._last[key] = now
        return True


class _JsonWatcher:
    """One JSON object a line."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._pace = _Pace(_JSON_SECONDS)
        self._began: dict[str, tuple[float, int]] = {}

    def on_event(self, event: Event) -> None:
        match event:
            case Checking(path, done, total):
                if self._pace.due(str(path), done, total):
                    write_json("checking", path=str(path), done=done, total=total)
            case Transfer(model, file, done, total, kept):
                key = f"{model}/{file}"
                if self._pace.due(key, done, total):
                    left = self._left(key, done, total)
                    facts = {"done": done, "total": total, "kept": kept, "eta_s": left}
                    write_json("transfer", model=model, file=file, **facts)
            case Waiting(model, file):
                write_json("waiting", model=model, file=file)
            case DownloadError(model, file, mirror, reason):
                write_json("trouble", model=model, file=file, mirror=mirror, reason=reason)
            case Ready(model, file, path, how):
                if not self._quiet:
                    write_json("ready", model=model, file=file, path=str(path), how=how.value)

    def _left(self, key: str, done: int, total: int) -> float | None:
        """Seconds left at the speed so far; None while unknown."""
        began, first = self._began.setdefault(key, (time.monotonic(), done))
        if done <= first:
            return None
        return round((time.monotonic() - began) / (done - first) * (total - done), 1)


class _TextWatcher:
    """For people."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._console = Terminal(stderr=True)
        self._pace = _Pace(_LINE_SECONDS)
        self._tasks: dict[str, TaskID] = {}
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=self._console,
        )

    def on_event(self, event: Event) -> None:
        match event:
            case Checking(path, done, total):
                self._progress(f"Checking {path.name}", str(path), done, total, 0)
            case Transfer(model, file, done, total, kept):
                name = f"{model}: {Path(file).name}"
                self._progress(name, f"{model}/{file}", done, total, kept)
            case Waiting(model, file):
                self._line(f"Another process is getting {file} of {model}; waiting for it.")
            case DownloadError(model, file, mirror, reason):
                self._line(f"{model}: {file}: {mirror} {reason}")
            case Ready(model, file, path, how):
                if not self._quiet:
                    self._line(f"{model}: {file} {how.value}: {path}")

    def close(self) -> None:
        if self._bars.live.is_started:  # else it would write an empty line
            self._bars.stop()

    def _progress(self, name: str, key: str, done: int, total: int, kept: int) -> None:
        if not self._console.is_terminal:
            if self._pace.due(key, done, total):
                self._line(f"{name} {size_text(done)} of {size_text(total)}")
            return
        self._bars.start()  # does nothing when they are there
        if key not in self._tasks:
            # From zero, so that bytes of an earlier try do not count as speed.
            self._tasks[key] = self._bars.add_task(escape(name), total=total, completed=kept)
        self._bars.update(self._tasks[key], completed=done)
        if done >= total:
            self._bars.remove_task(self._tasks.pop(key))

    def _line(self, text: str) -> None:
        self._console.write_line(text)


def show_list(models: Sequence[ModelStatus], *, as_json: bool) -> None:
    """The models with their sizes and states."""
    if as_json:
        for status in models:
            write_json("model", **_facts(status))
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("Model", no_wrap=True)
    table.add_column("Title", overflow="fold")
    table.add_column("Size", no_wrap=True, justify="right")
    table.add_column("Here", no_wrap=True)
    table.add_column("Licence", overflow="fold")
    for status in models:
        here = status.state.value
        if not status.ready and status.present:
            here += f" ({status.present / status.size:.0%})"
        if not status.model.verified:
            here += ", unverified"
        licence = status.model.licence
        terms = licence.name if licence.commercial else f"{licence.name}: NOT for sale"
        table.add_row(
            status.model.id, escape(status.model.title), size_text(status.size), here, escape(terms)
        )
    Terminal().print(table)


def show_files(models: Sequence[ModelStatus], *, as_json: bool) -> None:
    """Each file of the models with its place."""
    for status in models:
        for file in status.files:
            place = None if file.path is None else str(file.path)
            if as_json:
                write_json("file", model=status.model.id, file=file.file.name, path=place)
            else:
                write_line(f"{status.model.id}/{file.file.name}: {place or 'not here'}")


def show_places(store: ModelStore, home: Path, *, as_json: bool) -> None:
    """The folders that are searched, in their order."""
    rows = [("store", store.shelf.folder)]
    rows += [("searched too", folder) for folder in store.places.folders]
    rows += [("settings", settings_path(home))]
    for kind, place in rows:
        if as_json:
            write_json("place", role=kind, path=str(place), exists=place.exists())
        else:
            write_line(f"{kind}: {place}{'' if place.exists() else ' (not there)'}")


def say(kind: str, text: str, *, as_json: bool, **facts: Any) -> None:
    """The last word of a command."""
    if as_json:
        write_json(kind, **facts)
    else:
        write_line(text)


def size_text(size: int) -> str:
    """`725066984` -> `725 MB`."""
    for unit, bytes_of in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= bytes_of:
            value = size / bytes_of
            return f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"
    return f"{size} bytes"


def _facts(status: ModelStatus) -> dict[str, Any]:
    return {
        "id": status.model.id,
        "title": status.model.title,
        "state": status.state.value,
        "size": status.size,
        "present": status.present,
        "verified": status.model.verified,
        "licence": status.model.licence.name,
        "commercial": status.model.licence.commercial,
        "needed_by": list(status.model.needed_by),
        "files": [
            {
                "name": file.file.name,
                "size": file.file.size,
                "state": file.state.value,
                "present": file.present,
                "path": None if file.path is None else str(file.path),
            }
            for file in status.files
        ],
    }
