"""Options of all rows of a batch, besides those of its preset."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic_core import to_jsonable_python
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.gui.services.context import Context
from app.gui.services.preview import PreviewService
from app.gui.texts.choices import preset_title
from app.gui.widgets.basic import Button
from app.gui.widgets.dialog import Dialog
from app.gui.widgets.options_form import OptionsForm
from app.presets import OF_ONE_VIDEO, Preset, load_preset
from talker.options.engines import STORED
from talker.options.render import RenderOptions, option_values

_SIZE = QSize(480, 680)


def with_options(preset: Preset, given: Mapping[str, object]) -> RenderOptions:
    """The options of a preset with others in their place; ValidationError for what none is."""
    return RenderOptions.model_validate(dict(preset.options) | dict(given), context=STORED)


def changed_options(usual: RenderOptions, edited: RenderOptions) -> dict[str, object]:
    """What of the edited options differs from the usual ones, as JSON has it."""
    before, after = option_values(usual), option_values(edited)
    changed = {name: value for name, value in after.items() if value != before[name]}
    return {name: to_jsonable_python(value) for name, value in changed.items()}


class BatchOptions(Dialog):
    """`chosen` brings what differs from the preset, a dict of values by name."""

    chosen = Signal(dict)

    def __init__(
        self,
        preset: Preset,
        given: Mapping[str, object],
        preview: PreviewService,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, "check", _SIZE)
        self._preset = preset
        self._usual = with_options(preset, {})
        self.form = OptionsForm(preview, hidden=OF_ONE_VIDEO)
        self.form.set_options(with_options(preset, given))
        self._back = Button("quiet", "undo")
        self.add_scrolled(self.form)
        self.add_button(self._back)
        self.form.changed.connect(self._update)
        self._back.clicked.connect(self._forget)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.say(
            self.tr("Options of all rows"),
            self.tr(
                "What is changed here counts before the preset. A preset or an option that stands "
                "in a row itself counts before both."
            ),
            self.tr("Use for all rows"),
        )
        self._back.say(
            self.tr("As the preset says"),
            self.tr("Takes back what differs from the preset {name}").format(
                name=preset_title(self._preset.name)
            ),
        )
        self._update()

    def _update(self) -> None:
        self._back.setEnabled(bool(changed_options(self._usual, self.form.options)))
        self.take.setEnabled(self.form.valid)

    def _forget(self) -> None:
        self.form.set_options(self._usual)
        self._update()

    @override
    def finish(self) -> None:
        self.chosen.emit(changed_options(self._usual, self.form.options))
        self.accept()


def ask_options(
    context: Context,
    preset: str,
    given: Mapping[str, object],
    parent: QWidget,
    done: Callable[[dict[str, object]], None],
) -> None:
    """Opens the dialog once the preset is read; `done` hears what differs from it."""
    home = context.home

    def read() -> Preset:
        return load_preset(preset, home) if preset else Preset("", "", {})

    def show(found: Preset) -> None:
        dialog = BatchOptions(found, given, context.preview, parent.window())
        dialog.chosen.connect(done)
        dialog.open()

    context.tasks.run(read, show, context.events.tell_error, owner=parent)
