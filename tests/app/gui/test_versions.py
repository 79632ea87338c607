"""Further files and other versions in the window: real widgets, a real video, a real worker."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from app.gui.pages.create import CreatePage
from app.gui.pages.library import LibraryPage
from app.gui.pages.queue import QueuePage
from app.gui.pages.versions_maker import VersionsMaker
from app.gui.shell.main import Desktop
from app.gui.texts.versions import VERSIONS, version_words
from app.gui.widgets.basic import Note
from app.gui.widgets.deliver_dialog import DeliverDialog
from app.gui.widgets.deliver_form import FIRST, DeliverForm, MaterialEditor
from app.gui.widgets.versions_editor import VersionsEditor
from app.queue.job import State
from app.settings.window import Language
from talker.media.probe import probe
from talker.options.containers import Codec, Format
from talker.options.deliver import Aspect, DeliverOptions, DeliverRequest, Resolution
from talker.options.render import RenderOptions
from tests.app.gui.doing import show
from tests.talker.films import Film, film

TALL = DeliverOptions(aspect=Aspect.TALL, resolution=Resolution.P720)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> Film:
    return film(tmp_path_factory.mktemp("made"), astronaut, seconds=1.0)


@pytest.fixture
def form(qtbot: QtBot) -> DeliverForm:
    one = DeliverForm()
    qtbot.addWidget(one)
    one.show()
    one.show_rest(True)
    return one


def click(dialog: DeliverDialog, name: str) -> None:
    found = dialog.findChild(QAbstractButton, name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def choose(form: DeliverForm, name: str, index: int) -> None:
    box = form.editor(name).findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(index)
    box.activated.emit(index)


def tick(form: DeliverForm, name: str) -> None:
    box = form.editor(name).findChild(QCheckBox)
    assert box is not None
    box.click()


def line(form: DeliverForm, name: str) -> QLineEdit:
    found = form.editor(name).findChild(QLineEdit)
    assert found is not None
    return found


CHANGED = DeliverOptions(
    aspect="4:5",
    resolution="1080",
    fit="color",
    pad_color="#203040",
    background=Path("b.png"),
    matte="key",
    logo=Path("标志.png"),
    logo_size=20,
    music_level=-30,
    loudness=True,
    loudness_target=-23,
    subtitle_way="track",
    codec="av1",
    format="webm",
    rate="50",
)


@pytest.mark.parametrize("name", list(DeliverOptions.model_fields))
def test_every_option_is_shown_as_it_is(form: DeliverForm, name: str) -> None:
    for options in (DeliverOptions(), CHANGED):
        form.set_options(options)
        assert form.editor(name).value == getattr(options, name)
        assert form.valid
    assert set(FIRST) <= set(DeliverOptions.model_fields)


def test_a_file_is_dropped_or_typed_and_taken_away_again(form: DeliverForm, tmp_path: Path) -> None:
    editor = form.editor("logo")
    assert isinstance(editor, MaterialEditor)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "标志, weiß.png"))])
    move, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), move, data, button, Qt.KeyboardModifier.NoModifier)
    editor.dropEvent(event)
    assert form.options.logo == tmp_path / "标志, weiß.png"
    field = line(form, "logo")
    field.clear()
    assert form.options.logo is None
    QTest.keyClicks(field, "a b.png")
    assert form.options.logo == Path("a b.png")


def test_a_color_is_typed_and_nothing_else_counts(form: DeliverForm) -> None:
    field = line(form, "background_color")
    QTest.keyClicks(field, "#00FF")
    assert not form.valid
    assert form.options.background_color == ""
    QTest.keyClicks(field, "7f")
    assert form.valid
    assert form.options.background_color == "#00ff7f"


def test_what_would_mean_nothing_cannot_be_edited(form: DeliverForm) -> None:
    for name in ("fit", "logo_place", "music_level", "matte", "subtitle_way"):
        assert not form.editor(name).isEnabled(), name
    form.set_options(CHANGED)
    for name in ("fit", "pad_color", "logo_place", "matte", "key_color", "loudness_target"):
        assert form.editor(name).isEnabled(), name
    assert not form.editor("hardware").isEnabled(), "a WebM is not made by a graphics card"


def test_transparent_and_what_excludes_it_follow_the_later_edit(form: DeliverForm) -> None:
    form.set_options(DeliverOptions(background_color="#ffffff"))
    tick(form, "transparent")
    assert form.options == DeliverOptions(format=Format.WEBM, transparent=True)
    assert form.editor("format").value is Format.WEBM
    choose(form, "format", list(Format).index(Format.GIF))
    assert form.options == DeliverOptions(format=Format.GIF)
    tick(form, "transparent")
    QTest.keyClicks(line(form, "background_color"), "#101010")
    assert form.options.background_color == "#101010"
    assert not form.options.transparent


def offered(form: DeliverForm) -> list[object]:
    box = form.editor("codec").findChild(QComboBox)
    assert box is not None
    model = box.model()
    assert isinstance(model, QStandardItemModel)
    return [one for index, one in enumerate(Codec) if model.item(index).isEnabled()]


def test_only_codecs_that_the_kind_of_file_holds_are_offered(form: DeliverForm) -> None:
    assert offered(form) == [Codec.AUTO, Codec.H264, Codec.HEVC, Codec.AV1, Codec.VP9]
    choose(form, "codec", list(Codec).index(Codec.AV1))
    choose(form, "format", list(Format).index(Format.WEBM))
    assert offered(form) == [Codec.AUTO, Codec.AV1, Codec.VP9]
    assert form.options == DeliverOptions(format=Format.WEBM, codec=Codec.AV1)
    tick(form, "transparent")
    assert offered(form) == [Codec.AUTO, Codec.VP9]
    assert form.options == DeliverOptions(format=Format.WEBM, transparent=True)
    form.set_options(DeliverOptions(format=Format.MOV, codec=Codec.HEVC))  # an older version's
    assert form.options == DeliverOptions(format=Format.MOV)
    assert form.editor("codec").isEnabled() is (len(Format.MOV.container.codecs) > 1)


def test_versions_say_what_makes_them_different() -> None:
    assert version_words(DeliverOptions()) == "As the video"
    assert version_words(TALL) == "9:16 · 720"
    assert version_words(CHANGED) == (
        "4:5 · 1080 · WebM · AV1 · New background · Logo · Set the loudness · 50 fps"
    )
    assert len({version_words(one) for one in VERSIONS}) == len(VERSIONS)


@pytest.fixture
def editor(qtbot: QtBot) -> VersionsEditor:
    one = VersionsEditor(RenderOptions.model_fields["deliverable"])
    qtbot.addWidget(one)
    one.retranslate()
    one.show()
    return one


def test_the_usual_files_are_in_the_menu_and_each_is_a_row(
    editor: VersionsEditor, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(editor.changed):
        editor.menu.actions()[0].trigger()
    editor.menu.actions()[4].trigger()
    options = RenderOptions(deliverable=editor.value)
    assert options.deliverables == (VERSIONS[0], VERSIONS[4])
    remove = editor.findChild(QToolButton, "remove_0")
    assert remove is not None
    remove.click()
    assert RenderOptions(deliverable=editor.value).deliverables == (VERSIONS[4],)


def test_another_is_asked_for_and_one_of_the_list_is_changed(
    editor: VersionsEditor, tmp_path: Path
) -> None:
    dialog = editor.ask(None)
    click(dialog, "aspect_1:1")
    dialog.take.click()
    square = DeliverOptions(aspect=Aspect.SQUARE, resolution=Resolution.P1080)
    assert RenderOptions(deliverable=editor.value).deliverables == (square,)
    dialog = editor.ask(0)
    assert dialog.form.options == square
    logo = tmp_path / "a; b, c.png"
    logo.touch()
    line(dialog.form, "logo").setText(str(logo))
    dialog.take.click()
    (kept,) = RenderOptions(deliverable=editor.value).deliverables
    assert kept.logo == logo
    dialog = editor.ask(0)
    click(dialog, "aspect_9:16")
    dialog.reject()
    assert RenderOptions(deliverable=editor.value).deliverables == (kept,)


def test_further_files_of_create_are_options_of_the_video(desktop: Desktop, qtbot: QtBot) -> None:
    page = show(desktop, CreatePage)
    editor = page.form.editor("deliverable")
    assert isinstance(editor, VersionsEditor)
    editor.menu.actions()[2].trigger()
    assert page.form.options.deliverables == (VERSIONS[2],)
    desktop.context.settings.change_window(language=Language.SIMPLIFIED_CHINESE)
    qtbot.waitUntil(lambda: editor.menu.actions()[5].text() == "WebM · 透明")


@pytest.mark.slow
def test_other_versions_of_chosen_videos_are_made_by_the_queue(
    desktop: Desktop, qtbot: QtBot, made: Film, tmp_path: Path
) -> None:
    folder = tmp_path / "videos"
    folder.mkdir()
    for name in ("Anna", "Berta"):
        (folder / f"{name}.mp4").write_bytes(made.path.read_bytes())
    desktop.window.show_page("batch")  # the Library looks when it comes to the front
    desktop.context.settings.change_window(output_folder=folder)
    (folder / "Anna_1x1_1080.mp4").write_bytes(b"taken")
    page = show(desktop, LibraryPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=60000)
    page.bar.search.setText("na")  # Anna and Anna_1x1_1080
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.bar.search.setText("")
    page.grid.selectAll()
    page.grid.selectionModel().select(
        next(
            page.model.index(row, 0)
            for row in range(3)
            if page.model.entry(row).name == "Anna_1x1_1080"
        ),
        page.grid.selectionModel().SelectionFlag.Deselect,
    )
    assert page.tools.buttons["versions"].isEnabled()
    page.tools.buttons["versions"].click()
    dialog = desktop.window.findChild(DeliverDialog)
    assert dialog is not None
    assert "2 videos" in dialog.findChildren(type(dialog._heading))[0].text()
    click(dialog, "aspect_1:1")
    dialog.take.click()
    store = desktop.context.store
    qtbot.waitUntil(lambda: len(store.page([State.DONE])) == 2, timeout=60000)
    written = {job.output.name for job in store.page([State.DONE]) if job.output is not None}
    assert written == {"Anna_1x1_1080 2.mp4", "Berta_1x1_1080.mp4"}
    assert (folder / "Anna_1x1_1080.mp4").read_bytes() == b"taken"
    video = probe(folder / "Berta_1x1_1080.mp4").video
    assert video is not None
    assert video.width == video.height
    assert desktop.context.settings.window.version.aspect is Aspect.SQUARE


def test_the_next_version_begins_with_the_shape_of_the_last_but_not_with_its_subtitles(
    desktop: Desktop, qtbot: QtBot, made: Film, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: desktop.context.workers.on, timeout=5000)
    desktop.context.workers.stop()
    words = tmp_path / "words.srt"
    words.write_text("1\n00:00:00,000 --> 00:00:01,000\nHello\n", encoding="utf-8")
    options = DeliverOptions(aspect=Aspect.SQUARE, subtitles=words)
    VersionsMaker(desktop.context, show(desktop, LibraryPage)).ask([made.path], options)
    dialog = desktop.window.findChild(DeliverDialog)
    assert dialog is not None
    dialog.take.click()
    store = desktop.context.store
    qtbot.waitUntil(lambda: len(store.page()) == 1, timeout=10000)
    request = store.page()[0].request
    assert isinstance(request, DeliverRequest)
    assert request.subtitles == words
    last = desktop.context.settings.window.version
    assert (last.aspect, last.subtitles) == (Aspect.SQUARE, None)


def test_a_version_in_the_queue_is_shown_and_made_again_with_changes(
    desktop: Desktop, qtbot: QtBot, made: Film, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: desktop.context.workers.on, timeout=5000)
    desktop.context.workers.stop()
    request = DeliverRequest(video=made.path, output=tmp_path / "tall.mp4", **dict(TALL))
    page = show(desktop, QueuePage)
    from app.queue.control import new_job

    (number,) = desktop.context.store.add([new_job(desktop.context.store, request)])
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=10000)
    page.panel.show_job(desktop.context.store.get(number))
    desktop.context.events.change(request)
    dialog = desktop.window.findChild(DeliverDialog)
    assert dialog is not None
    assert dialog.form.options == TALL
    dialog.reject()


def test_another_shape_is_as_large_as_its_places_want_it(form: DeliverForm) -> None:
    form.editor("aspect").set_value(Aspect.TALL)
    form.editor("aspect").changed.emit()
    sizes = [form.options.resolution]
    form.editor("resolution").set_value(Resolution.SOURCE)
    form.editor("resolution").changed.emit()
    sizes.append(form.options.resolution)
    assert sizes == [Resolution.P1080, Resolution.SOURCE], "whoever wants few pixels gets them"


def test_a_file_that_is_not_there_keeps_the_dialog_and_what_was_typed(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    dialog = DeliverDialog(TALL, ["a.mp4"], desktop.window)
    qtbot.addWidget(dialog)
    dialog.open()
    taken: list[DeliverOptions] = []
    dialog.chosen.connect(taken.append)
    dialog.form.editor("logo").set_value(tmp_path / "away.png")
    dialog.form.editor("logo").changed.emit()
    dialog.take.click()
    assert not taken
    assert dialog.isVisible()
    (note,) = dialog.findChildren(Note)
    assert "away.png" in note.findChildren(QLabel)[-1].text()
    (tmp_path / "away.png").write_bytes(b"a picture")
    dialog.take.click()
    assert [one.logo for one in taken] == [tmp_path / "away.png"]
    assert not dialog.isVisible()
