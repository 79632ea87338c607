"""Makes a brand, or changes one: what is wrong is said in the dialog, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)
from typing_extensions import override

from app.brands import OF_NO_BRAND, Brand
from app.file_names import safe_name
from app.gui.texts.choices import choice_title
from app.gui.theme import GRID
from app.gui.widgets.basic import label, spaced
from app.gui.widgets.deliver_form import DeliverForm
from app.gui.widgets.dialog import Dialog
from app.gui.widgets.editors import calm
from talker.options.ai_label import Corner
from talker.options.deliver import Aspect, DeliverOptions, FinishOptions, Resolution
from talker.options.deliver_spec import read_spec, write_spec

_SIZE = QSize(560, 660)
_SHAPES = (Aspect.WIDE, Aspect.TALL, Aspect.SQUARE, Aspect.UPRIGHT)
_HIDDEN = OF_NO_BRAND | (DeliverOptions.model_fields.keys() - FinishOptions.model_fields.keys())


class BrandDialog(Dialog):
    """`chosen` brings the Brand. `taken` are the names of others, which it cannot have."""

    chosen = Signal(object)

    def __init__(self, brand: Brand | None, taken: Collection[str], parent: QWidget) -> None:
        super().__init__(parent, "check", _SIZE)
        self._before = brand
        self._taken = {name.casefold() for name in taken}
        self.name = QLineEdit(brand.name if brand else "")
        self.description = QLineEdit(brand.description if brand else "")
        self.corner = QComboBox()
        calm(self.corner)
        self.shapes = {shape: QCheckBox(shape.value) for shape in _SHAPES}
        self.form = DeliverForm(hidden=_HIDDEN)
        self._titles = [QLabel() for _ in range(4)]
        self._problem = label("bad", wrap=True)
        self._build()
        self._show(brand or Brand(""))
        self.name.textChanged.connect(self._update)
        self.form.changed.connect(self._update)
        self.retranslate()

    @property
    def brand(self) -> Brand:
        """The brand as it is edited."""
        values = dict(self.form.options).items()
        finish = {name: value for name, value in values if name not in _HIDDEN}
        corner = self.corner.currentData()
        shapes = [shape for shape, box in self.shapes.items() if box.isChecked()]
        return Brand(
            self.name.text().strip(),
            self.description.text().strip(),
            FinishOptions(**finish),
            tuple(
                write_spec(DeliverOptions(aspect=shape, resolution=Resolution.P1080))
                for shape in shapes
            ),
            Corner(corner) if corner else None,
        )

    @override
    def retranslate(self) -> None:
        self.say(
            self.tr("Brand"),
            self.tr(
                "Logo, films, music, captions and shapes under one name. Files are copied, so that "
                "the brand moves as a whole."
            ),
            self.tr("Save"),
        )
        names = self.tr("Name"), self.tr("What for"), self.tr("Shapes"), self.tr("Label")
        for title, text in zip(self._titles, names, strict=True):
            title.setText(text)
        for field, text in zip((self.name, self.description), names[:2], strict=True):
            field.setAccessibleName(text)
            field.setToolTip(text)
        for shape, box in self.shapes.items():
            tip = self.tr("A further file of every video in the shape {shape}")
            box.setToolTip(tip.format(shape=shape.value))
            box.setAccessibleName(shape.value)
        self.corner.setAccessibleName(self.tr("Corner of the label"))
        self.corner.setToolTip(self.tr("Corner of the label"))
        chosen = self.corner.currentData()
        self.corner.clear()
        self.corner.addItem(self.tr("As the video"), None)
        for corner in Corner:
            self.corner.addItem(choice_title(corner), corner)
        self.corner.setCurrentIndex(max(0, self.corner.findData(chosen)))
        self._update()

    def _build(self) -> None:
        own = QFormLayout()
        own.setSpacing(GRID)
        shapes = spaced(QHBoxLayout(), 0, GRID)
        for box in self.shapes.values():
            shapes.addWidget(box)
        shapes.addStretch()
        own.addRow(self._titles[0], self.name)
        own.addRow(self._titles[1], self.description)
        own.addRow(self._titles[2], shapes)
        own.addRow(self._titles[3], self.corner)
        fields = self.add_scrolled()
        fields.insertLayout(0, own)
        fields.insertWidget(1, self.form)
        self.inside.addWidget(self._problem)

    def _show(self, brand: Brand) -> None:
        # In another shape everything that a brand sets means something.
        self.form.set_options(DeliverOptions(**dict(brand.finish) | {"aspect": Aspect.TALL}))
        wanted = {read_spec(spec).aspect for spec in brand.shapes}
        for shape, box in self.shapes.items():
            box.setChecked(shape in wanted)
        self.corner.addItem("", brand.corner)

    def _update(self) -> None:
        name = self.name.text().strip()
        own = self._before is not None and name.casefold() == self._before.name.casefold()
        words = ""
        if name and safe_name(name) != name:
            words = self.tr('Leave out the signs < > : " / \\ | ? * and use at most 200 letters.')
        elif name.casefold() in self._taken and not own:
            words = self.tr("There is a brand {name} already.").format(name=name)
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.take.setEnabled(bool(name) and not words and self.form.valid)

    @override
    def finish(self) -> None:
        if not self.lacks(self.form.missing_files()):
            self.chosen.emit(self.brand)
            self.accept()
