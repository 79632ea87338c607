"""The film of a dub: its first picture with a face, and who in it speaks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from typing_extensions import override

from app.gui.pages.drop_zone import DropZone
from app.gui.pages.file_input import FileInput, Look
from app.gui.pages.portrait_view import PortraitView
from app.gui.services.input_files import Kind
from app.gui.services.preview import PreviewService
from app.gui.widgets.basic import Note, Tone
from app.preview.film_messages import LookAtFilm
from app.preview.messages import PortraitLook, Question


class FilmInput(FileInput):
    """`face_chosen` when another face is clicked: its number, 1 for the leftmost."""

    face_chosen = Signal(int)

    def __init__(self, preview: PreviewService) -> None:
        self.view = PortraitView()
        super().__init__(preview, DropZone(Kind.REFERENCE, self.view), PortraitLook)
        self.zone.set_recent(())
        self._face = 0
        self.zone.dropped.connect(lambda paths: self.set_path(paths[0]))
        self.view.face_chosen.connect(self.face_chosen)
        self.retranslate()

    @override
    def set_path(self, path: Path | None) -> None:
        self.view.show_look(PortraitLook(picture=None))
        super().set_path(path)

    def set_face(self, number: int) -> None:
        """Who speaks: 1 for the leftmost, 0 for the largest."""
        self._face = number
        if isinstance(self._look, PortraitLook):
            self.show_look(self._look)

    @override
    def question(self, path: Path) -> Question:
        return LookAtFilm(path=path)

    @override
    def show_look(self, answer: Look) -> None:
        assert isinstance(answer, PortraitLook)
        self.view.show_look(answer.model_copy(update={"chosen": self._chosen(answer)}))

    @override
    def notes(self, path: Path) -> list[Note]:
        found = super().notes(path)
        if isinstance(self._look, PortraitLook) and len(self._look.faces) > 1:
            words = self.tr("Click the face that speaks.")
            found.append(Note(Tone.NOTE, words))
        return found

    @override
    def retranslate(self) -> None:
        self.zone.say(
            self.tr("Drop a film here"),
            self.tr("A film of a person who speaks, as long as you like."),
        )
        self.view.setAccessibleName(self.tr("Film"))
        super().retranslate()

    def _chosen(self, answer: PortraitLook) -> int | None:
        widths = [face.width for face in answer.faces]
        if self._face == 0:
            return widths.index(max(widths)) if widths else None
        return self._face - 1 if self._face <= len(widths) else None
