"""What only the user can say before the first video: the language, and where videos are shown."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget
from typing_extensions import override

from app.gui.services.settings_model import SettingsModel
from app.gui.texts.names import option_help, option_title
from app.gui.theme import GRID
from app.gui.widgets.basic import label, spaced
from app.gui.widgets.editor_factory import editor
from app.gui.widgets.editors import Editor
from app.gui.widgets.translated import Translated
from app.settings.labels import LabelSettings
from app.settings.window import WindowSettings

_TITLE_WIDTH = 160


class FirstAnswers(Translated, QWidget):
    """Two settings, in force as soon as they are chosen."""

    def __init__(self, settings: SettingsModel) -> None:
        super().__init__()
        self._settings = settings
        self.language = editor(WindowSettings.model_fields["language"])
        self.region = editor(LabelSettings.model_fields["region"])
        self._rows: list[tuple[QLabel, Editor]] = []
        grid = spaced(QGridLayout(self), 0, GRID)
        grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
        grid.setColumnStretch(1, 1)
        for field in (self.language, self.region):
            title = label("soft")
            row = grid.rowCount()
            grid.addWidget(title, row, 0)
            grid.addWidget(field, row, 1)
            self._rows.append((title, field))
        self._law = label("soft", wrap=True)
        grid.addWidget(self._law, grid.rowCount(), 1)
        self.language.changed.connect(lambda: settings.change_window(language=self.language.value))
        self.region.changed.connect(lambda: settings.change_labels(region=self.region.value))
        settings.changed.connect(self._show)
        self._show()
        self.retranslate()

    @override
    def retranslate(self) -> None:
        for title, field in self._rows:
            field.retranslate()
            title.setText(option_title(field.info))
        self._law.setText(option_help(self.region.info))

    def _show(self) -> None:
        self.language.set_value(self._settings.window.language)
        self.region.set_value(self._settings.labels.region)
