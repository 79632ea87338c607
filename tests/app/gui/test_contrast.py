"""Everything that is to be read has a contrast of at least 4.5 to 1, edges of fields 3 to 1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.gui.pages.batch_options import BatchOptions
from app.gui.pages.dub_dialog import DubDialog
from app.gui.pages.entries import ENTRIES
from app.gui.pages.preset_gallery import PresetGallery
from app.gui.pages.settings import SettingsPage
from app.gui.shell.main import Desktop
from app.gui.theme import DARK, LIGHT, Tokens, style_sheet
from app.gui.widgets.brand_dialog import BrandDialog
from app.gui.widgets.machine_view import MachineView
from app.gui.widgets.text_dialogs import RecogniseDialog
from app.presets import Preset
from app.settings.window import Theme
from talker.options.transcribe import TranscribeOptions

READ = 4.5  # WCAG 2.2, 1.4.3
SEEN = 3.0  # 1.4.11
GROUNDS = ("window", "surface", "raised", "accent_soft", "warn_soft", "bad_soft")
TEXTS = (
    *("text", "text_soft", "text_faint", "accent", "accent_strong"),
    *("good", "warn", "bad"),
)
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def contrast(one: QColor, other: QColor) -> float:
    """After WCAG 2.2: relative luminances, the lighter one above."""

    def light(colour: QColor) -> float:
        parts = [colour.redF(), colour.greenF(), colour.blueF()]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def colour(tokens: Tokens, name: str) -> QColor:
    return QColor(getattr(tokens, name))


@THEMES
def test_every_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    poor = [
        (text, ground, round(contrast(colour(tokens, text), colour(tokens, ground)), 2))
        for text in TEXTS
        for ground in GROUNDS
        if contrast(colour(tokens, text), colour(tokens, ground)) < READ
    ]
    assert not poor
    for ground in ("accent", "accent_strong"):
        assert contrast(colour(tokens, "on_accent"), colour(tokens, ground)) >= READ
    for ground in ("window", "surface"):
        assert contrast(colour(tokens, "line_strong"), colour(tokens, ground)) >= SEEN


@THEMES
def test_every_rule_that_sets_both_colours_can_be_read(tokens: Tokens) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", style_sheet(tokens), flags=re.DOTALL)
    pairs = {}
    for rule, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        said = {k.strip(): v.strip() for k, _, v in (x.partition(":") for x in body.split(";"))}
        text, ground = said.get("color", ""), said.get("background", "")
        if text.startswith("#") and ground.startswith("#"):
            pairs[rule.strip()] = contrast(QColor(text), QColor(ground))
    assert len(pairs) > 10
    assert {rule: ratio for rule, ratio in pairs.items() if ratio < READ} == {}


def shown(root: QWidget) -> Iterator[QWidget]:
    """What shows a text now."""
    for kind in (QLabel, QAbstractButton, QLineEdit):
        for one in root.findChildren(kind):
            if one.isVisible() and one.property("text") and not one.visibleRegion().isEmpty():
                yield one


def ground_of(picture: QImage, root: QWidget, one: QWidget) -> QColor:
    """The colour that fills most of what can be seen of a widget."""
    region = one.visibleRegion().boundingRect()
    place = region.translated(one.mapTo(root, one.rect().topLeft()))
    across = range(place.left(), place.right() + 1, 2)
    down = range(place.top(), place.bottom() + 1, 2)
    counts = Counter(picture.pixel(x, y) for y in down for x in across if picture.valid(x, y))
    return QColor.fromRgb(counts.most_common(1)[0][0])


class Ratio(NamedTuple):
    """How well the text of a widget can be read."""

    kind: str
    text: str
    ratio: float


def ratios_in(root: QWidget) -> list[Ratio]:
    """Those of all that shows a text now."""
    picture = root.grab().toImage()
    return [
        Ratio(
            type(one).__name__,
            str(one.property("text")),
            contrast(one.palette().color(one.foregroundRole()), ground_of(picture, root, one)),
        )
        for one in shown(root)
    ]


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_what_the_pages_show_can_be_read(desktop: Desktop, qtbot: QtBot, theme: Theme) -> None:
    desktop.context.settings.change_window(theme=theme)
    window, ratios = desktop.window, []
    for page in ENTRIES:
        window.show_page(page.key)
        if isinstance(window.page, SettingsPage):
            window.page.groups.view(MachineView)  # all of it is made
        qtbot.wait(150)
        ratios += ratios_in(window)
    assert len(ratios) > 100
    assert not [one for one in ratios if one.ratio < READ]


@pytest.mark.parametrize("theme", [pytest.param(Theme.LIGHT, marks=pytest.mark.slow), Theme.DARK])
def test_what_the_dialogs_show_can_be_read(desktop: Desktop, qtbot: QtBot, theme: Theme) -> None:
    desktop.context.settings.change_window(theme=theme)
    context, window = desktop.context, desktop.window
    standard = Preset("standard", "", {})
    dialogs = [
        DubDialog(context.home, context.preview, window),
        PresetGallery(context, [standard], window),
        BatchOptions(standard, {"size": 384}, context.preview, window),
        BrandDialog(None, [], window),
        RecogniseDialog(TranscribeOptions(), window, replaces=True),
    ]
    for dialog in dialogs:
        dialog.show()
        qtbot.waitExposed(dialog)
        ratios = ratios_in(dialog)
        dialog.close()
        assert len(ratios) > 3, type(dialog).__name__
        assert not [one for one in ratios if one.ratio < READ]
