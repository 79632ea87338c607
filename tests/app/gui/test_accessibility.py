"""What screen readers hear: the whole tree of every page, every control with a name and a role.

Qt hands this tree to AT-SPI, UI Automation and NSAccessibility.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.captions import Captions, Row
from app.gui.pages.batch_options import BatchOptions
from app.gui.pages.captions import CaptionsPage
from app.gui.pages.create import CreatePage
from app.gui.pages.dub_dialog import DubDialog
from app.gui.pages.entries import ENTRIES
from app.gui.pages.preset_gallery import PresetGallery
from app.gui.pages.recorder import Recorder
from app.gui.pages.video_details import VideoDetails
from app.gui.shell.main import Desktop
from app.gui.widgets.brand_dialog import BrandDialog
from app.gui.widgets.deliver_dialog import DeliverDialog
from app.gui.widgets.messages import MessageBox
from app.gui.widgets.name_dialog import NameDialog
from app.gui.widgets.text_dialogs import RecogniseDialog, TranslationDialog
from app.presets import Preset
from app.preview.messages import VideoLook
from app.preview.script_messages import SentenceFacts
from talker.options.deliver import DeliverOptions
from talker.options.transcribe import TranscribeOptions
from talker.provenance.signature import Signature
from talker.subtitles.cues import Cue
from tests.app.gui.doing import show

Role = QAccessible.Role
CONTROLS = frozenset(
    {
        *(Role.PushButton, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText),
        *(Role.Slider, Role.SpinBox, Role.List, Role.Table, Role.Tree, Role.ProgressBar),
        *(Role.PageTab, Role.ButtonMenu, Role.ButtonDropDown, Role.Dialog),
    }
)
NO_ROLES = frozenset({Role.NoRole, Role.Client, Role.Border, Role.Window})


def tree(item: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """An item and all that is in it; what nobody sees is left out."""
    if item.state().invisible:
        return
    yield item
    for number in range(item.childCount()):
        child = item.child(number)
        if child is not None and child.isValid():
            yield from tree(child)


def nameless(root: QWidget) -> list[str]:
    """Controls without a name, and what takes the focus without being anything."""
    top = QAccessible.queryAccessibleInterface(root)
    assert top is not None
    found, count = [], 0
    for item in tree(top):
        role, state = item.role(), item.state()
        count += 1
        named = bool(item.text(QAccessible.Text.Name).strip())
        lost = state.focusable and role in NO_ROLES and item.object() is not root
        if (role in CONTROLS and not named) or (lost and not named):
            thing = item.object()
            parent = thing.parent() if thing is not None else None
            found.append(
                f"{role.name}: {type(thing).__name__} {thing.objectName() if thing else ''} "
                f"in {type(parent).__name__}"
            )
    assert count > 3, "the tree was not walked"
    return found


def test_every_control_of_a_page_has_a_name_and_a_role(desktop: Desktop, qtbot: QtBot) -> None:
    found = []
    for page in ENTRIES:
        desktop.window.show_page(page.key)
        qtbot.wait(200)
        found += nameless(desktop.window.page)
    assert not found


def test_every_control_of_a_dialog_has_a_name_and_a_role(desktop: Desktop, qtbot: QtBot) -> None:
    window, standard = desktop.window, Preset("standard", "", {})
    box = MessageBox(window)
    box.setText("Move a.mp4 to the trash?")
    box.add("Move it", MessageBox.ButtonRole.AcceptRole, primary=True)
    dialogs: list[QWidget] = [
        box,
        Recorder(desktop.context.home, window),
        NameDialog("Save as preset", "", lambda _: "", window),
        DeliverDialog(DeliverOptions(), ["anna.mp4"], window),
        BrandDialog(None, [], window),
        DubDialog(desktop.context.home, desktop.context.preview, window),
        PresetGallery(desktop.context, [standard], window),
        BatchOptions(standard, {}, desktop.context.preview, window),
        RecogniseDialog(TranscribeOptions(), window, replaces=False),
        TranslationDialog(3, "", window),
        VideoDetails(Path("a.mp4"), VideoLook(signature=Signature.NONE), window),
    ]
    for dialog in dialogs:
        dialog.show()
        qtbot.wait(100)
        assert not nameless(dialog), type(dialog).__name__
        dialog.close()


def test_a_filled_page_has_names_in_its_rows_too(desktop: Desktop, qtbot: QtBot) -> None:
    captions = show(desktop, CaptionsPage)
    captions.model.load(Captions((Row(Cue(0.0, 1.0, "Hello.")),), "en"))
    captions.zone.set_path(Path("a.mp4"))
    qtbot.wait(50)
    assert not nameless(captions)
    create = show(desktop, CreatePage)
    script = create.inputs.script
    create.inputs.tabs.setCurrentWidget(script)
    script.sentences.open(True)
    facts = SentenceFacts(start=0, stop=6, text="Hello.", words=1, seconds=1.25, kept=False)
    script.sentences.model.show("Hello.", (facts,))
    qtbot.wait(50)
    assert not nameless(create)
    rows = QAccessible.queryAccessibleInterface(script.sentences.list)
    told = [one.text(QAccessible.Text.Name) for one in tree(rows)]
    assert "Hello., 1 word, about 1.2 s, drawn again" in told
