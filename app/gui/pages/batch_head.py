"""What all rows of a batch have in common: pairing, preset, names, folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.batch.name_template import DEFAULT_TEMPLATE
from app.batch.pairing import Pair
from app.gui.texts.choices import preset_title
from app.gui.texts.option_words import named_options
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, IconButton, label, restyle, spaced
from app.gui.widgets.editors import calm
from app.gui.widgets.file_choice import ask_folder
from app.gui.widgets.flow import Flow
from app.preview.batch_messages import BatchRows
from talker.options.engines import STORED
from talker.options.render import RenderOptions

_USUAL = "standard"
_NAME_WIDTH = 200  # of the template that the names are made of


class BatchHead(QWidget):
    """`changed` when the plan must be made anew, `pairing_changed` when the rows must be;
    `options_wanted` when the user wants to change options of all rows."""

    changed = Signal()
    pairing_changed = Signal()
    options_wanted = Signal()

    def __init__(self, brands: QWidget) -> None:
        super().__init__()
        self.folder: Path | None = None  # None: where the source suggests
        self._suggested = Path()
        self._presets: Sequence[str] = ()
        self._wanted = _USUAL  # until the presets are known
        self._pair = QComboBox()
        self._preset = QComboBox()
        self.options: dict[str, object] = {}  # of all rows, as JSON has them
        self.change_options = IconButton("settings")
        self._options_words = label("soft", wrap=True)
        self._forget = IconButton("close")
        self.name = QLineEdit(DEFAULT_TEMPLATE)
        self._place = Button("", "folder")
        self._problem = label("bad", wrap=True)
        self._titles = [label("soft") for _ in range(5)]
        for box in (self._pair, self._preset):
            calm(box)
        self.name.setMinimumWidth(_NAME_WIDTH)
        row = Flow()
        fields = (self._pair, self._preset_row(), brands, self.name, self._place)
        for title, field in zip(self._titles, fields, strict=True):
            whole = QWidget()
            titled = spaced(QVBoxLayout(whole), 0, GRID // 2)
            titled.addWidget(title)
            titled.addWidget(field)
            row.addWidget(whole)
        column = spaced(QVBoxLayout(self), 0, GRID // 2)
        column.addLayout(row)
        own = spaced(QHBoxLayout(), 0, GRID)
        own.addWidget(self._options_words, 1)
        own.addWidget(self._forget)
        column.addLayout(own)
        column.addWidget(self._problem)
        self._problem.hide()
        self.change_options.clicked.connect(self.options_wanted)
        self._forget.clicked.connect(lambda: self.choose_options({}))
        self._pair.activated.connect(self.pairing_changed)
        self._preset.activated.connect(self.changed)
        self.name.textEdited.connect(self.changed)
        self._place.clicked.connect(self._choose)
        self.retranslate()

    @property
    def pair(self) -> Pair:
        """How portraits and recordings of a folder come together."""
        return Pair(self._pair.currentData() or Pair.AUTO)

    @property
    def preset(self) -> str:
        """The preset of rows that name none; empty without one."""
        return str(self._preset.currentData() or "")

    @property
    def template(self) -> str:
        """The template of the videos' names."""
        return self.name.text().strip() or DEFAULT_TEMPLATE

    def reset(self) -> None:
        """A new source: nothing of the last one counts."""
        self.folder = None
        self.show_options({})
        self._pair.setCurrentIndex(0)
        self.show_problem("")

    def show_choices(self, pair: Pair, preset: str, template: str, folder: Path | None) -> None:
        """What was chosen at another time, without a signal."""
        self._pair.setCurrentIndex(max(0, self._pair.findData(pair.value)))
        self._wanted = preset
        self._preset.setCurrentIndex(self._preset.findData(preset))
        self.name.setText(template)
        self.folder = folder

    def show_options(self, options: Mapping[str, object]) -> None:
        """What counts for all rows before the preset, without a signal."""
        self.options = dict(options)
        chosen = RenderOptions.model_validate(self.options, context=STORED)
        words = ", ".join(named_options(chosen, self.options))
        self._options_words.setText(self.tr("For all rows: {options}").format(options=words))
        for widget in (self._options_words, self._forget):
            widget.setVisible(bool(self.options))

    def choose_options(self, options: Mapping[str, object]) -> None:
        """As the dialog does."""
        self.show_options(options)
        self.changed.emit()

    def set_presets(self, names: Sequence[str]) -> None:
        """Offers these presets; the chosen one stays chosen while it is among them."""
        chosen = self.preset or self._wanted
        self._presets = names
        self._preset.clear()
        for name in names:
            self._preset.addItem(preset_title(name), name)
        self._preset.setCurrentIndex(max(0, self._preset.findData(chosen)))

    def choose_preset(self, name: str) -> None:
        """As a click does."""
        self._preset.setCurrentIndex(self._preset.findData(name))
        self.changed.emit()

    def choose_pair(self, pair: Pair) -> None:
        """As a click does."""
        self._pair.setCurrentIndex(self._pair.findData(pair.value))
        self.pairing_changed.emit()

    def choose_folder(self, folder: Path) -> None:
        """Where the videos go."""
        self.folder = folder
        self._say_folder()
        self.changed.emit()

    def show_read(self, rows: BatchRows) -> None:
        """What fits the source that was read."""
        self._suggested = rows.folder
        self._pair.setEnabled(rows.pair is not None)
        self._say_folder()

    def show_problem(self, text: str) -> None:
        """What is wrong with the name, or ""."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.name.setProperty("wrong", "true" if text else "false")
        restyle(self.name)

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        names: list[QLabel] = self._titles
        for title, text in zip(
            names,
            (
                self.tr("Who speaks what"),
                self.tr("Preset"),
                self.tr("Brand"),
                self.tr("Names"),
                self.tr("Folder"),
            ),
            strict=True,
        ):
            title.setText(text)
        pair = self._pair.currentData()
        self._pair.clear()
        for value, text in (
            (Pair.AUTO, self.tr("As it fits")),
            (Pair.ONE, self.tr("One portrait speaks all")),
            (Pair.STEM, self.tr("Files of the same name")),
            (Pair.ALL, self.tr("Every portrait speaks all")),
        ):
            self._pair.addItem(text, value.value)
        self._pair.setCurrentIndex(max(0, self._pair.findData(pair)))
        self.set_presets(self._presets)
        for widget, text in (
            (self._pair, self.tr("Which portrait speaks which recording")),
            (self._preset, self.tr("Options of all rows that name no preset of their own")),
            (
                self.name,
                self.tr("Made of {portrait}, {speech}, {name}, {preset}, {batch} and {n:03}"),
            ),
        ):
            widget.setToolTip(text)
            widget.setAccessibleName(text)
        self.change_options.say(self.tr("Options of all rows…"))
        self._forget.say(self.tr("As the preset says"))
        self.show_options(self.options)
        self._say_folder()

    def _preset_row(self) -> QWidget:
        whole = QWidget()
        row = spaced(QHBoxLayout(whole), 0, 4)
        row.addWidget(self._preset, 1)
        row.addWidget(self.change_options)
        return whole

    def _say_folder(self) -> None:
        folder = self.folder or self._suggested
        self._place.say_name(folder.name or self.tr("Folder"), str(folder))

    def _choose(self) -> None:
        folder = ask_folder(self, self.tr("Folder for videos"), self.folder or self._suggested)
        if folder is not None:
            self.choose_folder(folder)
