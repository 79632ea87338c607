"""Asks for a text of several lines, and for how speech is to be written down."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from app.gui.widgets.basic import Button
from app.gui.widgets.dialog import Dialog
from app.gui.widgets.forms import DeclaredForm
from talker.options.transcribe import TranscribeOptions

_SIZE = QSize(520, 460)


class TranslationDialog(Dialog):
    """`given` brings a translation, `file_wanted` that it is in a file."""

    given = Signal(str)
    file_wanted = Signal()

    def __init__(self, rows: int, usual: str, parent: QWidget) -> None:
        super().__init__(parent, "check", _SIZE)
        self._rows = rows
        self.text = QPlainTextEdit(usual)
        self.file = Button("quiet", "file")
        self.inside.addWidget(self.text, 1)
        self.add_button(self.file)
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

    @override
    def finish(self) -> None:
        self.given.emit(self.text.toPlainText())
        self.accept()

    def _want_file(self) -> None:
        self.reject()
        self.file_wanted.emit()


class RecogniseDialog(Dialog):
    """`chosen` brings TranscribeOptions; `replaces`: what is there is lost, but can be undone."""

    chosen = Signal(object)

    def __init__(self, options: TranscribeOptions, parent: QWidget, *, replaces: bool) -> None:
        super().__init__(parent, "microphone")
        self._replaces = replaces
        self.form = DeclaredForm(TranscribeOptions, tuple(TranscribeOptions.model_fields))
        self.form.set_options(options)
        self.inside.addWidget(self.form)
        self.inside.addStretch()
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

    @override
    def finish(self) -> None:
        self.chosen.emit(self.form.options)
        self.accept()
