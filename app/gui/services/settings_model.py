"""The user's settings as the window sees them: changed at once, written in the background."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.gui.services.tasks import Tasks
from app.settings.farm import FarmSettings
from app.settings.labels import LabelSettings
from app.settings.models import ModelSettings
from app.settings.section import Section
from app.settings.store import Settings, change_settings, load_settings
from app.settings.window import WindowSettings
from talker.errors import MouthpieceError

S = TypeVar("S", bound=Section)


class SettingsModel(QObject):
    """Reads the settings once; `problem` says why they could not be read (defaults count then)."""

    changed = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._writer = Tasks(threads=1, parent=self)
        self.write_failed = self._writer.failed
        self.problem: MouthpieceError | None = None
        try:
            self._value = load_settings(home)
        except MouthpieceError as error:
            self.problem = error
            self._value = Settings()

    @property
    def value(self) -> Settings:
        """All settings."""
        return self._value

    @property
    def window(self) -> WindowSettings:
        """The settings of the window itself."""
        return self._value.window

    @property
    def models(self) -> ModelSettings:
        """Where models lie and come from."""
        return self._value.models

    @property
    def labels(self) -> LabelSettings:
        """In whose name videos are labelled and signed."""
        return self._value.labels

    @property
    def farm(self) -> FarmSettings:
        """The farm that makes the videos, where there is one."""
        return self._value.farm

    def change(self, change: Callable[[Settings], Settings]) -> None:
        """Applies a pure function to the settings, here now and in the file a moment later."""
        before = self._value
        self._value = change(before)
        if self._value == before:
            return
        home = self._home
        self._writer.run(lambda: change_settings(change, home))
        self.changed.emit()

    def change_window(self, **values: object) -> None:
        """Sets some of the window's settings; ValidationError for values that do not fit."""
        self.change(lambda old: old.model_copy(update={"window": _with(old.window, values)}))

    def change_models(self, **values: object) -> None:
        """Sets some of the models' settings; ValidationError for values that do not fit."""
        self.change(lambda old: old.model_copy(update={"models": _with(old.models, values)}))

    def change_labels(self, **values: object) -> None:
        """Sets some of the labels' settings; ValidationError for values that do not fit."""
        self.change(lambda old: old.model_copy(update={"labels": _with(old.labels, values)}))

    def change_farm(self, **values: object) -> None:
        """Sets some of the farm's settings; ValidationError for values that do not fit."""
        self.change(lambda old: old.model_copy(update={"farm": _with(old.farm, values)}))

    def change_node(self, **values: object) -> None:
        """Sets how this computer works for a farm; ValidationError for values that do not fit."""
        self.change(lambda old: old.model_copy(update={"node": _with(old.node, values)}))

    def change_updates(self, **values: object) -> None:
        """Sets some of the settings about newer versions."""
        self.change(lambda old: old.model_copy(update={"updates": _with(old.updates, values)}))

    def finish(self) -> None:
        """Waits until everything is written."""
        self._writer.finish()


def _with(section: S, values: dict[str, object]) -> S:
    return type(section).model_validate(dict(section) | values)
