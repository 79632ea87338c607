"""The buttons for the selected jobs; the same things are in the table's menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.gui.jobs.jobs_model import WAITING
from app.gui.services.context import Context
from app.gui.services.os_open import open_file, show_in_folder
from app.gui.theme import icon
from app.gui.widgets.basic import IconButton, spaced
from app.gui.widgets.messages import MessageBox
from app.queue.job import ENDS, Job, State

_ASK_FROM = 3


@dataclass(frozen=True)
class _Tool:
    icon_name: str
    act: Callable[[], None]
    fits: Callable[[Job], bool]
    several: bool = True


class QueueTools(QWidget):
    """Shows which actions fit the selected jobs and carries them out."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._jobs: Sequence[Job] = ()
        self._tools = {
            "pause": _Tool("pause", self.pause, _can_pause),
            "resume": _Tool("play", self.resume, lambda job: job.state is State.PAUSED),
            "retry": _Tool("retry", self.retry, _can_retry),
            "first": _Tool("up", self.first, lambda job: job.state in WAITING),
            "again": _Tool("copy", self.again, lambda job: bool(job.kind.page), several=False),
            "open": _Tool("open", self.play, lambda job: job.output is not None, several=False),
            "folder": _Tool("folder", self.folder, _has_place, several=False),
            "cancel": _Tool("cancel", self.cancel, lambda job: job.state not in ENDS),
            "remove": _Tool("delete", self.remove, lambda job: job.state in ENDS),
        }
        self._names: dict[str, str] = {}
        self.buttons: dict[str, IconButton] = {}
        row = spaced(QHBoxLayout(self), 0, 0)
        for name, tool in self._tools.items():
            button = IconButton(tool.icon_name)
            button.clicked.connect(tool.act)
            row.addWidget(button)
            self.buttons[name] = button
        self.retranslate()
        self.show_jobs(())

    def show_jobs(self, jobs: Sequence[Job]) -> None:
        """The jobs that the buttons are about."""
        self._jobs = jobs
        for name in self._tools:
            self.buttons[name].setEnabled(self._fits(name))

    def fill(self, menu: QMenu) -> None:
        """Puts what fits into a menu."""
        for name, tool in self._tools.items():
            if self._fits(name):
                action = menu.addAction(icon(tool.icon_name), self._names[name])
                action.triggered.connect(tool.act)

    def pause(self) -> None:
        """Pauses those of the selected jobs that can be."""
        self._context.job_actions.pause(self._ids("pause"))

    def resume(self) -> None:
        """Lets the paused ones go on."""
        self._context.job_actions.resume(self._ids("resume"))

    def retry(self) -> None:
        """Tries the failed and cancelled ones again."""
        self._context.job_actions.retry(self._ids("retry"))

    def first(self) -> None:
        """Moves the waiting ones to the head of the queue."""
        self._context.job_actions.move_first(self._ids("first"))

    def cancel(self) -> None:
        """Asks before several are given up."""
        ids = self._ids("cancel")
        if len(ids) >= _ASK_FROM:
            asked = MessageBox.ask(
                self, self.tr("Cancel"), self.tr("Cancel %n video(s)?", "", len(ids))
            )
            if not asked:
                return
        if ids:
            self._context.job_actions.cancel(ids)

    def remove(self) -> None:
        """The list forgets the jobs; their videos stay."""
        self._context.job_actions.remove(self._ids("remove"))

    def delete(self) -> None:
        """What the Delete key means: open jobs are cancelled, ended ones leave the list."""
        if self._fits("cancel"):
            self.cancel()
        elif self._fits("remove"):
            self.remove()

    def again(self) -> None:
        """Opens the page that the job came from, with everything of it."""
        if len(self._jobs) == 1:
            self._context.events.change(self._jobs[0].request)

    def play(self) -> None:
        """Opens the video in the system's player."""
        if len(self._jobs) == 1 and self._jobs[0].output is not None:
            open_file(self._jobs[0].output)

    def folder(self) -> None:
        """Shows the video of the only selected job in the system's file manager."""
        if len(self._jobs) == 1:
            place = self._jobs[0].output or self._jobs[0].request.output
            if place is not None:
                show_in_folder(place)

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        self._names = {
            "pause": self.tr("Pause"),
            "resume": self.tr("Resume"),
            "retry": self.tr("Try again"),
            "first": self.tr("Make next"),
            "again": self.tr("Make again with changes…"),
            "open": self.tr("Open the video"),
            "folder": self.tr("Show in folder"),
            "cancel": self.tr("Cancel"),
            "remove": self.tr("Remove from the list"),
        }
        for name, button in self.buttons.items():
            button.say(self._names[name])

    def _fits(self, name: str) -> bool:
        tool = self._tools[name]
        return (tool.several or len(self._jobs) == 1) and any(map(tool.fits, self._jobs))

    def _ids(self, name: str) -> list[int]:
        return [job.id for job in self._jobs if self._tools[name].fits(job)]


def _can_pause(job: Job) -> bool:
    return job.state in (State.QUEUED, State.RUNNING)


def _can_retry(job: Job) -> bool:
    return job.state in (State.FAILED, State.CANCELLED)


def _has_place(job: Job) -> bool:
    return job.output is not None or job.request.output is not None
