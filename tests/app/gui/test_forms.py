"""The form: made from the declaration, every option can be edited, nothing wrong gets through."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from pydantic import BaseModel
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

import talker
from app.gui.services.preview import PreviewService
from app.gui.widgets.deliver_form import FIRST as DELIVER_FIRST
from app.gui.widgets.deliver_form import DeliverForm
from app.gui.widgets.editors import NumberEditor
from app.gui.widgets.options_form import FIRST, OptionsForm
from app.presets import load_preset
from avatar_gen.request import AvatarOptions
from talker.home import home_folder
from talker.options.ai_label import LabelTime
from talker.options.deliver import DeliverOptions
from talker.options.engines import EngineFacts, shipped_engines, unused_options
from talker.options.picture import Mode
from talker.options.render import RenderOptions, declared_fields, option_values
from talker.options.shown import shown_as

W = TypeVar("W", bound=QWidget)
CHANGED = RenderOptions(
    engine="builtin",
    compile=True,
    mode=Mode.FULL,
    size=256,
    fps=30,
    still=True,
    pose_style=12,
    expression_scale=1.5,
    yaw=(-10.0, 20.0),
    seed=2**31 - 1,
    quality=0,
    max_minutes=1.5,
)


@pytest.fixture
def form(qtbot: QtBot, tmp_path: Path) -> Iterator[OptionsForm]:
    preview = PreviewService(tmp_path)
    made = OptionsForm(preview)
    qtbot.addWidget(made)
    made.show()
    made.show_rest(True)
    yield made
    preview.close()


def child(form: OptionsForm, name: str, kind: type[W]) -> W:
    found = form.editor(name).findChild(kind)
    assert found is not None
    return found


@pytest.mark.parametrize("name", list(declared_fields(RenderOptions)))
def test_every_option_is_shown_as_it_is(form: OptionsForm, name: str) -> None:
    for options in (RenderOptions(), CHANGED):
        form.set_options(options)
        assert form.editor(name).value == option_values(options)[name]


def test_options_that_are_folded_away_are_made_when_they_are_seen(qtbot: QtBot) -> None:
    """Bit by bit, as they stand by then: changed, useless, and in the order of the declaration."""
    form = DeliverForm()
    qtbot.addWidget(form)
    form.show()
    folded = [name for name in declared_fields(DeliverOptions) if name not in DELIVER_FIRST]
    assert not any(form.findChild(QWidget, f"option_{name}") for name in folded)
    form.set_options(DeliverOptions(logo_size=33.0))
    form.show_rest(True)
    last = f"option_{folded[-1]}"
    qtbot.waitUntil(lambda: form.findChild(QWidget, last) is not None, timeout=60_000)
    assert all(form.findChild(QWidget, f"option_{name}") for name in folded)
    assert form.editor("logo_size").value == 33.0
    assert not form.editor("logo_size").isEnabled()  # there is no logo
    assert form.editor("logo_size").isVisible()


def test_every_option_that_comes_first_exists() -> None:
    assert set(FIRST) <= set(RenderOptions.model_fields)


def test_what_the_user_changes_is_in_the_options(form: OptionsForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.changed):
        child(form, "still", QCheckBox).click()
    child(form, "pose_style", QSpinBox).setValue(9)
    child(form, "expression_scale", QSlider).setValue(40)
    box = child(form, "engine", QComboBox)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert (form.options.still, form.options.pose_style) == (True, 9)
    assert form.options.expression_scale == 2.0
    assert form.options.engine == "builtin"


@pytest.mark.parametrize(("typed", "fits"), [("-10, 20", True), ("-10,99", False), ("x", False)])
def test_angles_are_checked_while_they_are_typed(
    form: OptionsForm, typed: str, fits: bool, qtbot: QtBot
) -> None:
    line = child(form, "yaw", QLineEdit)
    qtbot.keyClicks(line, typed)  # type: ignore[no-untyped-call]
    assert form.valid is fits
    assert form.options.yaw == ((-10.0, 20.0) if fits else form.options.yaw)
    assert line.property("wrong") == ("false" if fits else "true")


def test_leaving_the_label_out_needs_a_reason(form: OptionsForm) -> None:
    form.apply({"ai_label": LabelTime.OFF})
    assert not form.valid
    line = child(form, "ai_label_reason", QLineEdit)
    line.setText("The credits say it")
    line.textEdited.emit(line.text())
    assert form.valid
    assert form.options.ai_label_reason == "The credits say it"


def test_numbers_cannot_leave_their_range(form: OptionsForm) -> None:
    box = child(form, "size", QSpinBox)
    assert (box.minimum(), box.maximum(), box.singleStep()) == (128, 1024, 2)


def test_a_preset_changes_what_it_sets_and_nothing_else(form: OptionsForm) -> None:
    form.set_options(CHANGED)
    preset = load_preset("draft", home_folder())
    form.apply(preset.options)
    expected = CHANGED.model_copy(update=dict(preset.options))
    assert form.options.model_dump() == RenderOptions(**expected.model_dump()).model_dump()


def test_the_head_moves_as_the_pose_style_says(form: OptionsForm, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(form._pose.angles) == 100, timeout=30_000)
    first = form._pose.angles
    child(form, "pose_style", QSpinBox).setValue(20)
    qtbot.waitUntil(lambda: form._pose.angles != first, timeout=30_000)
    child(form, "still", QCheckBox).click()
    qtbot.waitUntil(lambda: max(abs(yaw) for yaw, _, _ in form._pose.angles) < 0.5, timeout=30_000)


# Their titles say what they count, or there is no unit: shares of one, numbers of styles.
_PLAIN = {"fps", "pose_style", "enhance_strength", "logo_opacity", "count", "steps", "guidance"} | {
    "seed",
    "clip_skip",
    "strength",
    "control_scale",
    "detail_strength",
    "hires_strength",
    "variation_seed",
    *("like_start", "like_end", "control_start", "control_end"),
}


@pytest.mark.parametrize("declared", [RenderOptions, DeliverOptions, AvatarOptions])
def test_every_number_says_what_it_counts(declared: type[BaseModel]) -> None:
    bare = {
        name
        for name, info in declared_fields(declared).items()
        if info.annotation in (int, float) and not shown_as(info).texts
    }
    assert bare <= _PLAIN


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("max_minutes", 120.0, "120 minutes"),
        ("max_minutes", 2.5, "2.5 minutes"),
        ("size", 512, "512 pixels"),
        ("quality", 18, "18 · looks lossless"),
        ("quality", 30, "30 · small"),
        ("head_motion", 1.0, "1 · natural"),
        ("blink_rate", 15.0, "15 a minute"),
        ("blink_rate", 0.0, "None"),
        ("seed", 0, "By portrait and speech"),
    ],
)
def test_a_number_is_shown_with_its_unit_or_in_words(
    form: OptionsForm, name: str, value: float, text: str
) -> None:
    form.apply({name: value})
    assert child(form, name, QAbstractSpinBox).text() == text
    assert form.editor(name).value == value


def test_a_number_that_is_typed_with_its_unit_is_taken(form: OptionsForm) -> None:
    box = child(form, "max_minutes", QAbstractSpinBox)
    box.selectAll()
    QTest.keyClicks(box, "90.5 minutes")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert form.options.max_minutes == 90.5


def test_what_the_engine_makes_no_use_of_says_so(form: OptionsForm) -> None:
    for engine in shipped_engines():
        form.show_engine(engine.id)
        unused = unused_options(engine)
        for name in declared_fields(RenderOptions):
            field = form.editor(name)
            box = field.findChild(QWidget)
            assert field.isEnabled() is (name not in unused)
            assert box is not None
            assert ("makes no use of this" in box.toolTip()) is (name in unused)
    form.show_engine("auto")
    assert all(form.editor(name).isEnabled() for name in declared_fields(RenderOptions))


@pytest.mark.parametrize("engine", shipped_engines(), ids=lambda engine: engine.id)
def test_an_engine_reads_none_of_what_it_makes_no_use_of(engine: EngineFacts) -> None:
    """No line of its package names it; what several engines share they use of it."""
    package = Path(talker.__file__).parent / "engines" / engine.id
    assert engine.ignores <= RenderOptions.model_fields.keys()
    read = {
        node.attr
        for path in package.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "options"
    }
    assert not engine.ignores & read


def test_a_seed_of_other_programs_is_shown_and_given_back_whole(qtbot: QtBot) -> None:
    editor = NumberEditor(AvatarOptions.model_fields["seed"], whole=True)
    qtbot.addWidget(editor)
    editor.set_value(2**32 - 1)
    assert editor.value == 2**32 - 1
    assert isinstance(editor.value, int)
    assert editor._box.text() == "4294967295"
