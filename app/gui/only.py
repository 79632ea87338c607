"""What the running application has one of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject
from shiboken6 import isValid

Q = TypeVar("Q", bound=QObject)


def only(kept: list[Q], make: Callable[[QCoreApplication | None], Q]) -> Q:
    """The one of the running application, whose child it is; made by the first call.

    It is kept in a list: to search the application for it makes objects of all that it has.
    """
    application = QCoreApplication.instance()
    if not kept or not isValid(kept[0]) or kept[0].parent() is not application:
        kept[:] = [make(application)]
    return kept[0]
