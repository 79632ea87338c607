"""Asks for a film and the words that it is to say."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.services.input_files import Kind
from app.gui.texts.names import option_title
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, Tone, empty, label, scrolled, spaced
from app.gui.widgets.forms import DeclaredForm
from app.gui.widgets.setting_editors import FileEditor
from app.gui.widgets.translated import Translated
from talker.options.dub import DubOptions, DubRequest
from talker.options.spoken import VoiceOptions

_SIZE = QSize(560, 640)
_FIRST = ("engine", "extend", "ending", "film_sound")
_FILES = {"clip": Kind.REFERENCE, "speech": Kind.SPEECH}


class DubDialog(Translated, QDialog):
    """`chosen` brings the DubRequest, whose output lies in `folder`."""

    chosen = Signal(object)

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = folder
        self.form = DeclaredForm(DubOptions, _FIRST, VoiceOptions.model_fields)
        self.files = {
            name: FileEditor(DubRequest.model_fields[name], kind) for name, kind in _FILES.items()
        }
        self._titles = {name: label("soft") for name in _FILES}
        self._heading = label("heading", wrap=True)
        self._words = label("soft", wrap=True)
        self._notes = spaced(QVBoxLayout(), 0, GRID)
        self.take = Button("primary", "add")
        self._leave = Button("quiet")
        self._build()
        self.form.changed.connect(self._update)
        for field in self.files.values():
            field.changed.connect(self._update)
        self.take.clicked.connect(self._take)
        self._leave.clicked.connect(self.reject)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("New words for a film"))
        self._heading.setText(self.tr("New words for a film"))
        self._words.setText(
            self.tr(
                "The person in the film says something else. Only lips and chin are drawn anew; "
                "all else stays as it was filmed."
            )
        )
        for name, field in self.files.items():
            field.retranslate()
            self._titles[name].setText(option_title(field.info))
        self.take.say(self.tr("Add to queue"))
        self._leave.say(self.tr("Cancel"))
        self._update()

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), GRID * 2, GRID)
        column.addWidget(self._heading)
        column.addWidget(self._words)
        inside = QWidget()
        fields = spaced(QVBoxLayout(inside), 0, GRID)
        fields.setContentsMargins(0, 0, GRID * 3 // 2, 0)
        for name, field in self.files.items():
            field.setObjectName(f"file_{name}")
            fields.addWidget(self._titles[name])
            fields.addWidget(field)
        fields.addWidget(self.form)
        fields.addStretch()
        column.addWidget(scrolled(inside), 1)
        column.addLayout(self._notes)
        row = spaced(QHBoxLayout(), 0, GRID)
        row.addStretch()
        row.addWidget(self._leave)
        row.addWidget(self.take)
        column.addLayout(row)
        self.resize(_SIZE)

    def _update(self) -> None:
        given = all(field.value is not None for field in self.files.values())
        fits = self.form.valid and not self.form.options.lacks_label_reason
        self.take.setEnabled(given and fits)

    def _take(self) -> None:
        paths = {name: field.value for name, field in self.files.items() if field.value}
        missing = [path for path in paths.values() if not path.is_file()]
        empty(self._notes)
        for path in missing:
            words = self.tr("{name} is not there.").format(name=path.name)
            self._notes.addWidget(Note(Tone.PROBLEM, words, self.tr("Choose another file.")))
        if missing:
            return
        name = f"{paths['clip'].stem}_{paths['speech'].stem}.mp4"
        values = dict(self.form.options) | paths | {"output": self._folder / name}
        self.chosen.emit(DubRequest.model_validate(values))
        self.accept()
