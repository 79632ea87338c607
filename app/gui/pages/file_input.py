"""What the inputs of the page Create have in common: a zone, a look at the file, and notes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.drop_zone import DropZone
from app.gui.services.preview import PreviewService
from app.gui.texts.names import error_words, finding_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Note, Tone, empty, spaced
from app.gui.widgets.in_front import InFront
from app.gui.widgets.translated import Translated
from app.preview.messages import Finding, PortraitLook, Question, ReferenceLook, SpeechLook
from talker.errors import MouthpieceError

Look = PortraitLook | SpeechLook | ReferenceLook


class FileInput(Translated, InFront, QWidget):
    """`changed` when the file, or what is known about it, changes."""

    changed = Signal()

    def __init__(self, preview: PreviewService, zone: DropZone, kind: type[Look]) -> None:
        super().__init__()
        self.zone = zone
        self._preview = preview
        self._kind = kind
        self._asked: int | None = None
        self._look: Look | None = None
        self._notes = spaced(QVBoxLayout(), 0, GRID)
        column = spaced(QVBoxLayout(self), 0, GRID)
        column.addWidget(self.zone, 1)
        column.addLayout(self._notes)
        column.addStretch()
        self.zone.removed.connect(lambda: self.set_path(None))

    @property
    def path(self) -> Path | None:
        """The chosen file; None without one."""
        return self.zone.path

    @property
    def looked(self) -> bool:
        """Whether it is known what the file holds."""
        return self._look is not None

    @property
    def ready(self) -> bool:
        """Whether a video can be made of it."""
        return self._look is not None and not any(finding.stops for finding in self._look.findings)

    def set_path(self, path: Path | None) -> None:
        """Takes another file, or none."""
        self.zone.set_path(path)
        self.look_again()

    def look_again(self, *, keep: bool = False) -> None:
        """Asks what the file holds; an older question is forgotten.

        `keep`: what is known of it stays until the answer is there.
        """
        if self._asked is not None:
            self._preview.cancel(self._asked)
            self._asked = None
        if not keep:
            self._look = None
        if self.path is not None:
            self._asked = self._preview.ask(
                self.question(self.path), self._kind, self._take, self._fail, owner=self
            )
        else:
            empty(self._notes)
        self.changed.emit()

    def question(self, path: Path) -> Question:
        """What is asked about a file."""
        raise NotImplementedError

    def show_look(self, answer: Look) -> None:
        """Shows what was found."""
        raise NotImplementedError

    def notes(self, path: Path) -> list[Note]:
        """The notes on the file."""
        found = () if self._look is None else self._look.findings
        return [Note(self.tone(finding), *finding_words(finding, path.name)) for finding in found]

    def tone(self, finding: Finding) -> Tone:
        """How serious it is."""
        return Tone.PROBLEM if finding.stops else Tone.WARNING

    @override
    def retranslate(self) -> None:
        """Sets every text anew."""
        self.show_notes()

    def show_notes(self) -> None:
        """Shows the notes anew."""
        empty(self._notes)
        if self.path is not None:
            for note in self.notes(self.path):
                self._notes.addWidget(note)

    def _take(self, answer: Look) -> None:
        self._asked = None
        self._look = answer
        self.show_look(answer)
        self.show_notes()
        self.changed.emit()

    def _fail(self, error: MouthpieceError) -> None:
        self._asked = None
        empty(self._notes)
        self._notes.addWidget(Note(Tone.PROBLEM, *error_words(error)))
        self.changed.emit()
