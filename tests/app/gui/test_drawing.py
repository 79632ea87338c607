"""Drawing presenters on the page Avatars: the form, the mask, the candidates."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.gui.pages.avatars import AvatarsPage
from app.gui.pages.create import CreatePage
from app.gui.pages.draw_form import FIRST
from app.gui.pages.mask_dialog import MaskDialog
from app.gui.pages.skeleton_dialog import SkeletonDialog
from app.gui.pages.skeleton_view import Place
from app.gui.services.draw_status import DrawStatus, draw_status
from app.gui.shell.main import Desktop
from app.gui.widgets.basic import IconButton, Note
from app.gui.widgets.name_dialog import NameDialog
from app.presenters import Presenters
from app.queue.job import JobError, State
from app.settings.window import Language
from avatar_gen.options.wanted import Background
from avatar_gen.pose_presets import Preset, preset_pose
from avatar_gen.request import AvatarOptions, AvatarRequest
from avatar_gen.skeleton import read_pose
from talker.errors import ErrorCode
from tests.app.gui.doing import button, show

WAIT_MS = 120_000
LONG_MS = 200_000  # what waits for the preview process to begin
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(desktop: Desktop) -> AvatarsPage:
    found = show(desktop, AvatarsPage)
    button(found, "Draw new ones").click()
    return found


def candidate(folder: Path, picture: Path, number: int, score: int) -> Path:
    """A picture that says of itself what the library writes into it."""
    info = PngImagePlugin.PngInfo()
    verdict = {"score": score, "reasons": ["the mouth is open"] if score < 90 else []}
    info.add_itxt("mouthpiece", json.dumps({"verdict": verdict}))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"avatar-1-{number:010d}.png"
    Image.open(picture).save(path, pnginfo=info)
    return path


def test_the_form_shows_every_option_of_the_declaration(page: AvatarsPage) -> None:
    form = page.drawing.form
    assert set(FIRST) <= set(AvatarOptions.model_fields)
    for name, info in AvatarOptions.model_fields.items():
        form.editor(name).set_value(info.default)
        assert form.editor(name).value == info.default
    form.apply({"loras": "a.safetensors:0.5;b.safetensors", "scheduler": "dpm++2m-karras"})
    assert form.options.loras == ("a.safetensors:0.5", "b.safetensors")
    assert form.editor("loras").value == form.options.loras


def test_a_way_of_few_steps_shows_what_it_sets_and_takes_it_back(page: AvatarsPage) -> None:
    form = page.drawing.form
    form.apply({"prompt": "a man"})
    choice = form.editor("few_steps")
    choice.set_value("lightning")
    choice.changed.emit()
    assert form.editor("steps").value == 4
    assert form.editor("schedule").value == "simple"
    form.editor("steps").set_value(5)
    form.editor("steps").changed.emit()
    assert (form.options.steps, form.options.few_steps.value) == (5, "lightning")
    choice.set_value("off")
    choice.changed.emit()
    assert form.options == AvatarOptions(prompt="a man")


def test_other_modes_ask_for_a_picture_and_inpaint_for_a_mask(
    page: AvatarsPage, astronaut: Path, tmp_path: Path
) -> None:
    panel = page.drawing
    assert panel.draw_button.isEnabled()
    panel.form.apply({"mode": "img2img"})
    assert not panel.draw_button.isEnabled()
    assert panel.draw_button.toolTip() == "Choose a picture first."
    panel.set_image(astronaut)
    assert panel.draw_button.isEnabled()
    panel.form.apply({"mode": "inpaint"})
    assert not panel.draw_button.isEnabled()
    assert panel.draw_button.toolTip() == "Paint a mask first."
    panel.mask_file = tmp_path / "mask.png"
    panel.form.apply({"mode": "inpaint"})
    assert panel.draw_button.isEnabled()


def test_draw_puts_a_job_into_the_queue_and_stop_takes_it_out(
    desktop: Desktop, page: AvatarsPage, qtbot: QtBot
) -> None:
    page.drawing.form.apply({"prompt": "a blue man", "model": "nowhere"})
    with qtbot.waitSignal(desktop.context.events.work_added, timeout=WAIT_MS) as added:
        page.drawing.draw_button.click()
    store = desktop.context.store
    job = store.get(added.args[0][0])
    assert isinstance(job.request, AvatarRequest)
    assert (job.request.prompt, job.label) == ("a blue man", "a blue man")
    button(page, "Stop").click()
    qtbot.waitUntil(lambda: not page.drawing.progress.following, timeout=WAIT_MS)
    assert store.get(job.id).state in (State.CANCELLED, State.FAILED)


def test_a_draw_without_a_model_offers_it(
    desktop: Desktop, page: AvatarsPage, qtbot: QtBot
) -> None:
    panel = page.drawing
    error = JobError(
        ErrorCode.MODEL_MISSING, "The model is missing.", "Get it with: mouthpiece models get sd15"
    )
    panel._job = (1, Path("nowhere"))
    panel._show(DrawStatus((), State.FAILED, 0, 0, error))
    (note,) = panel.findChildren(Note)
    fetched: list[str] = []
    desktop.context.events.get_model.connect(fetched.append)
    button(note, "Get the model").click()
    qtbot.waitUntil(lambda: fetched == ["sd15"])
    desktop.context.settings.change_window(language=Language.SIMPLIFIED_CHINESE)
    QApplication.processEvents()
    (note,) = [one for one in panel.findChildren(Note) if one.isVisibleTo(panel)]
    assert re.search("[\u4e00-\u9fff]", note.findChildren(QLabel)[-1].text())
    panel._show(DrawStatus((), State.RUNNING, 1, 2, None))
    qtbot.waitUntil(lambda: not panel.findChildren(Note))


def test_candidates_are_shown_best_first_and_go_to_create_or_stay_as_presenter(
    desktop: Desktop,
    page: AvatarsPage,
    qtbot: QtBot,
    astronaut: Path,
    tmp_path: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    candidate(tmp_path / "drawn", astronaut, 1, 40)
    best = candidate(tmp_path / "drawn", astronaut, 2, 95)
    (tmp_path / "drawn" / "avatar-1-grid.png").write_bytes(b"no picture")
    draw = draw_status(desktop.context.store, 99, tmp_path / "drawn")
    assert draw.ended
    assert [(one.score, one.reasons) for one in draw.pictures] == [
        (95, ()),
        (40, ("the mouth is open",)),
    ]
    page.drawing.candidates.show_pictures(draw.pictures)
    assert page.drawing.candidates.chosen == best
    assert page.drawing.candidates.why.text() == "95 · fit for talking"
    page.drawing.candidates.grid.setCurrentRow(1)
    assert page.drawing.candidates.why.text() == "40 · the mouth is open"
    page.drawing.candidates.grid.setCurrentRow(0)
    monkeypatch.setattr(NameDialog, "ask", lambda *_: "Anna 安娜")
    button(page, "Keep as presenter…").click()
    qtbot.waitUntil(lambda: bool(Presenters(home).all()), timeout=WAIT_MS)
    (presenter,) = Presenters(home).all()
    assert presenter.facts.name == "Anna 安娜"
    assert presenter.portrait.read_bytes() == best.read_bytes()
    button(page, "Use as portrait").click()
    create = desktop.window.page
    assert isinstance(create, CreatePage)
    assert create.inputs.portrait.path == best


def test_a_job_of_the_queue_fills_the_form_again(desktop: Desktop, page: AvatarsPage) -> None:
    request = AvatarRequest(prompt="again", steps=7, loras="x.safetensors")
    desktop.context.events.change(request)
    assert page.drawing.form.options == request.options
    assert page.drawing.isVisible()


@pytest.mark.slow
def test_a_picture_of_another_program_fills_the_form_and_says_what_is_left(
    desktop: Desktop,
    page: AvatarsPage,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    info = PngImagePlugin.PngInfo()
    said = "a man, smiling\nNegative prompt: beard\nSteps: 31, Sampler: Euler a, CFG scale: 5.5, "
    info.add_itxt("parameters", f"{said}Seed: 77, Size: 512x768, Tiling: True")
    picture = tmp_path / "theirs.png"
    Image.new("RGB", (64, 96)).save(picture, pnginfo=info)
    told: list[str] = []
    desktop.context.events.tell.connect(told.append)
    monkeypatch.setattr("app.gui.pages.draw_panel.ask_file", lambda *_: picture)
    button(page, "Read a picture…").click()
    qtbot.waitUntil(lambda: bool(told), timeout=15 * WAIT_MS)  # torch is loaded
    assert told == ["theirs.png was read. Not taken over: Tiling: True"]
    options = page.drawing.form.options
    read = (options.prompt, options.negative, options.steps, options.guidance, options.seed)
    assert read == ("a man, smiling", "beard", 31, 5.5, 77)
    assert (options.scheduler.value, options.width, options.height) == ("euler-a", 512, 768)
    Image.new("RGB", (64, 96)).save(picture)
    button(page, "Read a picture…").click()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=WAIT_MS)
    assert page.drawing.form.options == options


def test_a_mask_is_painted_wiped_and_taken_back(
    page: AvatarsPage, qtbot: QtBot, astronaut: Path, tmp_path: Path
) -> None:
    dialog = MaskDialog(astronaut, page)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    view = dialog.view
    middle = QPoint(view.width() // 2, view.height() // 2)
    assert view.is_empty
    dialog.brush.setValue(80)
    QTest.mouseClick(view, LEFT, PLAIN, middle)
    assert view.painted.size() == QImage(str(astronaut)).size()
    assert view.painted.pixelColor(256, 256).value() == 255
    assert view.painted.pixelColor(5, 5).value() == 0
    QTest.mouseClick(view, RIGHT, PLAIN, middle)
    assert view.is_empty
    dialog.undo_button.click()
    assert view.painted.pixelColor(256, 256).value() == 255
    dialog.save(tmp_path / "mask.png")
    saved = Image.open(tmp_path / "mask.png").convert("L")
    assert saved.size == (512, 512)
    assert saved.getpixel((256, 256)) == 255
    dialog.undo_button.click()
    assert view.is_empty
    assert not view.can_undo


def test_the_mask_is_painted_on_what_the_loader_reads(
    page: AvatarsPage, qtbot: QtBot, astronaut: Path, tmp_path: Path
) -> None:
    """AVIF, which Qt does not know, and turned as the camera says."""
    exif = Image.Exif()
    exif[0x0112] = 6
    given = tmp_path / "phone.avif"
    Image.open(astronaut).convert("RGB").crop((0, 0, 300, 200)).save(given, exif=exif)
    panel = page.drawing
    panel.form.apply({"mode": "inpaint"})
    panel.set_image(given)
    button(panel, "Paint mask…").click()
    qtbot.waitUntil(lambda: bool(panel.findChildren(MaskDialog)), timeout=WAIT_MS)
    (dialog,) = panel.findChildren(MaskDialog)
    assert (dialog.view.painted.width(), dialog.view.painted.height()) == (200, 300)
    dialog.accept()
    assert panel.mask_file is not None
    with Image.open(panel.mask_file) as mask:
        assert mask.size == (200, 300)


def test_what_cannot_be_read_is_told_before_a_mask_is_painted(
    desktop: Desktop, page: AvatarsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "face.png").write_bytes(b"no picture")
    told: list[str] = []
    desktop.context.events.tell.connect(told.append)
    page.drawing.form.apply({"mode": "inpaint"})
    page.drawing.set_image(tmp_path / "face.png")
    button(page.drawing, "Paint mask…").click()
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    assert not page.drawing.findChildren(MaskDialog)


@pytest.mark.slow
def test_pictures_of_the_presenter_go_along_and_can_be_left_out(
    page: AvatarsPage, astronaut: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = page.drawing
    copy = tmp_path / "Anna; left.png"
    copy.write_bytes(astronaut.read_bytes())
    for picture in (astronaut, copy):
        monkeypatch.setattr("app.gui.pages.like_field.ask_file", lambda *_, to=picture: to)
        button(panel, "Add a face…").click()
    request = panel.request
    assert request is not None
    assert request.like == (str(astronaut), str(copy))
    panel.form.apply({"like_start": 0.5, "like_end": 0.5})
    assert panel.request is None
    assert panel.draw_button.toolTip() == "The likeness must begin before it ends."
    panel.form.apply({"like_start": 0.0})
    (remove,) = [
        one
        for one in panel.like.findChildren(IconButton)
        if one.accessibleName().endswith("left.png")
    ]
    remove.click()
    request = panel.request
    assert request is not None
    assert request.like == (str(astronaut),)
    panel.like.set_pictures([tmp_path / f"{number}.png" for number in range(6)])
    assert len(panel.like.pictures) == 4
    assert not panel.like.add_button.isEnabled()


@pytest.mark.slow
def test_another_picture_of_a_presenter_takes_one_click(
    desktop: Desktop, page: AvatarsPage, qtbot: QtBot, astronaut: Path, home: Path
) -> None:
    presenter = Presenters(home).take(astronaut, "Anna")
    Presenters(home).take(astronaut, "Anna")  # a further portrait
    page.drawing.form.apply({"model": "nowhere", "prompt": "a woman", "clothing": "red dress"})
    page.shown()
    qtbot.waitUntil(lambda: page.people.grid.count() == 1, timeout=LONG_MS)
    button(page, "Presenters").click()
    page.people.grid.setCurrentRow(0)
    with qtbot.waitSignal(desktop.context.events.work_added, timeout=LONG_MS) as added:
        button(page.people.panel, "Another picture").click()
    request = desktop.context.store.get(added.args[0][0]).request
    assert isinstance(request, AvatarRequest)
    assert request.like[0] == str(presenter.portrait)
    assert len(request.like) == 2
    assert request.prompt == "a woman"  # a photo says nothing of its making
    assert request.clothing not in ("", "red dress")
    assert request.background is not Background.ANY
    assert page.drawing.isVisible()


@pytest.mark.slow
def test_a_candidate_says_its_likeness_and_is_drawn_again_with_its_face(
    desktop: Desktop, page: AvatarsPage, qtbot: QtBot, astronaut: Path, tmp_path: Path
) -> None:
    path = candidate(tmp_path / "drawn", astronaut, 1, 95)
    info = PngImagePlugin.PngInfo()
    verdict = {"score": 95, "reasons": []}
    info.add_itxt("mouthpiece", json.dumps({"verdict": verdict, "likeness": 83}))
    Image.open(astronaut).save(path, pnginfo=info)
    draw = draw_status(desktop.context.store, 99, tmp_path / "drawn")
    page.drawing.candidates.show_pictures(draw.pictures)
    assert page.drawing.candidates.why.text() == "95 · fit for talking · likeness 83 of 100"
    page.drawing.form.apply({"model": "nowhere"})
    with qtbot.waitSignal(desktop.context.events.work_added, timeout=LONG_MS) as added:
        button(page, "Same face again").click()
    request = desktop.context.store.get(added.args[0][0]).request
    assert isinstance(request, AvatarRequest)
    assert request.like == (str(path),)


@pytest.fixture
def editor(page: AvatarsPage, qtbot: QtBot) -> SkeletonDialog:
    dialog = SkeletonDialog(preset_pose(Preset.HALF, 512, 512), QImage(), page)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_points_of_a_skeleton_are_dragged_moved_by_keys_and_left_out(
    editor: SkeletonDialog, tmp_path: Path
) -> None:
    view = editor.view
    wrist, nose = Place(0, 4), Place(0, 0)
    start = view.spot(wrist)
    assert start is not None
    here = view._shown(start).toPoint()
    QTest.mousePress(view, LEFT, PLAIN, here)
    QTest.mouseMove(view, here + QPoint(30, -40))
    QTest.mouseRelease(view, LEFT, PLAIN, here + QPoint(30, -40))
    moved = view.spot(wrist)
    assert moved is not None
    assert moved[0] > start[0] + 10
    assert moved[1] < start[1] - 10
    assert editor.where.text().startswith("Right wrist: ")
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.spot(wrist) == (moved[0] - 10, moved[1])
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.spot(wrist) is None
    assert editor.where.text() == "Right wrist: not seen"
    QTest.keyClick(view, Qt.Key.Key_N)
    assert view.chosen == Place(0, 5)
    for _ in range(3):
        editor.undo_button.click()
    assert view.spot(wrist) == start
    assert not view.can_undo
    before = view.spot(nose)
    assert before is not None
    here = view._shown(before).toPoint()
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mousePress(view, LEFT, shift, here)
    send_move(view, here + QPoint(12, 0), shift)
    QTest.mouseRelease(view, LEFT, shift, here + QPoint(12, 0))
    after, also = view.spot(nose), view.spot(wrist)
    assert after is not None
    assert also is not None
    assert after[0] - before[0] == pytest.approx(also[0] - start[0])
    assert after[0] > before[0] + 5
    editor.face.setChecked(False)
    editor.save(tmp_path / "pose.json")
    (person,) = read_pose(tmp_path / "pose.json").people
    assert person.face == ()
    assert person.body[0] == pytest.approx(after, abs=0.01)


def send_move(view: QWidget, spot: QPoint, held: Qt.KeyboardModifier) -> None:
    """QTest's own move knows no modifiers."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(spot), view.mapToGlobal(QPointF(spot)), LEFT, LEFT, held
    )
    QApplication.sendEvent(view, event)


