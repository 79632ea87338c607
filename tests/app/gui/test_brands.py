"""Brands in the window: made in a dialog, worn by videos, batches and versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.brands import Brand, load_brand, save_brand
from app.gui.pages.batch import BatchPage
from app.gui.pages.brand_box import BrandBox
from app.gui.pages.create import CreatePage
from app.gui.pages.versions_maker import VersionsMaker
from app.gui.shell.main import Desktop
from app.gui.widgets.brand_dialog import BrandDialog
from app.gui.widgets.deliver_dialog import DeliverDialog
from talker.options.ai_label import Corner
from talker.options.deliver import Aspect, DeliverOptions, FinishOptions
from talker.options.deliver_spec import read_spec
from tests.app.gui.doing import button, show
from tests.talker.sounds import write_clicks

LOOK_MS = 30_000


@pytest.fixture
def acme(home: Path, astronaut: Path) -> Brand:
    """A brand that is there before the window opens; ask for it before `desktop`."""
    finish = FinishOptions(logo=astronaut, loudness=True)
    return save_brand(Brand("Acme", "", finish, ("9:16,1080",), Corner.TOP_LEFT), home)


def choose(box: BrandBox, name: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: box.box.findData(name) >= 0, timeout=5000)
    box.box.setCurrentIndex(box.box.findData(name))
    box.box.activated.emit(box.box.currentIndex())


def test_a_brand_is_made_in_the_dialog_which_keeps_what_was_typed(
    desktop: Desktop, qtbot: QtBot, home: Path, astronaut: Path
) -> None:
    page = show(desktop, CreatePage)
    page.brands.edit(None)
    dialog = desktop.window.findChild(BrandDialog)
    assert dialog is not None
    assert not dialog.take.isEnabled()
    dialog.name.setText("Ours/Theirs")
    assert not dialog.take.isEnabled()
    dialog.name.setText("Ours")
    logo = dialog.form.editor("logo")
    logo.set_value(Path("nowhere.png"))
    logo.changed.emit()
    dialog.shapes[Aspect.SQUARE].setChecked(True)
    dialog.corner.setCurrentIndex(dialog.corner.findData(Corner.TOP_RIGHT))
    dialog.take.click()
    assert dialog.isVisible()
    assert dialog.name.text() == "Ours"
    logo.set_value(astronaut)
    logo.changed.emit()
    dialog.take.click()
    qtbot.waitUntil(lambda: page.brands.brand is not None, timeout=5000)
    made = load_brand("ours", home)
    assert (made.corner, [read_spec(one).aspect for one in made.shapes]) == (
        Corner.TOP_RIGHT,
        [Aspect.SQUARE],
    )
    assert made.finish.logo is not None
    assert made.finish.logo.read_bytes() == astronaut.read_bytes()


def test_a_video_wears_a_brand_and_takes_it_off(
    acme: Brand, desktop: Desktop, qtbot: QtBot
) -> None:
    page = show(desktop, CreatePage)
    page.form.apply({"deliverable": ("gif",)})
    choose(page.brands, "Acme", qtbot)
    assert page.form.options.deliverable == ("gif", *acme.deliverables)
    assert page.form.options.ai_label_corner is Corner.TOP_LEFT
    # Whoever comes back to these options sees the brand.
    again = CreatePage(desktop.context)
    qtbot.addWidget(again)
    again.show_draft(page.draft)
    qtbot.waitUntil(lambda: again.brands.name == "Acme", timeout=5000)
    choose(page.brands, "", qtbot)
    assert page.form.options.deliverable == ("gif",)


def test_a_batch_wears_a_brand(
    acme: Brand, desktop: Desktop, qtbot: QtBot, tmp_path: Path, astronaut: Path
) -> None:
    folder = tmp_path / "batch"
    folder.mkdir()
    (folder / "ann.png").write_bytes(astronaut.read_bytes())
    write_clicks(folder / "one.wav", 1.0, 16000, at=0.3)
    page = show(desktop, BatchPage)
    page.take([folder])
    qtbot.waitUntil(lambda: page.planner.plan is not None, timeout=LOOK_MS)
    choose(page.brands, "Acme", qtbot)
    assert page.draft.brand == "Acme"
    qtbot.waitUntil(lambda: page.add.isEnabled(), timeout=LOOK_MS)
    page.add.click()
    store = desktop.context.store
    qtbot.waitUntil(lambda: bool(store.page()), timeout=LOOK_MS)
    (job,) = store.page()
    assert tuple(getattr(job.request, "deliverable", ())) == acme.deliverables


def test_a_version_wears_a_brand(
    acme: Brand, desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    page = show(desktop, CreatePage)
    maker = VersionsMaker(desktop.context, page)
    maker.ask([tmp_path / "a.mp4"], DeliverOptions(aspect=Aspect.TALL))
    dialog = desktop.window.findChild(DeliverDialog)
    assert dialog is not None
    box = dialog.findChild(BrandBox)
    assert box is not None
    choose(box, "Acme", qtbot)
    assert (dialog.form.options.logo, dialog.form.options.loudness) == (acme.finish.logo, True)
    assert dialog.form.options.aspect is Aspect.TALL
    choose(box, "", qtbot)
    assert (dialog.form.options.logo, dialog.form.options.loudness) == (None, False)
    button(dialog, "Cancel").click()
