"""Chooses which jobs the table shows: groups with their numbers, and a search."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from app.gui.jobs.jobs_model import WAITING
from app.gui.theme import GRID
from app.gui.widgets.basic import SearchField, with_role
from app.gui.widgets.flow import Flow
from app.queue.job import State
from app.queue.listing import Filter

_GROUPS: tuple[frozenset[State] | None, ...] = (
    None,
    WAITING,
    frozenset({State.RUNNING}),
    frozenset({State.DONE}),
    frozenset({State.FAILED}),
    frozenset({State.CANCELLED}),
)
_TYPING_MS = 150


class QueueFilter(QWidget):
    """`changed` when another group or another text is wanted; the page places `search`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[State, int] = dict.fromkeys(State, 0)
        self._group = QButtonGroup(self)
        self.search = SearchField()
        self.search.setFixedWidth(180)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        row = Flow(self, spacing=GRID // 2)
        for number in range(len(_GROUPS)):
            chip = with_role(QToolButton(), "chip")
            chip.setCheckable(True)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(chip, number)
            row.addWidget(chip)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.changed)
        self._typing.timeout.connect(self.changed)
        self.search.textEdited.connect(self._typing.start)
        self.search.textChanged.connect(self._typing.start)

    @property
    def value(self) -> Filter:
        """What is wanted."""
        states = _GROUPS[self._group.checkedId()]
        return Filter(states, self.search.text().strip().casefold())

    def choose(self, group: int) -> None:
        """Presses one of the buttons, from the left."""
        self._group.button(group).click()

    def clear(self) -> None:
        """Shows everything."""
        self.search.clear()
        self._group.button(0).setChecked(True)
        self.changed.emit()

    def show_counts(self, counts: Mapping[State, int]) -> None:
        """How many jobs there are in each state."""
        self._counts = counts
        names = (
            self.tr("All"),
            self.tr("Waiting"),
            self.tr("Running"),
            self.tr("Done"),
            self.tr("Failed"),
            self.tr("Cancelled"),
        )
        for number, (name, states) in enumerate(zip(names, _GROUPS, strict=True)):
            count = sum(counts[state] for state in (State if states is None else states))
            chip = self._group.button(number)
            chip.setText(f"{name}  {count}")
            # The rarest group takes room only where there is something in it.
            rare = states == frozenset({State.CANCELLED})
            chip.setVisible(not rare or count > 0 or chip.isChecked())
            chip.setAccessibleName(self.tr("{name}: {count}").format(name=name, count=count))
            chip.setToolTip(chip.accessibleName())

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        self.search.retranslate()
        self.show_counts(self._counts)
