"""Titles of choices: each belongs to its own option, whatever other options call their values."""

from __future__ import annotations

from enum import StrEnum

import pytest
from pydantic import BaseModel
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.gui.texts.choices import choice_title, choices_of, engine_title, preset_title
from app.gui.texts.i18n import FOLDER
from app.gui.texts.translate import FORMS
from app.gui.widgets.editor_factory import editor
from app.settings.store import Settings
from app.settings.updates import UpdateCheck, UpdateSettings
from avatar_gen.options.sampling import SchedulerName
from avatar_gen.request import AvatarOptions
from talker.options.choice import Choice
from talker.options.deliver import DeliverOptions
from talker.options.render import RenderOptions, declared_fields

SHOWN = sorted({kind for form in FORMS for kind in choices_of(form)}, key=lambda kind: str(kind))


def shown(qtbot: QtBot, form: type[BaseModel], name: str) -> list[str]:
    made = editor(form.model_fields[name])
    qtbot.addWidget(made)
    made.retranslate()
    box = made.findChild(QComboBox)
    assert box is not None
    return [box.itemText(index) for index in range(box.count())]


@pytest.mark.parametrize("form", FORMS)
def test_every_choice_of_a_form_has_titles(form: type[BaseModel]) -> None:
    kinds = [info.annotation for info in declared_fields(form).values()]
    named = {kind for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum)}
    assert named == set(choices_of(form))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", SHOWN)
def test_every_value_finds_its_own_title(kind: type[Choice]) -> None:
    titles = [choice_title(value) for value in kind]
    assert titles == [value.caption for value in kind]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_titles_that_are_texts_are_translated(qapp: QCoreApplication, language: str) -> None:
    translator = QTranslator()
    assert translator.load(str(FOLDER / f"{language}.qm"))
    qapp.installTranslator(translator)
    texts = [value for kind in SHOWN for value in kind if value.is_translated]
    kept = [value for value in texts if choice_title(value) == value.caption]
    qapp.removeTranslator(translator)
    assert kept == []


def test_automatic_says_for_each_option_what_it_does(qtbot: QtBot) -> None:
    assert shown(qtbot, AvatarOptions, "scheduler")[0] == "The model's own"
    assert shown(qtbot, UpdateSettings, "check")[0] == "As installed"
    assert shown(qtbot, RenderOptions, "engine")[0] == "Best available"
    assert shown(qtbot, DeliverOptions, "codec")[0] == "Usual for the kind of file"
    assert SchedulerName.AUTO == UpdateCheck.AUTO.value == "auto"


def test_settings_of_an_earlier_version_are_read() -> None:
    read = Settings.model_validate_json('{"updates": {"check": "as-installed"}}')
    assert read.updates.check is UpdateCheck.AUTO
    assert Settings.model_validate_json(read.model_dump_json()) == read
    with pytest.raises(ValueError, match="check"):
        Settings.model_validate_json('{"updates": {"check": "sometimes"}}')


@pytest.mark.usefixtures("qapp")
def test_what_is_no_choice_of_ours_keeps_its_name() -> None:
    assert (preset_title("draft"), preset_title("für Anna")) == ("Draft", "für Anna")
    assert (engine_title("builtin"), engine_title("another")) == ("Built-in", "Another")
