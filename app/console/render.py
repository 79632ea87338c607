"""Shows a render's progress: bars on a terminal, calm lines in a log, JSON for programs."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from typing_extensions import override

from app.console.terminal import write_line
from app.queue.stage_clock import StageClock, length, span
from talker.errors import MouthpieceError
from talker.progress import Notice, Progress, Stage
from talker.result import RenderResult

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from app.console.rich_terminal import Terminal
    from talker.deliver.finisher import Delivered

TITLES = {
    Stage.SPEAK: "Speaking",
    Stage.PREFLIGHT: "Checking the input",
    Stage.PORTRAIT: "Preparing the face",
    Stage.MOTION: "Listening to the speech",
    Stage.RENDER: "Rendering",
    Stage.FINISH: "Finishing the video",
    Stage.RECOGNITION: "Writing down the speech",
}
_LINE_SECONDS = 5.0
_JSON_SECONDS = 0.1


class Reporter(Protocol):
    """Shows the progress and the outcome of a command."""

    def report(self, event: Progress | Notice) -> None:
        """A listener for talker.render."""
        ...

    def result(self, result: RenderResult) -> None:
        """The finished video."""
        ...

    def delivered(self, made: Delivered) -> None:
        """A finished deliverable."""
        ...

    def failure(self, error: MouthpieceError) -> None:
        """The error that ends the command."""
        ...

    def close(self) -> None:
        """Leaves the terminal as it was; may be called twice."""
        ...


class JsonReporter(Reporter):
    """One JSON object on each line of `stream`, written out at once."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._clock = StageClock()
        self._last = 0.0
        self._last_event: Progress | None = None
        self._begun: Stage | None = None  # the stage that has had a result

    @override
    def report(self, event: Progress | Notice) -> None:
        if isinstance(event, Notice):
            self._write("notice", code=str(event.code), message=event.message)
            return
        now = time.monotonic()
        left = self._clock.remaining(event, now)
        # The begin, the first result and the end of a stage always, the rest now and then.
        news = event.done in {0, event.total} or self._begun is not event.stage
        if event == self._last_event or (not news and now - self._last < _JSON_SECONDS):
            return
        self._last, self._last_event = now, event
        self._begun = event.stage if event.done else None
        self._write(
            "progress",
            stage=event.stage.value,
            done=event.done,
            total=event.total,
            eta_s=None if left is None else round(left, 2),
        )

    @override
    def result(self, result: RenderResult) -> None:
        facts = asdict(result) | {
            "output": str(result.output),
            "deliverables": [str(path) for path in result.deliverables],
            "timings": {stage.value: round(s, 3) for stage, s in result.timings.items()},
        }
        self._write("result", **facts)

    @override
    def delivered(self, made: Delivered) -> None:
        self._write("deliverable", **asdict(made) | {"output": str(made.output)})

    @override
    def failure(self, error: MouthpieceError) -> None:
        self._write(
            "error",
            code=error.code.value,
            message=error.message,
            hint=error.hint,
            path=None if error.path is None else str(error.path),
            exit_code=error.exit_code,
        )

    def close(self) -> None:
        """Nothing to leave behind."""

    def facts(self, kind: str, **facts: Any) -> None:
        """One object of a type that only one command says."""
        self._write(kind, **facts)

    def _write(self, kind: str, **facts: Any) -> None:
        self._stream.write(json.dumps({"type": kind, **facts}, ensure_ascii=False) + "\n")
        self._stream.flush()


class TextReporter(Reporter):
    """For people: bars when stderr is a terminal, a line now and then when it is a file."""

    def __init__(self) -> None:
        self._bars: Bars | None = None
        self._tasks: dict[Stage, TaskID] = {}
        self._clock = StageClock()
        self._last = 0.0

    @cached_property
    def _console(self) -> Terminal:
        """Loaded with the first thing to show: a window and many commands show nothing here."""
        from app.console.rich_terminal import Terminal

        return Terminal(stderr=True)

    @override
    def report(self, event: Progress | Notice) -> None:
        if isinstance(event, Notice):
            self._console.write_marked("yellow", "Note:", event.message)
            return
        now = time.monotonic()
        left = self._clock.remaining(event, now)
        left_text = "" if not left else f"{span(left)} left"
        if self._console.is_terminal:
            self._show_bar(event, left_text)
        elif event.done == 0 or (now - self._last >= _LINE_SECONDS and event.done < event.total):
            self._last = now
            count = f" {event.done} of {event.total}" if event.done else ""
            self._console.print(f"{TITLES[event.stage]}{count}{left_text and ', ' + left_text}")

    @override
    def result(self, result: RenderResult) -> None:
        self.close()
        for line in summary(result):
            write_line(line)

    @override
    def delivered(self, made: Delivered) -> None:
        self.close()
        write_line(str(made.output.resolve()))
        write_line(
            f"{length(made.duration)}, {made.width}x{made.height}, {made.fps:g} frames/s, "
            f"{made.encoder}"
        )

    @override
    def failure(self, error: MouthpieceError) -> None:
        self.close()
        self._console.write_marked("red", "Error:", error.message, whole=True)
        if error.hint:
            self._console.write_line(error.hint)
        self._console.write_line(f"[{error.code.value}]")

    @override
    def close(self) -> None:
        if self._bars is not None:
            self._bars.stop()
            self._bars = None

    def _show_bar(self, event: Progress, left: str) -> None:
        if self._bars is None:
            from rich.progress import BarColumn, TextColumn
            from rich.progress import Progress as Bars

            self._bars = Bars(
                TextColumn("{task.description:<24}"),
                BarColumn(),
                TextColumn("{task.fields[count]}"),
                TextColumn("{task.fields[left]}"),
                console=self._console,
            )
            self._bars.start()
        if event.stage not in self._tasks:
            self._tasks[event.stage] = self._bars.add_task(
                TITLES[event.stage], total=event.total, count="", left=""
            )
        count = f"{event.done}/{event.total}" if event.total > 1 else ""
        self._bars.update(
            self._tasks[event.stage],
            completed=event.done,
            total=event.total,
            count=count,
            left="" if event.done == event.total else left,
        )


def summary(result: RenderResult) -> list[str]:
    """The finished video in a few lines: where it is, what it is, where the time went."""
    seconds = sum(result.timings.values())
    stages = ", ".join(
        f"{TITLES[stage].lower()} {took:.1f} s" for stage, took in result.timings.items()
    )
    lines = [
        f"{result.output.resolve()}",
        f"{length(result.duration)} of video, {result.width}x{result.height}, "
        f"{result.fps:.5g} frames/s, made in {seconds:.1f} s",
        f"({stages})",
    ]
    lines += [str(path.resolve()) for path in result.deliverables]
    if result.resumed_frames:
        lines.append(f"{result.resumed_frames} frames were there from an earlier run.")
    return lines
