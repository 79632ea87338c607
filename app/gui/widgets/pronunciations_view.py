"""The pronunciation dictionary in the settings: a table that can be edited and heard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.services.context import Context
from app.gui.services.input_files import Kind
from app.gui.texts.names import error_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, Tone, empty, label, spaced
from app.gui.widgets.file_choice import ask_file, ask_new_file
from app.gui.widgets.player import Player
from app.gui.widgets.translated import Translated
from app.preview.script_messages import SpeakScript, SpokenSample
from speech_gen.pronunciations import (
    Entry,
    Pronunciations,
    load_pronunciations,
    read_pronunciations,
    save_pronunciations,
    write_pronunciations,
)
from talker.errors import MouthpieceError
from talker.options.spoken import SayOptions

_HEIGHT = 180


class PronunciationsView(Translated, QWidget):
    """A row for each word: its language, the word, its sound. What is complete is kept at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.table = QTableWidget(0, 3)
        self.player = Player(picture=False)
        self._how = label("soft", wrap=True)
        self._add = Button("quiet", "add")
        self._remove = Button("quiet", "delete")
        self._listen = Button("quiet", "play")
        self._import = Button("quiet", "open")
        self._export = Button("quiet", "download")
        self._notes = spaced(QVBoxLayout(), 0, GRID)
        self._build()
        self.retranslate()

    def look(self) -> None:
        """Shows what is kept."""
        try:
            self._show(load_pronunciations(self._context.home))
        except MouthpieceError as error:
            self._fail(error)

    @property
    def pronunciations(self) -> Pronunciations:
        """Those of the table's complete rows; InputError DICTIONARY_INVALID for a wrong one."""
        rows = [self._cells(row) for row in range(self.table.rowCount())]
        return Pronunciations().having(*(Entry(*cells) for cells in rows if all(cells)))

    def listen(self) -> None:
        """Speaks the word of the row in front."""
        language, word, sound = self._cells(self.table.currentRow())
        if language and word and sound:
            question = SpeakScript(text=word, options=SayOptions(language=language))
            self._context.preview.ask(question, SpokenSample, self._play, self._fail, owner=self)

    @override
    def retranslate(self) -> None:
        self.table.setHorizontalHeaderLabels(
            [self.tr("Language"), self.tr("Word"), self.tr("Sound")]
        )
        self.table.setAccessibleName(self.tr("Pronunciations"))
        self._how.setText(
            self.tr("How words sound that a voice says wrongly: another spelling, or /phonemes/.")
        )
        self._add.say(self.tr("Add a word"))
        self._remove.say(self.tr("Remove"))
        self._listen.say(self.tr("Listen"), self.tr("Hear the chosen word"))
        self._import.say(self.tr("Import…"), self.tr("Take the words of a file"))
        self._export.say(self.tr("Export…"), self.tr("Write the words to a file"))

    def _build(self) -> None:
        self.table.setObjectName("pronunciations")  # for the style sheet
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setMinimumHeight(_HEIGHT)
        column = spaced(QVBoxLayout(self), 0, GRID)
        column.addWidget(self._how)
        column.addWidget(self.table)
        row = spaced(QHBoxLayout(), 0, GRID)
        for button in (self._add, self._remove, self._listen, self._import, self._export):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        self.player.hide()
        column.addWidget(self.player)
        column.addLayout(self._notes)
        self.table.cellChanged.connect(self._keep)
        self._add.clicked.connect(self.add_row)
        self._remove.clicked.connect(self._remove_row)
        self._listen.clicked.connect(self.listen)
        self._import.clicked.connect(self._choose_import)
        self._export.clicked.connect(self._choose_export)

    def add_row(self) -> None:
        """An empty row, to be filled."""
        row = self.table.rowCount()
        self._insert(row, ("", "", ""))
        self.table.setCurrentCell(row, 0)
        first = self.table.item(row, 0)
        assert first is not None  # inserted just now
        self.table.editItem(first)

    def take_file(self, path: Path) -> None:
        """Adds the words of a file."""
        try:
            merged = self.pronunciations.having(*read_pronunciations(path).entries)
            save_pronunciations(merged, self._context.home)
        except MouthpieceError as error:
            self._fail(error)
        else:
            self._show(merged)

    def _cells(self, row: int) -> tuple[str, str, str]:
        cells = [self.table.item(row, column) for column in range(3)] if row >= 0 else [None] * 3
        language, word, sound = ("" if cell is None else cell.text().strip() for cell in cells)
        return language, word, sound

    def _insert(self, row: int, cells: tuple[str, str, str]) -> None:
        self.table.blockSignals(True)
        self.table.insertRow(row)
        for column, text in enumerate(cells):
            self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.blockSignals(False)

    def _show(self, pronunciations: Pronunciations) -> None:
        empty(self._notes)
        self.table.setRowCount(0)
        for row, entry in enumerate(pronunciations.entries):
            self._insert(row, (entry.language, entry.word, entry.sound))

    def _remove_row(self) -> None:
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
            self._keep()

    def _keep(self) -> None:
        empty(self._notes)
        try:
            save_pronunciations(self.pronunciations, self._context.home)
        except MouthpieceError as error:
            self._fail(error)

    def _choose_import(self) -> None:
        path = ask_file(self, Kind.WORDS)
        if path is not None:
            self.take_file(path)

    def _choose_export(self) -> None:
        path = ask_new_file(self, Kind.WORDS, self.tr("Save the list of words"), "words.csv")
        if path is not None:
            try:
                write_pronunciations(self.pronunciations, path)
            except MouthpieceError as error:
                self._fail(error)

    def _play(self, sample: SpokenSample) -> None:
        self.player.show()
        self.player.open(sample.path, play=True)

    def _fail(self, error: MouthpieceError) -> None:
        empty(self._notes)
        self._notes.addWidget(Note(Tone.PROBLEM, *error_words(error)))
