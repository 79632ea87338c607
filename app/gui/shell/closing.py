"""What happens when the window is closed while videos are being made: the user is asked."""

from __future__ import annotations

import os
from contextlib import ExitStack
from enum import Enum, auto

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QAbstractButton

from app.child_process import child_command
from app.gui.services.child_process import qt_environment
from app.gui.services.context import Context
from app.gui.shell.window import MainWindow
from app.gui.widgets.messages import MessageBox
from app.queue.job import State
from app.worker.stand_in import OPTION as STAND_IN
from app.worker.stand_in import as_window


class Choice(Enum):
    """What the user wants."""

    BACKGROUND = auto()
    PAUSE = auto()
    CANCEL = auto()
    STAY = auto()


class Closing(QObject):
    """Lets the window close at once when nothing runs; `quit` when the program shall end."""

    hidden = Signal()
    quit = Signal()

    def __init__(self, context: Context, window: MainWindow, *, has_tray: bool) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._has_tray = has_tray
        self._leaving = False
        self._presence = ExitStack()
        self._presence.enter_context(as_window(context.home))
        self._stand_in = False
        self.dialog: MessageBox | None = None
        window.closing.connect(self._closing)
        context.workers.busy_changed.connect(self._busy_changed)

    def leave(self) -> None:
        """Ends the program without a question; running videos go on at the next start."""
        self._leaving = True
        self._window.hide()
        if self._context.workers.busy:
            self._context.workers.stop()
        else:
            self._quit()

    def let_go(self) -> None:
        """Others need not think any more that a window is open."""
        self._presence.close()

    def choose(self, choice: Choice) -> None:
        """Carries out what was chosen."""
        self.dialog = None
        match choice:
            case Choice.STAY:
                return
            case Choice.BACKGROUND if self._has_tray:
                self._window.hide()
                self.hidden.emit()
                return
            case Choice.BACKGROUND:
                self._stand_in = True
            case Choice.CANCEL:
                self._cancel_running()
            case Choice.PAUSE:
                pass
        self.leave()

    def _closing(self, event: QCloseEvent) -> None:
        event.ignore()
        if not self._context.workers.busy or self._leaving:
            self.leave()
        elif self.dialog is None:
            self._ask()

    def _ask(self) -> None:
        self.dialog = box = MessageBox(self._window)
        running = max(1, self._context.jobs.outlook.counts[State.RUNNING])
        box.setText(self.tr("%n video(s) are being made.", "", running))
        box.setInformativeText(
            self.tr(
                "Paused videos go on from where they are the next time you open Mouthpiece. "
                "Waiting videos stay in the queue in any case."
            )
        )
        role = MessageBox.ButtonRole.ActionRole
        background = box.add(self.tr("Keep working in the background"), role, primary=True)
        buttons: dict[QAbstractButton, Choice] = {
            background: Choice.BACKGROUND,
            box.add(self.tr("Pause and quit"), role): Choice.PAUSE,
            box.add(self.tr("Cancel them and quit"), role): Choice.CANCEL,
            box.add(self.tr("Go on working"), MessageBox.ButtonRole.RejectRole): Choice.STAY,
        }
        box.setDefaultButton(background)
        box.finished.connect(lambda _: self.choose(buttons.get(box.clickedButton(), Choice.STAY)))
        box.open()

    def _cancel_running(self) -> None:
        """Marked before the workers are stopped, so that they find it when they let go."""
        store = self._context.store
        for job in store.page([State.RUNNING]):
            store.request_stop(job.id, State.CANCELLED)

    def _work_detached(self) -> None:
        """Without a tray nothing of ours may stay: the command line goes on with the queue."""
        process = QProcess()
        process.setProcessEnvironment(qt_environment(self._context.home))
        count = self._context.settings.window.workers
        program, *arguments = child_command(
            "app.cli", "queue", "run", STAND_IN, "--workers", str(count)
        )
        process.setProgram(program)
        process.setArguments(arguments)
        log = self._context.home / "logs" / "background.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        process.setStandardOutputFile(os.devnull)
        process.setStandardErrorFile(str(log))
        process.startDetached()

    def _busy_changed(self, busy: bool) -> None:
        if self._leaving and not busy:
            self._quit()

    def _quit(self) -> None:
        self.let_go()
        if self._stand_in:
            self._stand_in = False
            self._work_detached()
        self.quit.emit()
