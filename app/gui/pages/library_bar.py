"""Which videos the Library shows, in which order, and how: the choices above them."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget
from typing_extensions import override

from app.batch.batch_names import batch_title
from app.gui.pages.library_model import LibraryModel
from app.gui.theme import GRID
from app.gui.widgets.basic import IconButton, SearchField, spaced
from app.gui.widgets.editors import calm
from app.gui.widgets.translated import Translated
from app.library import Order, VideoFilter


class LibraryBar(Translated, QWidget):
    """`changed` after each choice. A choice that there is nothing to choose from is not shown."""

    changed = Signal()
    list_wanted = Signal(bool)

    def __init__(self, model: LibraryModel, order: str, *, as_list: bool) -> None:
        super().__init__()
        self._model = model
        self._list = as_list
        self._wanted = order
        self.search = SearchField()
        self.batch, self.presenter, self.tag = QComboBox(), QComboBox(), QComboBox()
        self.since, self.order = QComboBox(), QComboBox()
        self.view = IconButton("queue")
        row = spaced(QHBoxLayout(self), 0, GRID)
        self.search.setMaximumWidth(260)
        row.addWidget(self.search, 2)
        for box in (self.batch, self.presenter, self.tag, self.since, self.order):
            calm(box)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(7)
            box.activated.connect(self.changed)
            row.addWidget(box, 1)
        row.addWidget(self.view)
        self.search.textChanged.connect(self.changed)
        self.view.clicked.connect(self._turn)
        self.retranslate()

    @property
    def filter(self) -> VideoFilter:
        """The videos that are wanted."""
        return VideoFilter(
            text=self.search.text().strip().casefold(),
            batch=str(self.batch.currentData() or ""),
            presenter=str(self.presenter.currentData() or ""),
            tag=str(self.tag.currentData() or ""),
            since=_since(self.since.currentData()),
        )

    @property
    def chosen_order(self) -> Order:
        """What stands first."""
        return Order(self.order.currentData() or Order.NEWEST)

    def refresh(self) -> None:
        """Offers what the videos have now; what was chosen stays so while it is among it."""
        for box, every, names in (
            (self.batch, self.tr("All videos"), self._model.batches),
            (self.presenter, self.tr("All presenters"), self._model.presenters),
            (self.tag, self.tr("All tags"), self._model.tags),
        ):
            chosen = box.currentData()
            box.clear()
            box.addItem(every, "")
            for name in names:
                box.addItem(batch_title(name) if box is self.batch else name, name)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.setVisible(bool(names))

    @override
    def retranslate(self) -> None:
        self.search.retranslate()
        for box, text in (
            (self.batch, self.tr("Only the videos of one batch")),
            (self.presenter, self.tr("Only the videos of one presenter")),
            (self.tag, self.tr("Only videos with this tag")),
            (self.since, self.tr("When they were made")),
            (self.order, self.tr("What stands first")),
        ):
            box.setAccessibleName(text)
            box.setToolTip(text)
        days = (
            (self.tr("Any date"), None),
            (self.tr("Today"), 0),
            (self.tr("Last 7 days"), 6),
            (self.tr("Last 30 days"), 29),
            (self.tr("Last 365 days"), 364),
        )
        orders = (
            (self.tr("Newest first"), Order.NEWEST),
            (self.tr("Oldest first"), Order.OLDEST),
            (self.tr("By name"), Order.NAME),
            (self.tr("Longest first"), Order.LONGEST),
            (self.tr("Largest first"), Order.LARGEST),
        )
        since, order = self.since.currentData(), self.order.currentData() or self._wanted
        self.since.clear()
        for text, value in days:
            self.since.addItem(text, value)
        self.since.setCurrentIndex(max(0, self.since.findData(since)))
        self.order.clear()
        for text, way in orders:
            self.order.addItem(text, way.value)
        self.order.setCurrentIndex(max(0, self.order.findData(order)))
        self._say_view()
        self.refresh()

    def _turn(self) -> None:
        self._list = not self._list
        self._say_view()
        self.list_wanted.emit(self._list)

    def _say_view(self) -> None:
        self.view.set_icon_name("library" if self._list else "queue")
        self.view.say(self.tr("Show pictures") if self._list else self.tr("Show a list"))


def _since(days: int | None) -> float:
    """The Unix time at which the day so many days ago began; 0 for ever."""
    if days is None:
        return 0.0
    day = QDate.currentDate().addDays(-days)
    return float(QDateTime(day, QTime(0, 0)).toSecsSinceEpoch())
