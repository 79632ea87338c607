"""Sets of models by purpose: what they say, what their one button gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.gui.pages.model_offers import ModelOffers
from app.gui.shell.main import Desktop
from app.gui.texts.offers import Offer, offers
from app.gui.texts.sizes import size_text
from app.gui.widgets.basic import Button
from app.models.catalogue import load_catalogue
from tests.app.models.conftest import World, content, world  # noqa: F401 - a fixture

WAIT_MS = 15_000
BOTH = Offer("both", "film", "Both", ("one", "two"))


@pytest.fixture
def shop(
    world: World,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    qtbot: QtBot,
) -> Desktop:
    """A window whose catalogue has three small models."""
    for number, name in enumerate(("one", "two", "three")):
        world.add(name, {"weights.bin": content(30_000, number)})
    monkeypatch.setenv("MOUTHPIECE_CATALOGUE", str(world.catalogue))
    desktop: Desktop = request.getfixturevalue("desktop")
    desktop.context.models.refresh()
    qtbot.waitUntil(lambda: bool(desktop.context.models.statuses), timeout=WAIT_MS)
    return desktop


def ready(desktop: Desktop) -> set[str]:
    return {status.model.id for status in desktop.context.models.statuses if status.ready}


def button(shown: ModelOffers) -> Button:
    found = shown.findChild(Button)
    assert isinstance(found, Button)
    return found


def test_one_click_gets_the_whole_set(shop: Desktop, qtbot: QtBot) -> None:
    shown = ModelOffers(shop.context, (BOTH,))
    qtbot.addWidget(shown)
    shown.show()
    assert size_text(60_000) in [one.text() for one in shown.findChildren(QLabel)]
    button(shown).click()
    qtbot.waitUntil(lambda: ready(shop) == {"one", "two"}, timeout=WAIT_MS)
    assert shop.window.page.entry.key == "models"
    assert button(shown).isHidden()
    assert any(one.text() == "ready" for one in shown.findChildren(QLabel))


def test_what_is_here_is_not_offered_where_it_was_missed(shop: Desktop, qtbot: QtBot) -> None:
    other = Offer("other", "film", "Other", ("one",), or_else=("three",))
    shown = ModelOffers(shop.context, (other,), only_missing=True)
    qtbot.addWidget(shown)
    shown.show()
    assert not shown.isHidden()
    shop.context.models.get("three", accept_unverified=False)
    qtbot.waitUntil(shown.isHidden, timeout=WAIT_MS)


def test_every_offer_is_in_the_catalogue() -> None:
    known = {model.id for model in load_catalogue().models}
    for offer in offers():
        assert offer.models
        assert {*offer.models, *offer.or_else} <= known


def test_every_offer_has_a_picture() -> None:
    icons = Path(__file__).resolve().parents[3] / "app" / "gui" / "icons"
    for offer in offers():
        assert (icons / f"{offer.icon_name}.svg").is_file()
