"""After the last video: nothing, quit, or sleep, with a moment to say no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.gui.services.context import Context
from app.gui.widgets.messages import MessageBox
from app.power import PowerState, power_command
from app.settings.window import WhenDone

if TYPE_CHECKING:
    from app.worker.supervisor import RunSummary

SECONDS = 30


class WhenDoneAction(QObject):
    """Counts down before it does anything; `quit_wanted` when the program shall end."""

    quit_wanted = Signal()
    sleep_wanted = Signal()

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._left = 0
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count)
        self.dialog: MessageBox | None = None
        context.workers.ended.connect(self._ended)
        context.workers.busy_changed.connect(self._busy_changed)
        self.sleep_wanted.connect(_sleep)

    def _ended(self, summary: RunSummary) -> None:
        wanted = self._context.settings.window.when_done
        if wanted is WhenDone.NOTHING or not (summary.done or summary.failed):
            return
        self._left = SECONDS
        self.dialog = box = MessageBox(self._window, "recent")
        box.setText(self._words(wanted))
        box.setInformativeText(self.tr("All videos of the queue are made."))
        now = box.add(self._verb(wanted), MessageBox.ButtonRole.AcceptRole)
        stay = box.add(self.tr("Stay"), MessageBox.ButtonRole.RejectRole, primary=True)
        box.setDefaultButton(stay)  # whoever is just typing wants to stay
        box.finished.connect(lambda _: self._close(act=box.clickedButton() is now))
        box.open()
        self._tick.start()

    def _count(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._close(act=True)
        elif self.dialog is not None:
            self.dialog.setText(self._words(self._context.settings.window.when_done))

    def _close(self, *, act: bool) -> None:
        self._tick.stop()
        box, self.dialog = self.dialog, None
        if box is None:
            return
        box.hide()
        box.deleteLater()
        if not act:
            return
        if self._context.settings.window.when_done is WhenDone.QUIT:
            self.quit_wanted.emit()
        else:
            self.sleep_wanted.emit()

    def _busy_changed(self, busy: bool) -> None:
        if busy:  # new work has come in the meantime
            self._close(act=False)

    def _verb(self, wanted: WhenDone) -> str:
        return self.tr("Quit now") if wanted is WhenDone.QUIT else self.tr("Sleep now")

    def _words(self, wanted: WhenDone) -> str:
        if wanted is WhenDone.QUIT:
            return self.tr("Mouthpiece quits in %n second(s).", "", self._left)
        return self.tr("The computer goes to sleep in %n second(s).", "", self._left)


def _sleep() -> None:
    program, *arguments = power_command(PowerState.SLEEP)
    QProcess.startDetached(program, arguments)
