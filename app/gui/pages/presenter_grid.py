"""The presenters side by side, each with its portrait."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from app.gui.services.preview import PreviewService
from app.gui.theme import GRID, look
from app.gui.widgets.basic import plain_tip
from app.presenters import Presenter
from app.preview.messages import Made, MakeThumbnail

_THUMB = QSize(144, 144)
_ID = Qt.ItemDataRole.UserRole


class PresenterGrid(QListWidget):
    """`chosen` and `used` (a double click, Enter) bring a Presenter."""

    chosen = Signal(object)
    used = Signal(object)

    def __init__(self, preview: PreviewService) -> None:
        super().__init__()
        self._preview = preview
        self._known: dict[str, Presenter] = {}
        self.setObjectName("presenters")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(_THUMB)
        self.setGridSize(QSize(_THUMB.width() + 5 * GRID, _THUMB.height() + 8 * GRID))
        self.setSpacing(GRID)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._choose)
        self.itemActivated.connect(lambda item: self.used.emit(self._known[item.data(_ID)]))

    def show_all(self, presenters: Sequence[Presenter], choose: str | None) -> None:
        """These and no others; the one with this id is chosen, or the one that was."""
        current = self.currentItem()
        wanted = choose or (None if current is None else current.data(_ID))
        self._known = {presenter.id: presenter for presenter in presenters}
        self.clear()
        for presenter in presenters:
            item = QListWidgetItem(presenter.facts.name)
            item.setData(_ID, presenter.id)
            item.setIcon(_placeholder())
            item.setToolTip(plain_tip(presenter.consent.owner or presenter.facts.name))
            self.addItem(item)
            self._ask_thumbnail(presenter)
            if presenter.id == wanted:
                self.setCurrentItem(item)
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())

    def show_changed(self, presenter: Presenter) -> None:
        """One of them has other facts."""
        self._known[presenter.id] = presenter
        item = self._item(presenter.id)
        if item is not None:
            item.setText(presenter.facts.name)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(self._known[item.data(_ID)])

    def _ask_thumbnail(self, presenter: Presenter) -> None:
        def show(made: Made) -> None:
            item = self._item(presenter.id)
            if item is not None and made.path is not None:
                item.setIcon(_thumbnail(QPixmap(str(made.path))))

        question = MakeThumbnail(path=presenter.portrait, width=2 * _THUMB.width())
        self._preview.ask(question, Made, show, lambda _: None, owner=self)

    def _item(self, presenter_id: str) -> QListWidgetItem | None:
        items = (self.item(row) for row in range(self.count()))
        return next((item for item in items if item.data(_ID) == presenter_id), None)


def _placeholder() -> QIcon:
    """Keeps the place of a thumbnail that is still being made."""
    empty = QPixmap(_THUMB)
    empty.fill(QColor(look().tokens.raised))
    return _thumbnail(empty)


def _thumbnail(picture: QPixmap) -> QIcon:
    """An icon that stays as it is when it is chosen: Qt would tint it."""
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        made.addPixmap(picture, mode)
    return made
