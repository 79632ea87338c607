"""Tabs whose content is made when somebody turns to it, or asks for it."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget


def put_in_tab(tabs: QTabWidget, place: int, content: QWidget) -> None:
    """Puts it where something else stood for it; whichever tab is in front stays there."""
    front, title, before = tabs.currentIndex(), tabs.tabText(place), tabs.widget(place)
    assert before is not None
    tabs.blockSignals(True)
    tabs.removeTab(place)
    tabs.insertTab(place, content, title)
    tabs.setCurrentIndex(front)
    tabs.blockSignals(False)
    before.deleteLater()
