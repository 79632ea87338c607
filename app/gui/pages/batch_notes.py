"""What is to be known of the source of a batch, with what may be done about it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.batch.remarks import Remark, RemarkKind
from app.gui.texts.remarks import remark_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Note, Tone, empty, spaced


class BatchNotes(QWidget):
    """Each signal says what the user wants: that other folders, the folders inside or only the
    visible rows are read."""

    outside_allowed = Signal()
    inner_wanted = Signal()
    hidden_unwanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = spaced(QVBoxLayout(self), 0, GRID)

    def show_remarks(self, remarks: Iterable[Remark], *, outside: bool) -> None:
        """Shows these; `outside`: files of a sheet lie outside its folder."""
        empty(self._column)
        if outside:
            words = self.tr("Some files lie outside the folder of the sheet.")
            allow = self.tr("Allow")
            self._add(Note(Tone.WARNING, words, action=allow), self.outside_allowed)
        for remark in remarks:
            words = remark_words(remark)
            match remark.kind:
                case RemarkKind.SUBFOLDERS:
                    action = self.tr("Read them too")
                    self._add(Note(Tone.NOTE, words, action=action), self.inner_wanted)
                case RemarkKind.HIDDEN_ROWS:
                    action = self.tr("Leave them out")
                    self._add(Note(Tone.NOTE, words, action=action), self.hidden_unwanted)
                case _:
                    self._column.addWidget(Note(Tone.NOTE, words))
        self.setVisible(self._column.count() > 0)

    def _add(self, note: Note, wanted: SignalInstance) -> None:
        note.acted.connect(wanted)
        self._column.addWidget(note)
