"""What the computer has, as `mouthpiece doctor` finds it."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.doctor.result import Check, Verdict
from app.gui.services.preview import PreviewService
from app.gui.texts.names import check_name, error_words, said_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Note, Picture, Tone, empty, label, spaced
from app.gui.widgets.translated import Translated
from app.preview.messages import LookAtMachine, MachineLook
from talker.errors import MouthpieceError

_ICONS = {
    Verdict.OK: ("check", "good"),
    Verdict.WARN: ("warning", "warn"),
    Verdict.FAIL: ("error", "bad"),
}


class MachineView(Translated, QWidget):
    """Looks once, when it is first asked to."""

    def __init__(self, preview: PreviewService) -> None:
        super().__init__()
        self._preview = preview
        self._asked = False
        self.checks: tuple[Check, ...] | None = None
        self._texts: list[tuple[QLabel, QLabel]] = []
        self._wait = label("soft")
        self._inside = QWidget()
        self._grid = spaced(QGridLayout(self._inside), 0, GRID)
        self._grid.setColumnStretch(2, 1)
        self._notes = QVBoxLayout()
        column = spaced(QVBoxLayout(self), 0, GRID)
        column.addWidget(self._wait)
        column.addWidget(self._inside)
        column.addLayout(self._notes)
        self.retranslate()

    def look(self) -> None:
        """Begins to look; nothing happens when it was done before."""
        if not self._asked:
            self._asked = True
            self._preview.ask(LookAtMachine(), MachineLook, self._show, self._fail, owner=self)

    @override
    def retranslate(self) -> None:
        self._wait.setText(self.tr("Looking at this computer…"))
        self._say_checks()

    def _show(self, answer: MachineLook) -> None:
        self.checks = answer.checks
        self._wait.hide()
        for row, check in enumerate(answer.checks):
            icon_name, role = _ICONS[check.verdict]
            self._grid.addWidget(Picture(icon_name, 18, role), row, 0)
            name, finding = label("soft"), label("soft", wrap=True)
            self._texts.append((name, finding))
            self._grid.addWidget(name, row, 1)
            self._grid.addWidget(finding, row, 2)
        self._say_checks()

    def _say_checks(self) -> None:
        for check, (name, finding) in zip(self.checks or (), self._texts, strict=True):
            name.setText(check_name(check))
            finding.setText(f"{said_words(check.finding)} {said_words(check.advice)}".strip())

    def _fail(self, error: MouthpieceError) -> None:
        self._asked = False
        self._wait.hide()
        empty(self._notes)
        self._notes.addWidget(Note(Tone.WARNING, *error_words(error)))
