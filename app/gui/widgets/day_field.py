"""A day, typed as people write it or chosen in a calendar."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.theme import GRID
from app.gui.widgets.basic import IconButton, label, restyle, spaced
from app.gui.widgets.translated import Translated

_FORMS = ("yyyy-M-d", "d.M.yyyy", "yyyy/M/d", "yyyy.M.d", "d MMMM yyyy", "yyyy年M月d日")
_FIRST_YEAR = 2000  # of two digits QLocale makes a year of the last century


class DayField(Translated, QWidget):
    """`changed` once the field is left or a day was chosen; nothing typed is no day."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self._open = IconButton("calendar")
        self._words = label("bad", wrap=True)
        self._words.hide()
        self.calendar = QCalendarWidget(self)
        self.calendar.setWindowFlag(Qt.WindowType.Popup)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.hide()
        column = spaced(QVBoxLayout(self), 0, GRID // 2)
        row = spaced(QHBoxLayout(), 0, GRID // 2)
        row.addWidget(self.line, 1)
        row.addWidget(self._open)
        column.addLayout(row)
        column.addWidget(self._words)
        self.line.textChanged.connect(self._mark)
        self.line.editingFinished.connect(self.changed)
        self._open.clicked.connect(self._show_calendar)
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)
        self.retranslate()

    @property
    def day(self) -> datetime.date | None:
        """The day; None for none, and for what is no day."""
        return _day(self.line.text().strip())

    @property
    def fits(self) -> bool:
        """Whether what is typed is a day, or nothing."""
        return self.day is not None or not self.line.text().strip()

    def set_day(self, day: datetime.date | None) -> None:
        """Shows a day, without `changed`."""
        self.line.setText("" if day is None else day.isoformat())

    def say(self, name: str, tip: str) -> None:
        """What the day is called, and what it means."""
        self.line.setAccessibleName(name)
        self.line.setToolTip(tip)

    @override
    def retranslate(self) -> None:
        self._open.say(self.tr("Choose a day"))
        self.calendar.setAccessibleName(self.tr("Choose a day"))
        for name, words in {
            "prevmonth": self.tr("Earlier month"),
            "nextmonth": self.tr("Later month"),
            "monthbutton": self.tr("Choose the month"),
            "yearbutton": self.tr("Choose the year"),
            "yearedit": self.tr("Year"),
            "calendarview": self.tr("Days of the month"),
        }.items():
            part = self.calendar.findChild(QWidget, f"qt_calendar_{name}")
            if part is not None:
                part.setAccessibleName(words)
                part.setToolTip(words)
        self.calendar.setLocale(QLocale())
        self.line.setPlaceholderText("2027-12-31")
        self._mark()

    def _mark(self) -> None:
        fits = self.fits
        self.line.setProperty("wrong", "false" if fits else "true")
        restyle(self.line)
        self._words.setText("" if fits else self.tr("This is no day. Write it as 2027-12-31."))
        self._words.setVisible(not fits and self._words.parent() is not None)

    def _show_calendar(self) -> None:
        day = self.day or datetime.date.today()
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self.calendar.show()
        self.calendar.setFocus()

    def _take(self, day: QDate) -> None:
        self.calendar.hide()
        self.set_day(datetime.date(day.year(), day.month(), day.day()))
        self.line.setFocus()
        self.changed.emit()


def _day(text: str) -> datetime.date | None:
    locale = QLocale()
    usual = (QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat)
    for form in (*_FORMS, *(locale.dateFormat(kind) for kind in usual)):
        found = locale.toDate(text, form)
        if found.isValid() and found.year() >= _FIRST_YEAR:
            return datetime.date(found.year(), found.month(), found.day())
    return None
