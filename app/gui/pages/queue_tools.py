"""The buttons for the selected jobs; the same things are in the table's menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.gui.jobs.jobs_model import WAITING, Chosen
from app.gui.services.context import Context
from app.gui.services.os_open import open_file, show_in_folder
from app.gui.theme import icon
from app.gui.widgets.basic import IconButton, spaced
from app.gui.widgets.messages import MessageBox
from app.gui.widgets.tool_words import show_words
from app.queue.job import ENDS, Job, State

_ASK_FROM = 3


@dataclass(frozen=True)
class _Tool:
    """For all chosen jobs in some states, or for the only one when it fits."""

    icon_name: str
    act: Callable[[], None]
    states: frozenset[State] = frozenset()
    fits: Callable[[Job], bool] | None = None


class QueueTools(QWidget):
    """Shows which actions fit the selected jobs and carries them out."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._chosen = Chosen()
        self._tools = {
            "pause": _Tool("pause", self.pause, frozenset({State.QUEUED, State.RUNNING})),
            "resume": _Tool("play", self.resume, frozenset({State.PAUSED})),
            "retry": _Tool("retry", self.retry, frozenset({State.FAILED, State.CANCELLED})),
            "first": _Tool("up", self.first, WAITING),
            "again": _Tool("copy", self.again, fits=lambda job: bool(job.kind.page)),
            "open": _Tool("open", self.play, fits=lambda job: job.output is not None),
            "folder": _Tool("folder", self.folder, fits=_has_place),
            "cancel": _Tool("cancel", self.cancel, frozenset(State) - ENDS),
            "remove": _Tool("delete", self.remove, ENDS),
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
        self.show_chosen(Chosen())

    def fit(self, room: int) -> None:
        """Words under the icons, where so many pixels are enough."""
        show_words(self.buttons.values(), room, 0)

    def show_chosen(self, chosen: Chosen) -> None:
        """The jobs that the buttons are about."""
        self._chosen = chosen
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
                self, self.tr("Cancel them"), self.tr("Cancel %n video(s)?", "", len(ids))
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
        if self._chosen.job is not None:
            self._context.events.change(self._chosen.job.request)

    def play(self) -> None:
        """Opens the video in the system's player."""
        if self._chosen.job is not None and self._chosen.job.output is not None:
            open_file(self._chosen.job.output)

    def folder(self) -> None:
        """Shows the video of the only selected job in the system's file manager."""
        if self._chosen.job is not None:
            place = self._chosen.job.output or self._chosen.job.request.output
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
        words = {
            "pause": self.tr("Pause"),
            "resume": self.tr("Resume"),
            "retry": self.tr("Retry"),
            "first": self.tr("Next"),
            "again": self.tr("Again"),
            "open": self.tr("Open"),
            "folder": self.tr("Folder"),
            "cancel": self.tr("Cancel"),
            "remove": self.tr("Remove"),
        }
        for name, button in self.buttons.items():
            button.say(self._names[name])
            button.setText(words[name])

    def _fits(self, name: str) -> bool:
        tool, job = self._tools[name], self._chosen.job
        if tool.fits is not None:
            return job is not None and tool.fits(job)
        return self._chosen.has(tool.states)

    def _ids(self, name: str) -> list[int]:
        return self._chosen.of(self._tools[name].states)


def _has_place(job: Job) -> bool:
    return job.output is not None or job.request.output is not None
