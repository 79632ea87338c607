"""The environment of the window's own processes, in Qt's form."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QProcessEnvironment

from app.child_process import own_variables


def qt_environment(home: Path) -> QProcessEnvironment:
    """See `app.child_process.child_environment`."""
    environment = QProcessEnvironment.systemEnvironment()
    for name, value in own_variables(home).items():
        environment.insert(name, value)
    return environment
