"""Sets of models by what they are for, each with one button that gets all of it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget
from typing_extensions import override

from app.gui.services.context import Context
from app.gui.texts.offers import Offer
from app.gui.texts.sizes import size_text
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Picture, label, spaced
from app.gui.widgets.translated import Translated
from app.models.status import ModelStatus


class ModelOffers(Translated, QWidget):
    """A line for each offer; `only_missing` leaves out what is here already."""

    def __init__(
        self, context: Context, offers: Iterable[Offer], *, only_missing: bool = False
    ) -> None:
        super().__init__()
        self._context = context
        self._only_missing = only_missing
        grid = spaced(QGridLayout(self), 0, GRID)
        grid.setColumnStretch(1, 1)
        self._lines = [_Line(context, offer, grid) for offer in offers]
        context.models.changed.connect(self._show)
        context.models.moved.connect(self._show)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        for line in self._lines:
            line.retranslate()
        self._show()

    def _show(self) -> None:
        known = {status.model.id: status for status in self._context.models.statuses}
        shown = [line.show(known, only_missing=self._only_missing) for line in self._lines]
        if self.parent() is not None or not any(shown):  # without a place it would be a window
            self.setVisible(any(shown))


class _Line:
    """One row of the grid."""

    def __init__(self, context: Context, offer: Offer, grid: QGridLayout) -> None:
        self._context = context
        self._offer = offer
        self._missing: list[str] = []
        self._icon = Picture(offer.icon_name, 20, "accent")
        self._words = label("", wrap=True)
        self._state = label("soft")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self.button = Button("", "download")
        self.button.setObjectName(f"offer_{offer.key}")
        row = grid.rowCount()
        for column, widget in enumerate(self._widgets()):
            grid.addWidget(widget, row, column)
        self.button.clicked.connect(self._get)

    def retranslate(self) -> None:
        """Sets all texts anew."""
        self._words.setText(self._offer.words)
        self.button.say(QCoreApplication.translate("ModelOffers", "Get"), self._offer.words)
        self._bar.setAccessibleName(self._offer.words)

    def show(self, known: dict[str, ModelStatus], *, only_missing: bool) -> bool:
        """How it stands; whether it is shown at all."""
        found = [known[name] for name in self._offer.models if name in known]
        ready = bool(found) and all(status.ready for status in found)
        ready |= any(known[name].ready for name in self._offer.or_else if name in known)
        self._missing = [] if ready else [one.model.id for one in found if not one.ready]
        shown = bool(found) and not (ready and only_missing)
        under_way = self._show_progress(found)
        for widget in self._widgets():
            widget.setVisible(shown)
        self._bar.setVisible(shown and under_way)
        self.button.setVisible(shown and bool(self._missing) and not under_way)
        size = sum(status.size - status.present for status in found)
        self._state.setText(
            QCoreApplication.translate("ModelOffers", "ready") if ready else size_text(size)
        )
        return shown

    def _show_progress(self, found: list[ModelStatus]) -> bool:
        """Whether any of it is being fetched."""
        activities = [self._context.models.activity(status.model.id) for status in found]
        running = [one for one in activities if one is not None and one.running]
        total = sum(one.total for one in running)
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(round(1000 * sum(one.done for one in running) / max(1, total)))
        return bool(running)

    def _get(self) -> None:
        missing = list(self._missing)
        # After the click: the page that it leads to may hide this button.
        QTimer.singleShot(0, lambda: self._context.events.fetch_models(missing))

    def _widgets(self) -> tuple[QWidget, ...]:
        return self._icon, self._words, self._state, self._bar, self.button
