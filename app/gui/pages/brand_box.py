"""Chooses a brand, and makes, changes, hands on and removes brands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
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
from app.gui.pages.named_box import NamedBox, readable
from app.gui.services.context import Context
from app.gui.services.input_files import Kind
from app.gui.widgets.file_choice import ask_file, ask_new_file
from app.gui.widgets.messages import MessageBox
from talker.options.render import RenderOptions


class BrandBox(NamedBox):
    """`chosen` when the user has chosen another brand, or none; `known` when they were read."""

    chosen = Signal()
    known = Signal()

    def __init__(self, context: Context, *, titled: bool = True) -> None:
        super().__init__(context, titled=titled)
        self._brands: Sequence[Brand] = []
        self._wanted = ""  # until the brands are known
        self._made: str | None = None  # what was just made here, to be chosen once it is read
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

    @override
    def read(self, home: Path) -> list[Brand]:
        return readable(brand_names(home), load_brand, home)

    def edit(self, brand: Brand | None) -> None:
        """Opens the dialog for a brand, or for a new one."""
        from app.gui.widgets.brand_dialog import BrandDialog  # not while the page is made

        dialog = BrandDialog(brand, [one.name for one in self._brands], self.window())
        dialog.chosen.connect(lambda made: self._save(made, brand))
        dialog.open()

    @override
    def retranslate(self) -> None:
        self.title.setText(self.tr("Brand"))
        self.box.setAccessibleName(self.tr("Brand"))
        self.box.setToolTip(self.tr("Logo, films, music, captions and shapes by name"))
        self.more.say(self.tr("Make, change and hand on brands"))
        self.fill(self._brands)

    @override
    def fill(self, found: Sequence[Brand]) -> None:
        self._brands = found
        self.box.clear()
        self.box.addItem(self.tr("No brand"), "")
        for brand in found:
            self.box.addItem(brand.name, brand.name)
        made, self._made = self._made, None
        self.show_name(self._wanted if made is None else made)
        self.known.emit() if made is None else self.chosen.emit()

    @override
    def activated(self, index: int) -> None:
        del index
        self._wanted = str(self.box.currentData())
        self.chosen.emit()

    @override
    def fill_menu(self) -> None:
        self.menu.addAction(self.tr("New brand…"), lambda: self.edit(None))
        self.menu.addAction(self.tr("Import…"), self._ask_import)
        brand = self.brand
        if brand is not None:
            self.menu.addSeparator()
            self.menu.addAction(self.tr("Change…"), lambda: self.edit(brand))
            self.menu.addAction(self.tr("Export…"), lambda: self._ask_export(brand))
            self.menu.addAction(self.tr("Remove…"), lambda: self._ask_remove(brand))

    def _save(self, brand: Brand, before: Brand | None) -> None:
        home = self.context.home

        def save() -> Brand:
            saved = save_brand(brand, home, replace_old=before is not None)
            if before is not None and before.name.casefold() != saved.name.casefold():
                remove_brand(before.name, home)
            return saved

        self.do(save, self._done)

    def _ask_import(self) -> None:
        path = ask_file(self, Kind.BRAND)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Takes a brand from a file that somebody handed on."""
        home = self.context.home
        self.do(lambda: import_brand(path, home), self._done)

    def _ask_export(self, brand: Brand) -> None:
        title, usual = self.tr("Export the brand"), f"{brand.name}{BRAND_SUFFIX}"
        path = ask_new_file(self, Kind.BRAND, title, usual)
        if path is not None:
            self.do(lambda: export_brand(brand, path))

    def _ask_remove(self, brand: Brand) -> None:
        question = self.tr("Remove the brand {name}? Finished videos stay as they are.")
        if MessageBox.ask(self, self.tr("Remove"), question.format(name=brand.name)):
            home = self.context.home
            self.do(lambda: remove_brand(brand.name, home), self._done)

    def _done(self, brand: Brand | None) -> None:
        self._made = "" if brand is None else brand.name
        self.context.events.brands_changed.emit()
