"""What we rely on in Qt's Python bindings themselves."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.skips import AllowedSkip


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason=AllowedSkip.PYTHON.reason("None cannot be lost any more")
)
def test_calls_that_return_nothing_do_not_use_up_none(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    before = sys.getrefcount(None)
    for _ in range(300):
        button.setToolTip("x")
    assert sys.getrefcount(None) > before - 100
