"""How other programs are started: on Windows none of them may open a console window."""

from __future__ import annotations

import sys

_CREATE_NO_WINDOW = 0x08000000
_CREATE_NEW_PROCESS_GROUP = 0x00000200


def no_window(*, own_group: bool = False) -> int:
    """The `creationflags` of a program that is started in the background; 0 but on Windows.

    Ctrl-C in our terminal does not reach it. `own_group` makes a group of which it is the head,
    the Windows side of `start_new_session=True` (which Windows itself passes over).
    """
    if sys.platform != "win32":
        return 0
    return _CREATE_NO_WINDOW | (_CREATE_NEW_PROCESS_GROUP if own_group else 0)
