"""The portrait of the page Create: the file, the faces in it, and what is to be said of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.inputs import Kind
from app.gui.pages.drop_zone import DropZone
from app.gui.pages.portrait_view import PortraitView
from app.gui.pieces import Note, Tone, empty, spaced
from app.gui.preview_service import PreviewService
from app.gui.theme import GRID
from app.gui.words import error_words, finding_words
from app.preview.messages import LookAtPortrait, PortraitLook
from talker.errors import MouthpieceError
from talker.request import Mode


class PortraitInput(QWidget):
    """`changed` when the file, the face, or what is known about them changes."""

    changed = Signal()

    def __init__(self, preview: PreviewService) -> None:
        super().__init__()
        self._preview = preview
        self._asked: int | None = None
        self._answer: PortraitLook | None = None
        self._mode = Mode.CROP
        self.face = 0
        self.view = PortraitView()
        self.zone = DropZone(Kind.PORTRAIT, self.view)
        self._notes = spaced(QVBoxLayout(), 0, GRID)
        column = spaced(QVBoxLayout(self), 0, GRID)
        column.addWidget(self.zone, 1)
        column.addLayout(self._notes)
        column.addStretch()
        self.zone.removed.connect(lambda: self.set_path(None))
        self.view.face_chosen.connect(self.set_face)
        self.retranslate()

    @property
    def path(self) -> Path | None:
        return self.zone.path

    @property
    def ready(self) -> bool:
        """Whether a video can be made of it."""
        answer = self._answer
        return answer is not None and not any(one.stops for one in answer.findings)

    @property
    def answer(self) -> PortraitLook | None:
        """What is known; None while it is being looked at."""
        return self._answer

    def set_path(self, path: Path | None, face: int = 0) -> None:
        self.zone.set_path(path)
        self.face = face
        self.view.show_look(PortraitLook(picture=None))
        self._ask()

    def set_face(self, number: int) -> None:
        """The face that shall speak: 1 for the leftmost, 0 for the largest."""
        self.face = number
        self._ask()

    def set_mode(self, mode: Mode) -> None:
        if mode is not self._mode:
            self._mode = mode
            self._ask()

    def retranslate(self) -> None:
        self.zone.say(
            self.tr("Drop a portrait here"),
            self.tr("A photo or drawing of one person who looks at the camera."),
        )
        self.view.setToolTip(self.tr("The bright part is what the video will show."))
        self.view.setAccessibleName(self.tr("Portrait"))
        self._show_notes()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _ask(self) -> None:
        if self._asked is not None:
            self._preview.cancel(self._asked)
            self._asked = None
        self._answer = None
        if self.path is not None:
            question = LookAtPortrait(path=self.path, face=self.face, mode=self._mode)
            self._asked = self._preview.ask(
                question, PortraitLook, self._show, self._fail, owner=self
            )
        else:
            empty(self._notes)
        self.changed.emit()

    def _show(self, answer: PortraitLook) -> None:
        self._asked = None
        self._answer = answer
        self.view.show_look(answer)
        self._show_notes()
        self.changed.emit()

    def _show_notes(self) -> None:
        empty(self._notes)
        if self._answer is None or self.path is None:
            return
        for finding in self._answer.findings:
            tone = Tone.PROBLEM if finding.stops else Tone.WARNING
            if finding.code in {"MANY_FACES", "PORTRAIT_SMALL"}:
                tone = Tone.NOTE
            self._notes.addWidget(Note(tone, *finding_words(finding, self.path.name)))

    def _fail(self, error: MouthpieceError) -> None:
        self._asked = None
        empty(self._notes)
        self._notes.addWidget(Note(Tone.PROBLEM, *error_words(error)))
        self.changed.emit()
