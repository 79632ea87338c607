"""`mouthpiece bench gui`: how soon the window opens, and how long it ever keeps one waiting."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from app.bench.gaps import Gap, Gaps, now, print_gaps
from app.bench.gui_pictures import bench_pictures
from app.queue.job import ENDS, NewJob, State
from app.queue.store import JobStore, queue_path
from app.settings.store import Settings, change_settings
from talker.options.render import RenderRequest

if TYPE_CHECKING:  # Qt is loaded once the starts are measured
    from app.gui.pages.queue import QueuePage
    from app.gui.shell.main import Desktop

JOBS = 100_000
PICTURES = 10_000
_QUICK_JOBS = 5000
_FEW = 2000  # while the starts are measured
_STARTS = 7
# With what the command has loaded by then.
_OPEN = """
import sys
from pathlib import Path
from app.command_line import command_line
command_line("gui")
from app.bench.gui_child import open_window
open_window(Path(sys.argv[1]))
"""
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
_SECONDS = 10.0
_WORKERS = 2
_PAUSE = 0.01  # between two reports of a worker: each makes about ninety changes a second


def bench_gui(jobs: int | None = None, *, quick: bool = False) -> None:
    """Prints the time to the first picture, the longest time without an answer, and the memory.

    `jobs` are in the queue: 100,000, or 5,000 for a `quick` look, where nothing is said.
    """
    jobs = jobs or (_QUICK_JOBS if quick else JOBS)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(
        prefix="mouthpiece-bench-", ignore_cleanup_errors=True
    ) as folder:
        home = Path(folder)
        with JobStore(queue_path(home)) as store:
            store.add([_job(home, number) for number in range(_FEW)])
            starts = 3 if quick else _STARTS
            _print_goals()
            _print_starts([_start(home) for _ in range(starts)], "first window, a welcome")
            change_settings(_welcomed, home)
            _print_starts([_start(home) for _ in range(starts)], "window, page Create")
            store.add([_job(home, number) for number in range(_FEW, jobs)])
        _stalls(home, jobs, _SECONDS / 4 if quick else _SECONDS)


def _welcomed(settings: Settings) -> Settings:
    """From then on the window opens on the page Create."""
    window = settings.window.model_copy(update={"welcomed": True})
    return settings.model_copy(update={"window": window})


def _print_goals() -> None:
    print(
        "Goal: open in less than 1.5 s with 1.0 s of work, never keep the user waiting for more "
        "than 50 ms, change pages in 100 ms, show a dropped face in 0.4 s, stay below 400 MB, and "
        "grow by less than 5 MB and no descriptor in 10,000 changes."
    )
    print("Other programs that compute at the same time lengthen the waiting, not the own work.")


def _print_starts(starts: list[list[float]], name: str) -> None:
    names = (name, "its work until then", "then a dropped face")
    for what, figures in zip(names, zip(*starts, strict=True), strict=False):
        print(
            f"{what:<24}{statistics.median(figures):6.2f} s   ({min(figures):.2f} to "
            f"{max(figures):.2f} s in {len(figures)} starts, {_FEW:,} jobs)"
        )


def _start(home: Path) -> list[float]:
    """What `open_window` prints: seconds until the window shows, and those of its processors."""
    shutil.rmtree(home / "drafts", ignore_errors=True)  # what the start before has dropped
    command = [sys.executable, "-c", _OPEN, str(home)]
    # As from an installer, whose modules are compiled; the first of the starts does it here.
    environment = {key: value for key, value in os.environ.items() if key != _NO_BYTECODE}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return [float(figure) for figure in done.stdout.split()]


def _job(home: Path, number: int) -> NewJob:
    request = RenderRequest(
        portrait=home / f"portrait {number % 50}.png",
        speech=home / f"speech {number}.wav",
        output=home / f"video {number:04}.mp4",
    )
    return NewJob(request, f"video {number:04}", speech_seconds=10.0)


def _stalls(home: Path, jobs: int, seconds: float) -> None:
    """Opens the window on a queue at work and prints the gaps between two turns of its loop."""
    from PySide6.QtWidgets import QApplication

    from app.gui.pages.queue import QueuePage
    from app.gui.shell.main import Desktop

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    desktop = Desktop(application, home)
    # The bench's own processes do the work: no video is rendered.
    desktop.context.settings.change_window(queue_on=False)
    desktop.open()
    gaps = Gaps()
    print_gaps("after it opened", gaps.during(seconds / 4, lambda _: None))
    print_gaps("show a dropped face", _drop(desktop, gaps))
    with _working(home):
        desktop.window.show_page("queue")
        page = desktop.window.page
        assert isinstance(page, QueuePage)
        print_gaps(f"load {jobs:,} jobs", gaps.until(lambda: page.model.rowCount() >= jobs))
        print_gaps("watch them change", gaps.during(seconds, lambda _: None))
        _print_growth(desktop.context.store, gaps, seconds)
        bar = page.table.verticalScrollBar()
        print_gaps(
            "scroll through them",
            gaps.during(seconds, lambda part: bar.setValue(round(part * bar.maximum()))),
        )
        page.filter.search.setText("99")
        print_gaps("search", gaps.until(lambda: bool(page.model.filter.text)))
        page.filter.clear()
        print_gaps("show all again", gaps.until(lambda: not page.model.filter.text))
        page.table.selectAll()
        print_gaps("select all", gaps.during(seconds / 2, lambda _: None))
        for key in ("library", "create", "models", "queue"):
            desktop.window.show_page(key)
            print_gaps(f"after a change to {key}", gaps.during(seconds / 10, lambda _: None))
        _print_changes(desktop)
    _change_all(page, gaps)
    bench_pictures(desktop, gaps, PICTURES if jobs >= JOBS else PICTURES // 10, seconds)
    print(f"{'memory of the window':<24}{gaps.peak / 1e6:6.0f} MB at most")
    desktop.close()


def _drop(desktop: Desktop, gaps: Gaps) -> list[Gap]:
    """From a drop until the face is marked; the preview process is warm, as after a first look."""
    from app.demo import demo_portrait
    from app.gui.pages.create import CreatePage

    page = desktop.window.page
    assert isinstance(page, CreatePage)
    for _ in range(2):
        page.take_files([demo_portrait()])
        seen = gaps.until(lambda: page.inputs.portrait.looked)
    return seen


def _print_growth(store: JobStore, gaps: Gaps, seconds: float) -> None:
    """What of memory and descriptors the changes of some seconds leave behind."""
    process = psutil.Process()
    before, count, began = process.memory_info().rss, _descriptors(process), store.revision()
    gaps.during(seconds * 2, lambda _: None)
    changes = store.revision() - began
    grown = (process.memory_info().rss - before) / 1e6
    print(
        f"{'growth':<24}{grown:6.1f} MB and {_descriptors(process) - count} descriptors in "
        f"{changes:,} changes"
    )


def _descriptors(process: psutil.Process) -> int:
    return int(process.num_handles() if sys.platform == "win32" else process.num_fds())


def _print_changes(desktop: Desktop) -> None:
    """How long a page takes from the click until it is drawn; all have been built before."""
    from PySide6.QtWidgets import QApplication

    took, worked = [], []
    for key in (
        *("library", "create", "models", "batch"),
        *("queue", "captions", "avatars", "settings"),
    ) * 2:
        began = now()
        desktop.window.show_page(key)
        QApplication.processEvents()
        ended = now()
        took.append(ended[0] - began[0])
        worked.append(ended[1] - began[1])
    half = len(took) // 2
    for name, figures in (("change the page", took), ("its own work", worked)):
        again = figures[half:]
        print(
            f"{name:<24}{statistics.median(again):6.1f} ms, {max(again):.1f} ms at most; "
            f"{max(figures):.1f} ms where it is built first"
        )


def _change_all(page: QueuePage, gaps: Gaps) -> None:
    """What is done to every job at once."""
    actions, feed = page.context.job_actions, page.context.jobs
    waiting, tried = {State.QUEUED, State.PAUSED}, {State.FAILED, State.CANCELLED}

    def none(states: Collection[State]) -> bool:
        return not sum(feed.outlook.counts[state] for state in states)

    page.table.selectAll()
    actions.cancel(page.table.selected().of(waiting))
    print_gaps("cancel all", gaps.until(lambda: none(waiting)))
    rows = page.model.rowCount() - 1
    gaps.until(lambda: not page.model.chosen([(0, rows)]).of(waiting))  # the table knows it, too
    page.table.selectAll()
    actions.retry(page.table.selected().of(tried))
    print_gaps("try all again", gaps.until(lambda: none(tried)))
    actions.clear(waiting | ENDS)
    print_gaps("remove all", gaps.until(lambda: none(waiting | ENDS)))


@contextmanager
def _working(home: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "app.bench.gui_child", str(home), str(_PAUSE)]
    workers = [subprocess.Popen(command) for _ in range(_WORKERS)]
    try:
        yield
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
