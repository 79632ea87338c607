"""The page Settings; what is changed counts at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.entries import SETTINGS
from app.gui.pages.farm_settings import FarmView
from app.gui.pages.page import Page
from app.gui.services.context import Context
from app.gui.texts.names import error_words, option_help, option_title
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, Tone, card, label, scrolled, spaced
from app.gui.widgets.cache_view import CacheView
from app.gui.widgets.editor_factory import editor
from app.gui.widgets.editors import Editor, SwitchEditor
from app.gui.widgets.machine_view import MachineView
from app.gui.widgets.options_form import OptionsForm
from app.gui.widgets.own_voices import OwnVoicesView
from app.gui.widgets.pronunciations_view import PronunciationsView
from app.gui.widgets.setting_editors import (
    FileEditor,
    FolderEditor,
    LinesEditor,
    PlaceEditor,
    TextEditor,
)
from app.paths import videos_folder
from app.presets import OF_ONE_VIDEO
from app.quiet_hours import EXAMPLE
from app.settings import (
    FarmSettings,
    LabelSettings,
    ModelSettings,
    NodeSettings,
    UpdateSettings,
    WindowSettings,
)

_TITLE_WIDTH = 180
_WIDTH = 760


class SettingsPage(Page):
    """Groups of settings, and what this computer has."""

    entry = SETTINGS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._title = label("title")
        self._headings: list[tuple[QLabel, Callable[[], str]]] = []
        self._titles: list[tuple[QLabel, Editor]] = []
        self._editors: dict[tuple[str, str], Editor] = {}
        self._wrong = QVBoxLayout()
        self._inside = QWidget()
        self._column = spaced(QVBoxLayout(self._inside), 0, GRID * 2)
        self.machine = MachineView(context.preview)
        self.cache = CacheView(context)
        self.pronunciations = PronunciationsView(context)
        self.own_voices = OwnVoicesView(context)
        self._defaults: OptionsForm | None = None
        self._defaults_place = QVBoxLayout()
        self._forget = Button("quiet", "retry")
        self._welcome = Button("quiet", "info")
        self._folder = Button("quiet", "folder")
        self._build()
        context.settings.changed.connect(self._show_values)
        self._show_values()

    @property
    def defaults(self) -> OptionsForm:
        """The form of the defaults; made when it is first asked for."""
        if self._defaults is None:
            settings = self.context.settings
            form = self._defaults = OptionsForm(self.context.preview, hidden=OF_ONE_VIDEO)
            form.set_options(settings.window.defaults)
            form.changed.connect(lambda: settings.change_window(defaults=form.options))
            self._defaults_place.addWidget(form)
        return self._defaults

    def editor(self, section: str, name: str) -> Editor:
        """The editor of one setting: ("window", "theme")."""
        return self._editors[section, name]

    @override
    def shown(self) -> None:
        self.machine.look()
        self.cache.look()
        self.pronunciations.look()
        self.own_voices.look()
        # A moment later, so that the page is there at once.
        QTimer.singleShot(0, self, lambda: self.defaults.show())

    @override
    def retranslate(self) -> None:
        self._title.setText(self.entry.title())
        for heading, words in self._headings:
            heading.setText(words())
        for field in self._editors.values():
            field.retranslate()
        for title, field in self._titles:
            title.setText(option_title(field.info))
            title.setToolTip(option_help(field.info))
        self._show_offline()
        self._forget.say(self.tr("Back to the program's own"))
        self._welcome.say(self.tr("Show the welcome page"))
        self._folder.say(self.tr("Open the program's folder"))

    def _show_offline(self) -> None:
        """Nothing is fetched offline, whatever else is allowed."""
        offline = self.context.settings.models.offline
        why = self.tr("Offline is switched on: nothing is fetched.") if offline else ""
        self._editors["models", "downloads"].set_useless(why)

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), GRID * 3, GRID * 2)
        column.addWidget(self._title)
        column.addLayout(self._wrong)
        column.addWidget(scrolled(self._inside), 1)
        self._inside.setMaximumWidth(_WIDTH)
        problem = self.context.settings.problem
        if problem is not None:
            self._wrong.addWidget(Note(Tone.PROBLEM, *error_words(problem)))
        usual = videos_folder(self.context.home)
        window, models = WindowSettings.model_fields, ModelSettings.model_fields
        self._group(
            lambda: self.tr("Window"),
            window={"language": editor(window["language"]), "theme": editor(window["theme"])},
        )
        self._group(
            lambda: self.tr("Videos"),
            window={
                "output_folder": FolderEditor(window["output_folder"], usual),
                "workers": editor(window["workers"]),
                "when_done": editor(window["when_done"]),
            },
        )
        defaults = self._group(lambda: self.tr("New videos begin with"))
        defaults.addLayout(self._defaults_place)
        defaults.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignLeft)
        labels = LabelSettings.model_fields
        self._group(
            lambda: self.tr("Labels and signature"),
            labels={
                "region": editor(labels["region"]),
                "producer": TextEditor(labels["producer"], labels["producer"].default),
                "sign": editor(labels["sign"]),
                "certificate": FileEditor(labels["certificate"]),
                "key": FileEditor(labels["key"]),
                "time_stamps": TextEditor(labels["time_stamps"], "http://timestamp.example"),
            },
        )
        self._group(
            lambda: self.tr("Models and network"),
            models={
                "offline": editor(models["offline"]),
                "downloads": editor(models["downloads"]),
                "folder": FolderEditor(models["folder"], self.context.home / "models"),
                "extra_folders": LinesEditor(models["extra_folders"], folders=True),
                "parallel": editor(models["parallel"]),
                "proxy": TextEditor(models["proxy"], "http://proxy.example:8080"),
                "hf_endpoint": TextEditor(models["hf_endpoint"], "https://huggingface.co"),
                "mirrors": LinesEditor(models["mirrors"], folders=False),
            },
            updates={"check": editor(UpdateSettings.model_fields["check"])},
        )
        farm = FarmSettings.model_fields
        others = self._group(
            lambda: self.tr("Other computers"),
            farm={
                "use": editor(farm["use"]),
                "scheduler": TextEditor(farm["scheduler"], "render-1:8786"),
                "shared_folder": FolderEditor(farm["shared_folder"], self.context.home),
                "wake": LinesEditor(farm["wake"], folders=False),
            },
        )
        others.addWidget(FarmView(self.context))
        node = NodeSettings.model_fields
        self._group(
            lambda: self.tr("This computer for others"),
            node={
                "quiet_hours": TextEditor(node["quiet_hours"], EXAMPLE),
                "hottest": editor(node["hottest"]),
                "afterwards": editor(node["afterwards"]),
                "afterwards_minutes": editor(node["afterwards_minutes"]),
            },
        )
        self._group(lambda: self.tr("Pronunciations")).addWidget(self.pronunciations)
        self._group(lambda: self.tr("Voices of your own")).addWidget(self.own_voices)
        self._group(lambda: self.tr("Cache")).addWidget(self.cache)
        self._group(lambda: self.tr("This computer")).addWidget(self.machine)
        last = spaced(QHBoxLayout(), 0, GRID)
        for button in (self._welcome, self._folder):
            last.addWidget(button)
        last.addStretch()
        self._column.addLayout(last)
        self._column.addStretch()
        self._forget.clicked.connect(self._forget_defaults)
        self._welcome.clicked.connect(lambda: self.context.events.show_page.emit("welcome"))
        self._folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.context.home)))
        )

    def _group(self, words: Callable[[], str], **sections: dict[str, Editor]) -> QVBoxLayout:
        """A card with a heading and one row for each editor; returns where more can go."""
        frame, rows = card()
        heading = label("heading")
        self._headings.append((heading, words))
        rows.addWidget(heading)
        grid = spaced(QGridLayout(), 0, GRID)
        grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
        grid.setColumnStretch(1, 1)
        for section, editors in sections.items():
            for name, field in editors.items():
                self._add(grid, section, name, field)
        rows.addLayout(grid)
        self._column.addWidget(frame)
        assert isinstance(rows, QVBoxLayout)
        return rows

    def _add(self, grid: QGridLayout, section: str, name: str, field: Editor) -> None:
        self._editors[section, name] = field
        field.setObjectName(f"setting_{name}")
        field.changed.connect(lambda: self._change(section, name))
        row = grid.rowCount()
        if isinstance(field, SwitchEditor):
            grid.addWidget(field, row, 1)
            return
        title = label("soft")
        self._titles.append((title, field))
        grid.addWidget(title, row, 0)
        grid.addWidget(field, row, 1)

    def _change(self, section: str, name: str) -> None:
        field = self._editors[section, name]
        settings = self.context.settings
        changes = {
            "window": settings.change_window,
            "labels": settings.change_labels,
            "models": settings.change_models,
            "farm": settings.change_farm,
            "node": settings.change_node,
            "updates": settings.change_updates,
        }
        try:
            changes[section](**{name: field.value})
            wrong = False
        except ValidationError:
            wrong = True
        if isinstance(field, TextEditor | PlaceEditor | LinesEditor):
            field.mark(wrong)

    def _show_values(self) -> None:
        value = self.context.settings.value
        for (section, name), field in self._editors.items():
            stored = getattr(getattr(value, section), name)
            if field.value != stored and not _being_typed(field):
                field.set_value(stored)
        self._show_offline()
        form = self._defaults
        if form is not None and form.options != value.window.defaults:
            form.set_options(value.window.defaults)

    def _forget_defaults(self) -> None:
        usual = WindowSettings().defaults
        self.context.settings.change_window(defaults=usual)


def _being_typed(field: Editor) -> bool:
    return any(child.hasFocus() for child in field.findChildren(QWidget)) and not isinstance(
        field.value, Path
    )
