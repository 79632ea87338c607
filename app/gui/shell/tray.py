"""The program's sign beside the clock: how far the queue is, and word when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from app.gui.jobs.texts import span_words
from app.gui.services.context import Context
from app.gui.services.jobs_feed import Outlook
from app.gui.theme import look
from app.queue.job import State

if TYPE_CHECKING:
    from app.worker.supervisor import RunSummary


class Tray(QObject):
    """Where the system has such a place; `available` says whether it does."""

    open_wanted = Signal(str)  # the key of a page
    quit_wanted = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._menu = QMenu()
        look().dress(self._menu)
        self._open = QAction(self)
        self._switch = QAction(self)
        self._quit = QAction(self)
        self._menu.addActions([self._open, self._switch])
        self._menu.addSeparator()
        self._menu.addAction(self._quit)
        self._icon = QSystemTrayIcon(QApplication.windowIcon(), self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(lambda: self.open_wanted.emit("queue"))
        self._open.triggered.connect(lambda: self.open_wanted.emit(""))
        self._switch.triggered.connect(self._switch_queue)
        self._quit.triggered.connect(self.quit_wanted)
        context.jobs.outlook_changed.connect(self._show_outlook)
        context.workers.on_changed.connect(self.retranslate)
        context.workers.ended.connect(self.tell_end)
        self.retranslate()
        self._icon.setVisible(self.available)

    @property
    def available(self) -> bool:
        """Whether the window may hide there."""
        return bool(QSystemTrayIcon.isSystemTrayAvailable())

    def tell_end(self, summary: RunSummary) -> None:
        """A notification for what a run of the queue came to."""
        text = self.end_words(summary)
        if text and self._icon.isVisible():
            warning = QSystemTrayIcon.MessageIcon.Warning
            sign = warning if summary.failed else QSystemTrayIcon.MessageIcon.Information
            self._icon.showMessage("Mouthpiece", text, sign)

    def tell_hidden(self) -> None:
        """Where the window went."""
        self._icon.showMessage("Mouthpiece", self.tr("Goes on here with the videos of the queue."))

    def end_words(self, summary: RunSummary) -> str:
        """`12 videos made, 1 failed`; "" where nothing was made."""
        parts = [self.tr("%n video(s) made", "", summary.done)] if summary.done else []
        if summary.failed:
            parts.append(self.tr("%n failed", "", summary.failed))
        return ", ".join(parts)

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        self._open.setText(self.tr("Open Mouthpiece"))
        on = self._context.workers.on
        self._switch.setText(self.tr("Stop the queue") if on else self.tr("Start the queue"))
        self._quit.setText(self.tr("Quit"))
        self._show_outlook(self._context.jobs.outlook)

    def _switch_queue(self) -> None:
        workers = self._context.workers
        workers.stop() if workers.on else workers.start()

    def _show_outlook(self, outlook: Outlook) -> None:
        words = "Mouthpiece"
        if outlook.counts[State.RUNNING]:
            words += "\n" + self.tr("%n video(s) to make", "", outlook.open)
            if outlook.seconds is not None:
                left = self.tr("about {time} left").format(time=span_words(outlook.seconds))
                words += f", {left}"
        self._icon.setToolTip(words)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        kinds = QSystemTrayIcon.ActivationReason
        if reason in (kinds.Trigger, kinds.DoubleClick):
            self.open_wanted.emit("")
