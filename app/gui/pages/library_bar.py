"""Which entries of a shelf are shown, in which order, and how: the choices above them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget
from typing_extensions import override

from app.batch.batch_names import batch_title
from app.gui.pages.library_model import LibraryModel
from app.gui.theme import GRID
from app.gui.widgets.basic import IconButton, SearchField, spaced
from app.gui.widgets.editors import calm
from app.gui.widgets.translated import Translated
from app.library import Video, VideoFilter
from app.shelf import EntryFilter, Order


@dataclass(frozen=True)
class Offer:
    """What a box of the bar offers: everything under the name `every`, or one of `names`."""

    box: QComboBox
    every: str
    tip: str
    names: Callable[[], Iterable[tuple[str, str]]]


_BOX_WIDTH = 208  # pixels, at most


class LibraryBar(Translated, QWidget):
    """`changed` after each choice. A choice that there is nothing to choose from is not shown.

    `as_list`: a row for each entry instead of a picture.
    """

    changed = Signal()
    list_wanted = Signal(bool)

    def __init__(
        self, model: LibraryModel, boxes: tuple[QComboBox, ...], order: str, *, as_list: bool
    ) -> None:
        super().__init__()
        self._model = model
        self.as_list = as_list
        self._wanted = order
        self.search = SearchField()
        self.tag = QComboBox()
        self.since, self.order = QComboBox(), QComboBox()
        self.view = IconButton("queue")
        row = spaced(QHBoxLayout(self), 0, GRID)
        row.addWidget(self.search, 1)
        for box in (*boxes, self.tag, self.since, self.order):
            calm(box)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(7)
            box.activated.connect(self.changed)
            box.setMaximumWidth(_BOX_WIDTH)
            row.addWidget(box)
        row.addWidget(self.view)
        self.search.textChanged.connect(self.changed)
        self.view.clicked.connect(self._turn)
        self.retranslate()

    @property
    def filter(self) -> EntryFilter:
        """The entries that are wanted."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """What is searched for, folded."""
        return self.search.text().strip().casefold()

    @property
    def chosen_order(self) -> Order:
        """What stands first."""
        return Order(self.order.currentData() or Order.NEWEST)

    @property
    def moment(self) -> float:
        """The Unix time from which on entries are wanted."""
        return _since(self.since.currentData())

    def refresh(self) -> None:
        """Offers what the entries have now; what was chosen stays so while it is among it."""
        for offer in self._offers():
            box, chosen = offer.box, offer.box.currentData()
            box.clear()
            box.addItem(offer.every, "")
            for title, name in offer.names():
                box.addItem(title, name)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.setVisible(box.count() > 1)

    @override
    def retranslate(self) -> None:
        self.search.retranslate()
        tips = [(offer.box, offer.tip) for offer in self._offers()]
        tips += [(self.since, self.tr("When they were made"))]
        tips += [(self.order, self.tr("What stands first"))]
        for box, text in tips:
            box.setAccessibleName(text)
            box.setToolTip(text)
        days = (
            (self.tr("Any date"), None),
            (self.tr("Today"), 0),
            (self.tr("Last 7 days"), 6),
            (self.tr("Last 30 days"), 29),
            (self.tr("Last 365 days"), 364),
        )
        since, order = self.since.currentData(), self.order.currentData() or self._wanted
        self.since.clear()
        for text, value in days:
            self.since.addItem(text, value)
        self.since.setCurrentIndex(max(0, self.since.findData(since)))
        self.order.clear()
        for text, way in self._orders():
            self.order.addItem(text, way.value)
        self.order.setCurrentIndex(max(0, self.order.findData(order)))
        self._say_view()
        self.refresh()

    def _offers(self) -> tuple[Offer, ...]:
        """The boxes whose choices follow from the entries."""
        tags = self.tr("All tags"), self.tr("Only what has this tag")
        return (Offer(self.tag, *tags, lambda: ((tag, tag) for tag in self._model.tags)),)

    def _orders(self) -> tuple[tuple[str, Order], ...]:
        return (
            (self.tr("Newest first"), Order.NEWEST),
            (self.tr("Oldest first"), Order.OLDEST),
            (self.tr("By name"), Order.NAME),
            (self.tr("Largest first"), Order.LARGEST),
        )

    def _turn(self) -> None:
        self.as_list = not self.as_list
        self._say_view()
        self.list_wanted.emit(self.as_list)

    def _say_view(self) -> None:
        self.view.set_icon_name("library" if self.as_list else "queue")
        self.view.say(self.tr("Show pictures") if self.as_list else self.tr("Show a list"))


class VideoBar(LibraryBar):
    """Videos, by batch and presenter besides."""

    def __init__(self, model: LibraryModel, order: str, *, as_list: bool) -> None:
        self.batch, self.presenter = QComboBox(), QComboBox()
        super().__init__(model, (self.batch, self.presenter), order, as_list=as_list)

    @property
    @override
    def filter(self) -> VideoFilter:
        return VideoFilter(
            text=self.text,
            batch=str(self.batch.currentData() or ""),
            presenter=str(self.presenter.currentData() or ""),
            tag=str(self.tag.currentData() or ""),
            since=self.moment,
        )

    @override
    def _offers(self) -> tuple[Offer, ...]:
        batch = self.tr("All videos"), self.tr("Only the videos of one batch")
        who = self.tr("All presenters"), self.tr("Only the videos of one presenter")
        return (
            Offer(self.batch, *batch, self._batches),
            Offer(self.presenter, *who, self._presenters),
            *super()._offers(),
        )

    @override
    def _orders(self) -> tuple[tuple[str, Order], ...]:
        *others, largest = super()._orders()
        return *others, (self.tr("Longest first"), Order.LONGEST), largest

    def _videos(self) -> list[Video]:
        return [entry for entry in self._model.everything if isinstance(entry, Video)]

    def _batches(self) -> list[tuple[str, str]]:
        names = {video.job.batch for video in self._videos() if video.job and video.job.batch}
        return [(batch_title(name), name) for name in sorted(names)]

    def _presenters(self) -> list[tuple[str, str]]:
        names = {video.presenter for video in self._videos() if video.presenter}
        return [(name, name) for name in sorted(names)]


def _since(days: int | None) -> float:
    """The Unix time at which the day so many days ago began; 0 for ever."""
    if days is None:
        return 0.0
    day = QDate.currentDate().addDays(-days)
    return float(QDateTime(day, QTime(0, 0)).toSecsSinceEpoch())