@pytest.mark.slow
def test_a_preset_replaces_the_skeleton_and_is_taken_back(editor: SkeletonDialog) -> None:
    before = editor.pose
    editor.presets[Preset.HEAD].click()
    assert editor.pose == preset_pose(Preset.HEAD, 512, 512)
    editor.undo_button.click()
    assert editor.pose == before
    assert editor.find_button.isHidden()  # there is no picture


@pytest.mark.slow
def test_a_pose_of_the_picture_is_edited_and_followed(
    page: AvatarsPage, qtbot: QtBot, astronaut: Path
) -> None:
    panel = page.drawing
    assert panel.pose.isHidden()
    panel.form.apply({"mode": "controlnet"})
    panel.set_image(astronaut)
    button(panel, "Edit pose…").click()
    window = page.window()
    qtbot.waitUntil(lambda: bool(window.findChildren(SkeletonDialog)), timeout=LONG_MS)
    (dialog,) = window.findChildren(SkeletonDialog)
    assert (dialog.pose.width, dialog.pose.height) == (512, 512)
    begun = dialog.pose
    dialog.find_button.click()
    qtbot.waitUntil(lambda: dialog.pose != begun, timeout=LONG_MS)
    dialog.accept()
    request = panel.request
    assert request is not None
    assert request.image is not None
    assert request.control.value == "openpose"
    assert read_pose(request.image).people[0].body[0] is not None
    panel.form.apply({"control": "canny"})
    assert panel.pose.isHidden()
