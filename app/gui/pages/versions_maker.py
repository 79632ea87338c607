"""Asks how other versions of videos shall be, and puts them into the queue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.brands import OF_NO_BRAND, Brand
from app.gui.pages.brand_box import BrandBox
from app.gui.services.context import Context
from app.gui.services.enqueue import enqueue_versions
from app.gui.widgets.deliver_dialog import DeliverDialog
from talker.options.deliver import DeliverOptions, FinishOptions


class VersionsMaker(QObject):
    """Belongs to a page, whose window the dialog is shown over."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def ask(self, paths: Sequence[Path], options: DeliverOptions) -> None:
        """Opens the dialog with `options`; does nothing without videos."""
        if not paths:
            return
        dialog = DeliverDialog(options, [path.name for path in paths], self._page.window())
        brands = BrandBox(self._context)
        brands.chosen.connect(lambda: dialog.form.apply(_worn(brands.brand)))
        dialog.put_first(brands)
        dialog.chosen.connect(lambda chosen: self._make(paths, chosen))
        dialog.open()

    def _make(self, paths: Sequence[Path], options: DeliverOptions) -> None:
        # The subtitles are this video's; on the next one they would be wrong, burnt in for good.
        kept = options.model_copy(update={"subtitles": None, "second_subtitles": None})
        self._context.settings.change_window(version=kept)
        store = self._context.store
        self._context.tasks.run(
            lambda: enqueue_versions(store, paths, options),
            self._added,
            self._context.events.tell_error,
            owner=self,
        )

    def _added(self, jobs: list[int]) -> None:
        self._context.events.work_added.emit(jobs)
        self._context.events.tell.emit(
            self.tr("%n version(s) were added to the queue.", "", len(jobs))
        )


def _worn(brand: Brand | None) -> dict[str, Any]:
    """All options that a brand sets; without one they are the usual ones again."""
    finish = FinishOptions() if brand is None else brand.finish
    return {name: value for name, value in dict(finish).items() if name not in OF_NO_BRAND}
