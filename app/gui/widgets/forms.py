"""Forms of options, made from their declaration: the few that matter first."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.texts.names import option_help, option_title
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, label, spaced
from app.gui.widgets.editor_factory import editor
from app.gui.widgets.editors import Editor, SwitchEditor
from app.gui.widgets.translated import Translated
from app.gui.widgets.turns import Turns
from talker.options.engines import STORED
from talker.options.render import declared_fields, option_values


class DeclaredForm(Translated, QWidget):
    """Edits a declaration's options. `changed` after each change by the user.

    `first` names what is shown at once, the others are made when they are unfolded or asked for;
    `hidden` names are left out and keep the value that `set_options` gave them.
    """

    changed = Signal()

    def __init__(
        self, declared: type[BaseModel], first: Sequence[str], hidden: Container[str] = ()
    ) -> None:
        super().__init__()
        self._declared = declared
        self._options: Any = declared()
        self._editors: dict[str, Editor] = {}
        self._titles: dict[str, QLabel] = {}
        self._more = Button("quiet", "more")
        self._rest = QWidget()
        self._useless: tuple[Container[str], str] = ((), "")
        names = self._names = [name for name in declared_fields(declared) if name not in hidden]
        column = spaced(QVBoxLayout(self), 0, GRID)
        for name in first:
            if name in names:
                self._add(column, name)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        rest = spaced(QGridLayout(self._rest), 0, GRID)
        rest.setColumnStretch(0, 5)
        rest.setColumnStretch(1, 8)
        self._folded = [name for name in names if name not in first]
        self._unfolding = Turns(lambda: self._add_folded(rest), self)
        self._rest.hide()
        self._more.setVisible(bool(self._folded))
        column.addWidget(self._rest)
        self._more.clicked.connect(lambda: self.show_rest(self._rest.isHidden()))
        self.set_options(declared())
        self.retranslate()

    @property
    def options(self) -> Any:
        """The options as they are edited; what does not fit counts as unchanged."""
        return self._options

    @property
    def valid(self) -> bool:
        """Whether everything that is typed fits."""
        return all(field.fits for field in self._editors.values())

    def show_useless(self, names: Container[str], why: str) -> None:
        """Options that have no effect now cannot be edited, and say why; "" forgets them all."""
        self._useless = (names, why)
        for name in self._editors:
            self._say_useless(name)

    def editor(self, name: str) -> Editor:
        """The editor of one option."""
        if name in self._folded:
            self._unfolding.finish()
        return self._editors[name]

    def set_options(self, options: Any) -> None:
        """Shows other options, without `changed`."""
        self._options = options
        values = option_values(options)
        for name, field in self._editors.items():
            field.set_value(values[name])

    def apply(self, values: Mapping[str, Any]) -> None:
        """Changes some options, as a preset does."""
        self.set_options(self._validated(values))
        self.changed.emit()

    def show_rest(self, shown: bool) -> None:
        """Opens or closes what is behind More."""
        if shown:
            self._unfolding.begin()
        self._rest.setVisible(shown)
        self._more.set_icon_name("less" if shown else "more")
        self._say_more()

    @override
    def retranslate(self) -> None:
        for name in self._editors:
            self._say(name)
        self._say_more()

    def _say(self, name: str) -> None:
        """Sets the texts of one option in the present language."""
        field = self._editors[name]
        field.retranslate()
        if name in self._titles:
            self._titles[name].setText(option_title(field.info))
            if field.isEnabled():
                self._titles[name].setToolTip(option_help(field.info))

    def _say_useless(self, name: str) -> None:
        names, why = self._useless
        field, useless = self._editors[name], name in names
        field.set_useless(why if useless else "")
        if name in self._titles:
            self._titles[name].setEnabled(not useless)
            self._titles[name].setToolTip(why if useless else option_help(field.info))

    def _editor_for(self, name: str) -> Editor:
        return editor(declared_fields(self._declared)[name])

    def _add(self, column: QVBoxLayout, name: str) -> None:
        """The title above its editor."""
        field = self._made(name)
        if name in self._titles:
            column.addWidget(self._titles[name])
        column.addWidget(field)

    def _add_folded(self, grid: QGridLayout) -> Iterator[None]:
        """Makes the editors behind More, with what is known by then."""
        for name in self._folded:
            self._add_beside(grid, name)
            self._editors[name].set_value(option_values(self._options)[name])
            self._say(name)
            if self._useless[1]:
                self._say_useless(name)
            self._made_folded(name)
            yield

    def _made_folded(self, name: str) -> None:
        """An option behind More has its editor now; for forms that set it further."""

    def _add_beside(self, grid: QGridLayout, name: str) -> None:
        """The title at the left of its editor."""
        field, row = self._made(name), grid.rowCount()
        if name in self._titles:
            grid.addWidget(self._titles[name], row, 0)
            grid.addWidget(field, row, 1)
        else:
            grid.addWidget(field, row, 0, 1, 2)

    def _made(self, name: str) -> Editor:
        field = self._editor_for(name)
        field.setObjectName(f"option_{name}")
        self._editors[name] = field
        field.changed.connect(self._edited)
        if not isinstance(field, SwitchEditor):
            self._titles[name] = label("soft", wrap=True)
        return field

    def _edited(self) -> None:
        values = {name: field.value for name, field in self._editors.items() if field.fits}
        before = self._options
        after = self._validated(values)
        self._options = self._settled(before, after)
        if self._options != after:
            self.set_options(self._options)
        self.changed.emit()

    def _validated(self, values: Mapping[str, Any]) -> Any:
        """The options with other values; an engine that is shown may not be installed any more."""
        return self._declared.model_validate(dict(self._options) | dict(values), context=STORED)

    def _settled(self, before: Any, after: Any) -> Any:
        """What the options become after an edit; for forms whose options exclude each other."""
        del before
        return after

    def _say_more(self) -> None:
        self._more.say(
            self.tr("More options") if self._rest.isHidden() else self.tr("Fewer options")
        )
