"""How loud the window plays: one volume for all its players."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.gui.only import only


class Volume(QObject):
    """0..100 as the user hears it, and whether all is silent."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._level = 100
        self._muted = False

    @property
    def level(self) -> int:
        """0..100 on the scale of hearing."""
        return self._level

    @property
    def muted(self) -> bool:
        """Whether nothing is to be heard."""
        return self._muted

    def set_level(self, level: int) -> None:
        """Makes it louder or quieter; who does that wants to hear."""
        self._set(min(100, max(0, level)), muted=False)

    def set_muted(self, muted: bool) -> None:
        """Silences everything, or lets it be heard again."""
        self._set(self._level, muted=muted)

    def _set(self, level: int, *, muted: bool) -> None:
        if (level, muted) != (self._level, self._muted):
            self._level, self._muted = level, muted
            self.changed.emit()


_volumes: list[Volume] = []


def volume() -> Volume:
    """The volume of the running application; made by the first call."""
    return only(_volumes, Volume)
