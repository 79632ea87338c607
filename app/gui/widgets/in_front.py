"""What the pages of a stack have in common of which only the one in front takes room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object  # Qt's classes cannot be combined with each other, so this is none of them


class InFront(_Widget):
    """Stands before Qt's class among the bases of a page: Qt asks hidden ones for a height too."""

    @override
    def heightForWidth(self, width: int) -> int:
        return -1 if self.isHidden() else super().heightForWidth(width)


class FrontTabs(QTabWidget):
    """Wants no more height than its page in front; Qt's would ask for that of the highest."""

    @override
    def sizeHint(self) -> QSize:
        whole, page = super().sizeHint(), self.currentWidget()
        if page is None:
            return whole
        return QSize(whole.width(), self.tabBar().sizeHint().height() + page.sizeHint().height())


def room_for(front: QWidget | None, pages: Iterable[QWidget]) -> None:
    """Only the page that is in `front` takes room."""
    for page in pages:
        policy = QSizePolicy.Policy.Preferred if page is front else QSizePolicy.Policy.Ignored
        page.setSizePolicy(policy, policy)
