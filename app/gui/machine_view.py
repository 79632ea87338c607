"""What the computer has, as `mouthpiece doctor` finds it in a process of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QProcess, QProcessEnvironment
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

import app
from app.checks import Check, Verdict
from app.gui.pieces import Picture, empty, label, spaced
from app.gui.theme import GRID

_ICONS = {
    Verdict.OK: ("check", "good"),
    Verdict.WARN: ("warning", "warn"),
    Verdict.FAIL: ("error", "bad"),
}


class MachineView(QWidget):
    """Looks once, when it is first asked to."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = home
        self._process: QProcess | None = None
        self._wait = label("soft")
        self._rows = QVBoxLayout(self)
        spaced(self._rows, 0, GRID)
        self._rows.addWidget(self._wait)
        self.checks: list[Check] = []
        self.retranslate()

    def look(self) -> None:
        """Begins to look; nothing happens when it was done before."""
        if self._process is not None:
            return
        self._process = QProcess(self)
        surroundings = QProcessEnvironment.systemEnvironment()
        surroundings.insert("MOUTHPIECE_HOME", str(self._home))
        surroundings.insert("PYTHONPATH", str(Path(app.__file__).resolve().parent.parent))
        self._process.setProcessEnvironment(surroundings)
        self._process.finished.connect(self._show)
        self._process.start(sys.executable, ["-P", "-m", "app.cli", "doctor", "--json"])

    def retranslate(self) -> None:
        self._wait.setText(self.tr("Looking at this computer…"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        assert self._process is not None
        said = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        self.checks = [_check(line) for line in said.splitlines() if line.startswith("{")]
        empty(self._rows)
        self._wait = label("soft")
        inside = QWidget()
        grid = spaced(QGridLayout(inside), 0, GRID)
        grid.setColumnStretch(2, 1)
        for row, check in enumerate(self.checks):
            name, role = _ICONS[check.verdict]
            grid.addWidget(Picture(name, 18, role), row, 0)
            grid.addWidget(_text(check.name), row, 1)
            grid.addWidget(_text(f"{check.sentence} {check.hint}".strip()), row, 2)
        self._rows.addWidget(inside)


def _check(line: str) -> Check:
    facts = json.loads(line)
    return Check(facts["name"], Verdict(facts["verdict"]), facts["sentence"], facts["hint"])


def _text(words: str) -> QWidget:
    made = label("soft", wrap=len(words) > 20)
    made.setText(words)
    return made
