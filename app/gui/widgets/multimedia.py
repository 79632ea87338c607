"""What every use of Qt's player needs to know of the binding."""

from __future__ import annotations

from PySide6.QtCore import QObject


def settle(*parts: QObject) -> None:
    """Makes parts of a player safe from the player's own threads; once, when they are made.

    A thread of the player that ends takes its connections to these parts off and asks each part
    whether Python overrides `disconnectNotify`. It asks only the first time, but with a lock of
    Qt's in its hands, and it waits for Python's lock meanwhile. The window's thread, which holds
    that one, may be waiting for the other: both would stand still for ever. Asked here first, it
    is known, and no thread waits.
    """
    for part in parts:
        part.objectNameChanged.connect(_ignore)
        part.objectNameChanged.disconnect(_ignore)


def _ignore() -> None:
    """What is connected for a moment."""
