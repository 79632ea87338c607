"""Python's garbage collector, kept to the window's thread.

Left alone it runs in whatever thread allocates at the moment, and frees widgets there that only
cycles still held: Qt allows that in the window's own thread alone.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500


class GcGuard(QObject):
    """Collects in turns of the event loop, as often as the collector itself would; from `settle`
    on, since while the window is made there is little to free."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Collects the oldest generation that is due."""
        counts = gc.get_count()
        due = [
            generation
            for generation in range(3)
            if counts[generation] > self._thresholds[generation]
        ]
        if due:
            gc.collect(max(due))

    def settle(self) -> None:
        """Begins to look. What is there now will stay: no collection looks through it, nor is it
        worth one, for which somebody who has just come would wait."""
        gc.freeze()
        self._timer.start()

    def close(self) -> None:
        """Frees what the window leaves behind, here, and gives the collector back."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()
