"""Chooses a brand, and makes, changes, hands on and removes brands."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from app.brands import (
    BRAND_SUFFIX,
    Brand,
    brand_names,
    export_brand,
    import_brand,
    load_brand,
    remove_brand,
    save_brand,
)
from app.gui.services.context import Context
from app.gui.services.input_files import Kind
from app.gui.texts.names import error_words
from app.gui.widgets.basic import IconButton, label, spaced
from app.gui.widgets.brand_dialog import BrandDialog
from app.gui.widgets.editors import calm
from app.gui.widgets.file_choice import ask_file, ask_new_file
from app.gui.widgets.messages import MessageBox
from app.gui.widgets.translated import Translated
from talker.errors import MouthpieceError
from talker.options.render import RenderOptions


class BrandBox(Translated, QWidget):
    """`chosen` when the user has chosen another brand, or none; `known` when they were read."""

    chosen = Signal()
    known = Signal()

    def __init__(self, context: Context, *, titled: bool = True) -> None:
        super().__init__()
        self._context = context
        self._brands: list[Brand] = []
        self._wanted = ""  # until the brands are known
        self._made: str | None = None  # what was just made here, to be chosen once it is read
        self._title = label("soft")
        self.box = QComboBox()
        calm(self.box)
        self._more = IconButton("dots")
        self.menu = QMenu(self)
        column = spaced(QVBoxLayout(self), 0, 4)
        if titled:
            column.addWidget(self._title)
        row = spaced(QHBoxLayout(), 0, 4)
        row.addWidget(self.box, 1)
        row.addWidget(self._more)
        column.addLayout(row)
        self._more.clicked.connect(self._offer)
        self.box.activated.connect(self._activated)
        context.events.brands_changed.connect(self.refresh)
        self.refresh()
        self.retranslate()

    @property
    def brand(self) -> Brand | None:
        """The one that is shown."""
        return next((one for one in self._brands if one.name == self._wanted), None)

    @property
    def name(self) -> str:
        """Its name, also while it is still to be read; empty for none."""
        return self._wanted

    def bearing(self, options: RenderOptions) -> Brand | None:
        """The brand that these options bear; of several the one that makes the most."""
        found = [brand for brand in self._brands if brand.shown_by(options)]
        return max(found, key=lambda brand: len(brand.deliverables), default=None)

    def show_name(self, name: str) -> None:
        """Shows a brand, or none, without a signal."""
        self._wanted = name
        self.box.setCurrentIndex(max(0, self.box.findData(name)))

    def refresh(self) -> None:
        """Reads the brands anew."""
        home = self._context.home
        self._context.tasks.run(lambda: _readable(home), self._fill, self._tell, owner=self)

    def edit(self, brand: Brand | None) -> None:
        """Opens the dialog for a brand, or for a new one."""
        dialog = BrandDialog(brand, [one.name for one in self._brands], self.window())
        dialog.chosen.connect(lambda made: self._save(made, brand))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @override
    def retranslate(self) -> None:
        self._title.setText(self.tr("Brand"))
        self.box.setAccessibleName(self.tr("Brand"))
        self.box.setToolTip(self.tr("Logo, films, music, captions and shapes by name"))
        self._more.say(self.tr("Make, change and hand on brands"))
        self._fill(self._brands)

    def _fill(self, brands: list[Brand]) -> None:
        self._brands = brands
        self.box.clear()
        self.box.addItem(self.tr("No brand"), "")
        for brand in brands:
            self.box.addItem(brand.name, brand.name)
        made, self._made = self._made, None
        self.show_name(self._wanted if made is None else made)
        self.known.emit() if made is None else self.chosen.emit()

    def _activated(self) -> None:
        self._wanted = str(self.box.currentData())
        self.chosen.emit()

    def _offer(self) -> None:
        self.menu.clear()
        self.menu.addAction(self.tr("New brand…"), lambda: self.edit(None))
        self.menu.addAction(self.tr("Import…"), self._ask_import)
        brand = self.brand
        if brand is not None:
            self.menu.addSeparator()
            self.menu.addAction(self.tr("Change…"), lambda: self.edit(brand))
            self.menu.addAction(self.tr("Export…"), lambda: self._ask_export(brand))
            self.menu.addAction(self.tr("Remove…"), lambda: self._ask_remove(brand))
        self.menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _save(self, brand: Brand, before: Brand | None) -> None:
        home = self._context.home

        def save() -> Brand:
            saved = save_brand(brand, home, replace_old=before is not None)
            if before is not None and before.name.casefold() != saved.name.casefold():
                remove_brand(before.name, home)
            return saved

        self._do(save)

    def _ask_import(self) -> None:
        path = ask_file(self, Kind.BRAND)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Takes a brand from a file that somebody handed on."""
        home = self._context.home
        self._do(lambda: import_brand(path, home))

    def _ask_export(self, brand: Brand) -> None:
        title, usual = self.tr("Export the brand"), f"{brand.name}{BRAND_SUFFIX}"
        path = ask_new_file(self, Kind.BRAND, title, usual)
        if path is not None:
            self._context.tasks.run(lambda: export_brand(brand, path), None, self._tell, owner=self)

    def _ask_remove(self, brand: Brand) -> None:
        question = self.tr("Remove the brand {name}? Finished videos stay as they are.")
        if MessageBox.ask(self, self.tr("Remove"), question.format(name=brand.name)):
            home = self._context.home
            self._do(lambda: remove_brand(brand.name, home))

    def _do(self, work: Callable[[], Brand | None]) -> None:
        self._context.tasks.run(work, self._done, self._tell, owner=self)

    def _done(self, brand: Brand | None) -> None:
        self._made = "" if brand is None else brand.name
        self._context.events.brands_changed.emit()

    def _tell(self, error: MouthpieceError) -> None:
        self._context.events.tell.emit(" ".join(error_words(error)))


def _readable(home: Path) -> list[Brand]:
    """All brands that can be used; `mouthpiece brand list` says what is wrong with the others."""
    found = []
    for name in brand_names(home):
        with suppress(MouthpieceError):
            found.append(load_brand(name, home))
    return found
