"""What happens to running videos when the window is closed: the user decides."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMessageBox, QWidget

from app.gui.workers import Workers
from app.queue import control
from app.queue.job import State
from app.queue.store import JobStore


class Closing(QObject):
    """Asks only while videos are being made."""

    def __init__(self, store: JobStore, workers: Workers, window: QWidget) -> None:
        super().__init__(window)
        self._store = store
        self._workers = workers
        self._window = window

    def ask(self, event: QCloseEvent) -> None:
        """Lets the window close, or not; the slot of MainWindow.closing."""
        if not self._workers.running:
            return
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Videos are being made"))
        box.setText(self.tr("Videos are still being made."))
        box.setInformativeText(self.tr("Whatever you choose, nothing that is made gets lost."))
        role = QMessageBox.ButtonRole
        go_on = box.addButton(self.tr("Go on in the background"), role.AcceptRole)
        pause = box.addButton(self.tr("Go on next time"), role.AcceptRole)
        cancel = box.addButton(self.tr("Cancel the videos"), role.DestructiveRole)
        stay = box.addButton(self.tr("Do not close"), role.RejectRole)
        box.setDefaultButton(go_on)
        box.setEscapeButton(stay)
        box.exec()
        answer = box.clickedButton()
        if answer is go_on:
            self._workers.leave_running()
        elif answer is pause:
            self._workers.close()
        elif answer is cancel:
            control.cancel(self._store, control.select(self._store, [State.QUEUED, State.RUNNING]))
        else:
            event.ignore()
