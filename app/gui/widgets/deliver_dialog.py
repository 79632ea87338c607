"""Asks for the options of another version of finished videos."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.texts.versions import version_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, Tone, empty, fields_column, label, scrolled, spaced
from app.gui.widgets.deliver_form import DeliverForm
from app.gui.widgets.translated import Translated
from talker.options.deliver import DeliverOptions

_SIZE = QSize(520, 640)


class DeliverDialog(Translated, QDialog):
    """`chosen` brings the DeliverOptions. `names` are the videos; none while they are not made."""

    chosen = Signal(object)

    def __init__(self, options: DeliverOptions, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names
        self.form = DeliverForm()
        self.form.set_options(options)
        self._heading = label("heading", wrap=True)
        self._words = label("soft", wrap=True)
        self._said = label("faint", wrap=True)
        self._notes = spaced(QVBoxLayout(), 0, GRID)
        self.take = Button("primary", "add" if names else "check")
        self._leave = Button("quiet")
        self._build()
        self.form.changed.connect(self._update)
        self.take.clicked.connect(self._take)
        self._leave.clicked.connect(self.reject)
        self.retranslate()
        self._update()

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Another version"))
        if len(self._names) > 1:
            self._heading.setText(self.tr("Another version of %n video(s)", "", len(self._names)))
        elif self._names:
            self._heading.setText(self.tr("Another version of {name}").format(name=self._names[0]))
        else:
            self._heading.setText(self.tr("A further file of the same video"))
        self._words.setText(
            self.tr("The face is not drawn again, so this is quick. The video itself stays.")
        )
        self.take.say(self.tr("Add to queue") if self._names else self.tr("Use these options"))
        self._leave.say(self.tr("Cancel"))
        self._update()

    def put_first(self, widget: QWidget) -> None:
        """Something above the options, such as a choice that sets several of them."""
        self._fields.insertWidget(0, widget)

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), GRID * 2, GRID)
        column.addWidget(self._heading)
        column.addWidget(self._words)
        inside, self._fields = fields_column()
        self._fields.addWidget(self.form)
        self._fields.addStretch()
        column.addWidget(scrolled(inside), 1)
        column.addLayout(self._notes)
        row = spaced(QHBoxLayout(), 0, GRID)
        row.addWidget(self._said, 1)
        row.addWidget(self._leave)
        row.addWidget(self.take)
        column.addLayout(row)
        self.resize(_SIZE)

    def _update(self) -> None:
        self._said.setText(version_words(self.form.options))
        self.take.setEnabled(self.form.valid)

    def _take(self) -> None:
        missing = self.form.missing_files()
        empty(self._notes)
        for path in missing:
            words = self.tr("{name} is not there.").format(name=path.name)
            self._notes.addWidget(Note(Tone.PROBLEM, words, self.tr("Choose another file.")))
        if not missing:
            self.chosen.emit(self.form.options)
            self.accept()
