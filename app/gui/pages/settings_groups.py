"""The groups of the page Settings: one card each, made from what the settings declare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.farm_settings import FarmView
from app.gui.services.context import Context
from app.gui.texts.names import option_help, option_title
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, card, label, spaced
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
from app.gui.widgets.translated import Translated
from app.gui.widgets.turns import Turns
from app.paths import videos_folder
from app.presets import OF_ONE_VIDEO
from app.quiet_hours import EXAMPLE
from app.settings.farm import FarmSettings, NodeSettings
from app.settings.labels import LabelSettings
from app.settings.models import ModelSettings
from app.settings.updates import UpdateSettings
from app.settings.window import WindowSettings

_TITLE_WIDTH = 180
View = MachineView | CacheView | PronunciationsView | OwnVoicesView
V = TypeVar("V", MachineView, CacheView, PronunciationsView, OwnVoicesView)


class SettingsGroups(Translated, QWidget):
    """The first groups are there at once, those further down follow in idle turns, or when one of
    them is asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._headings: list[tuple[QLabel, Callable[[], str]]] = []
        self._titles: dict[tuple[str, str], QLabel] = {}
        self._editors: dict[tuple[str, str], Editor] = {}
        self._column = spaced(QVBoxLayout(self), 0, GRID * 2)
        self._views: list[View] = []
        self._defaults: OptionsForm | None = None
        self._forget = Button("quiet", "retry")
        self._later = Turns(self._make_others, self)
        self._make_first()
        context.settings.changed.connect(self._show_values)
        self._forget.clicked.connect(self._forget_defaults)
        self.retranslate()

    @property
    def defaults(self) -> OptionsForm:
        """The form of what new videos begin with."""
        self._later.finish()
        assert self._defaults is not None
        return self._defaults

    def editor(self, section: str, name: str) -> Editor:
        """The editor of one setting: ("window", "theme")."""
        if (section, name) not in self._editors:
            self._later.finish()
        return self._editors[section, name]

    def view(self, kind: type[V]) -> V:
        """What tells of this computer: a MachineView, a CacheView, ..."""
        self._later.finish()
        return next(view for view in self._views if isinstance(view, kind))

    def look(self) -> None:
        """The page is in front: what it says of this computer is read anew."""
        self._later.begin()
        for view in self._views:
            view.look()

    @override
    def retranslate(self) -> None:
        for heading, words in self._headings:
            heading.setText(words())
        for section, name in self._editors:
            self._say(section, name)
        self._show_offline()
        self._forget.say(self.tr("Back to the program's own"))

    def _show_offline(self) -> None:
        """Nothing is fetched offline, whatever else is allowed."""
        downloads = self._editors.get(("models", "downloads"))
        if downloads is not None:
            offline = self._context.settings.models.offline
            why = self.tr("Offline is switched on: nothing is fetched.") if offline else ""
            downloads.set_useless(why)

    def _make_first(self) -> None:
        usual = videos_folder(self._context.home)
        window = WindowSettings.model_fields
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

    def _make_others(self) -> Iterator[None]:
        settings = self._context.settings
        form = self._defaults = OptionsForm(self._context.preview, hidden=OF_ONE_VIDEO)
        form.set_options(settings.window.defaults)
        form.changed.connect(lambda: settings.change_window(defaults=form.options))
        self._group(lambda: self.tr("New videos begin with"), form, self._forget)
        yield
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
        yield
        models = ModelSettings.model_fields
        self._group(
            lambda: self.tr("Models and network"),
            models={
                "offline": editor(models["offline"]),
                "downloads": editor(models["downloads"]),
                "folder": FolderEditor(models["folder"], self._context.home / "models"),
                "extra_folders": LinesEditor(models["extra_folders"], folders=True),
                "parallel": editor(models["parallel"]),
                "proxy": TextEditor(models["proxy"], "http://proxy.example:8080"),
                "hf_endpoint": TextEditor(models["hf_endpoint"], "https://huggingface.co"),
                "mirrors": LinesEditor(models["mirrors"], folders=False),
            },
            updates={"check": editor(UpdateSettings.model_fields["check"])},
        )
        self._show_offline()
        yield
        farm = FarmSettings.model_fields
        self._group(
            lambda: self.tr("Other computers"),
            FarmView(self._context),
            farm={
                "use": editor(farm["use"]),
                "scheduler": TextEditor(farm["scheduler"], "render-1:8786"),
                "shared_folder": FolderEditor(farm["shared_folder"], self._context.home),
                "wake": LinesEditor(farm["wake"], folders=False),
            },
        )
        yield
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
        yield
        self._add_view(lambda: self.tr("Pronunciations"), PronunciationsView(self._context))
        yield
        self._add_view(lambda: self.tr("Voices of your own"), OwnVoicesView(self._context))
        yield
        self._add_view(lambda: self.tr("Cache"), CacheView(self._context))
        yield
        self._add_view(lambda: self.tr("This computer"), MachineView(self._context.preview))

    def _add_view(self, words: Callable[[], str], view: View) -> None:
        self._group(words, view)
        self._views.append(view)
        view.look()

    def _group(
        self, words: Callable[[], str], *below: QWidget, **sections: dict[str, Editor]
    ) -> None:
        """A card with a heading, one row for each editor, and what stands below these."""
        frame, rows = card()
        heading = label("heading")
        heading.setText(words())
        self._headings.append((heading, words))
        rows.addWidget(heading)
        grid = spaced(QGridLayout(), 0, GRID)
        grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
        grid.setColumnStretch(1, 1)
        for section, editors in sections.items():
            for name, field in editors.items():
                self._add(grid, section, name, field)
                self._say(section, name)
                self._show_value(section, name)
        rows.addLayout(grid)
        for widget in below:
            left = isinstance(widget, Button)
            rows.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag(0))
        self._column.addWidget(frame)
        frame.show()  # Qt would do so later, and draw all of them squeezed before the page grows

    def _add(self, grid: QGridLayout, section: str, name: str, field: Editor) -> None:
        self._editors[section, name] = field
        field.setObjectName(f"setting_{name}")
        field.changed.connect(lambda: self._change(section, name))
        row = grid.rowCount()
        if isinstance(field, SwitchEditor):
            grid.addWidget(field, row, 1)
            return
        title = label("soft")
        self._titles[section, name] = title
        grid.addWidget(title, row, 0)
        grid.addWidget(field, row, 1)

    def _change(self, section: str, name: str) -> None:
        field = self._editors[section, name]
        settings = self._context.settings
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
        for section, name in self._editors:
            self._show_value(section, name)
        self._show_offline()
        form, defaults = self._defaults, self._context.settings.window.defaults
        if form is not None and form.options != defaults:
            form.set_options(defaults)

    def _show_value(self, section: str, name: str) -> None:
        field = self._editors[section, name]
        stored = getattr(getattr(self._context.settings.value, section), name)
        if field.value != stored and not _being_typed(field):
            field.set_value(stored)

    def _say(self, section: str, name: str) -> None:
        """Sets the texts of one setting in the present language."""
        field = self._editors[section, name]
        field.retranslate()
        title = self._titles.get((section, name))
        if title is not None:
            title.setText(option_title(field.info))
            title.setToolTip(option_help(field.info))

    def _forget_defaults(self) -> None:
        usual = WindowSettings().defaults
        self._context.settings.change_window(defaults=usual)


def _being_typed(field: Editor) -> bool:
    return any(child.hasFocus() for child in field.findChildren(QWidget)) and not isinstance(
        field.value, Path
    )
