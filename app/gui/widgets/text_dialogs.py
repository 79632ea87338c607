"""Asks for a text of several lines, and for how speech is to be written down."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.theme import GRID
from app.gui.widgets.basic import Button, label, spaced
from app.gui.widgets.forms import DeclaredForm
from app.gui.widgets.translated import Translated
from talker.options.transcribe import TranscribeOptions

_SIZE = QSize(520, 460)


class _Dialog(Translated, QDialog):
    """A heading, an explanation, something to fill in, and two buttons."""

    def __init__(self, parent: QWidget, icon_name: str) -> None:
        super().__init__(parent)
        self._heading = label("heading", wrap=True)
        self._words = label("soft", wrap=True)
        self.inside = spaced(QVBoxLayout(), 0, GRID)
        self.take = Button("primary", icon_name)
        self.leave = Button("quiet")
        column = spaced(QVBoxLayout(self), GRID * 2, GRID)
        column.addWidget(self._heading)
        column.addWidget(self._words)
        column.addLayout(self.inside, 1)
        self.row = spaced(QHBoxLayout(), 0, GRID)
        self.row.addStretch()
        self.row.addWidget(self.leave)
        self.row.addWidget(self.take)
        column.addLayout(self.row)
        self.leave.clicked.connect(self.reject)

    def say(self, title: str, words: str, take: str) -> None:
        """Sets the texts."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        self._words.setText(words)
        self.take.say(take)
        self.leave.say(self.tr("Cancel"))


class TranslationDialog(_Dialog):
    """`given` brings a translation, `file_wanted` that it is in a file."""

    given = Signal(str)
    file_wanted = Signal()

    def __init__(self, rows: int, usual: str, parent: QWidget) -> None:
        super().__init__(parent, "check")
        self._rows = rows
        self.text = QPlainTextEdit(usual)
        self.file = Button("quiet", "file")
        self.inside.addWidget(self.text, 1)
        self.row.insertWidget(0, self.file)
        self.resize(_SIZE)
        self.take.clicked.connect(self._take)
        self.file.clicked.connect(self._want_file)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.say(
            self.tr("Second language"),
            self.tr(
                "Paste the translation: one line for each of the %n row(s), or the text as it is; "
                "then it is divided as the rows are. Empty removes it.",
                "",
                self._rows,
            ),
            self.tr("Put it below"),
        )
        self.text.setAccessibleName(self.tr("Translation"))
        self.file.say(self.tr("From a file…"))

    def _take(self) -> None:
        self.given.emit(self.text.toPlainText())
        self.accept()

    def _want_file(self) -> None:
        self.reject()
        self.file_wanted.emit()


class RecogniseDialog(_Dialog):
    """`chosen` brings TranscribeOptions; `replaces`: what is there is lost, but can be undone."""

    chosen = Signal(object)

    def __init__(self, options: TranscribeOptions, parent: QWidget, *, replaces: bool) -> None:
        super().__init__(parent, "microphone")
        self._replaces = replaces
        self.form = DeclaredForm(TranscribeOptions, tuple(TranscribeOptions.model_fields))
        self.form.set_options(options)
        self.inside.addWidget(self.form)
        self.inside.addStretch()
        self.take.clicked.connect(self._take)
        self.form.changed.connect(lambda: self.take.setEnabled(self.form.valid))
        self.retranslate()

    @override
    def retranslate(self) -> None:
        words = self.tr(
            "What is said is written down on this computer, with the time of each word."
        )
        if self._replaces:
            words += " " + self.tr("It takes the place of the captions that are there.")
        self.say(self.tr("Write down what is said"), words, self.tr("Begin"))
        self.form.retranslate()

    def _take(self) -> None:
        self.chosen.emit(self.form.options)
        self.accept()
