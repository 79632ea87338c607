"""The page Avatars: the presenters that videos are made with."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.pages.crop_dialog import CropDialog
from app.gui.pages.draw_panel import DrawPanel
from app.gui.pages.entries import AVATARS
from app.gui.pages.page import Page
from app.gui.pages.pictures_panel import PicturesPanel
from app.gui.pages.presenter_panel import PresenterPanel
from app.gui.pages.train_panel import TrainPanel
from app.gui.services.context import Context
from app.gui.services.input_files import Kind
from app.gui.services.tasks import Tasks
from app.gui.texts.names import error_words
from app.gui.theme import GRID, look
from app.gui.widgets.basic import Button, EmptyState, label, plain_tip, spaced
from app.gui.widgets.drop_hint import DropHint
from app.gui.widgets.file_choice import ask_file
from app.gui.widgets.flow import Flow
from app.gui.widgets.messages import MessageBox
from app.gui.widgets.name_dialog import NameDialog
from app.jobs.avatar import KIND as AVATAR
from app.jobs.kind import JobRequest
from app.jobs.train import KIND as TRAIN
from app.presenters import LONGEST_NAME, Presenter, PresenterFacts, Presenters
from app.presets import preset_names
from app.preview.messages import CutPortrait, LookAtPortrait, Made, MakeThumbnail, PortraitLook
from app.preview.script_messages import ListVoices, VoicesFound
from talker.consent import Consent
from talker.errors import MouthpieceError

_THUMB = QSize(144, 144)
_ID = Qt.ItemDataRole.UserRole
# The rooms of the page: who there is, drawing new ones, training a model, all that was drawn.
PEOPLE, DRAWING, TRAINING, PICTURES = range(4)


class AvatarsPage(Page):
    """A grid of portraits, and beside it what is known of the chosen one."""

    entry = AVATARS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.presenters = Presenters(context.home)
        self._files = Tasks(threads=1, parent=self)  # one change after the other
        self._known: dict[str, Presenter] = {}
        self._title = label("title")
        self._import = Button("primary", "add")
        self._people = Button("", "avatars")
        self._new = Button("", "edit")
        self._train = Button("", "models")
        self._drawn = Button("", "library")
        self._hint = DropHint(self)
        self._rooms = QStackedWidget()
        self._nobody = EmptyState("avatars")
        self.grid = QListWidget()
        self.panel = PresenterPanel()
        self._stack = QStackedWidget()
        self._dialog: CropDialog | None = None
        self._build()

    @cached_property
    def drawing(self) -> DrawPanel:
        """The room where presenters are drawn; each room is made when it is first entered."""
        made = DrawPanel(self.context)
        made.use.connect(self._use_picture)
        made.keep.connect(self.keep)
        self._rooms.addWidget(made)
        return made

    @cached_property
    def training(self) -> TrainPanel:
        """The room where a model is trained."""
        made = TrainPanel(self.context)
        self._rooms.addWidget(made)
        return made

    @cached_property
    def pictures(self) -> PicturesPanel:
        """The room with all that was drawn."""
        made = PicturesPanel(self.context)
        made.draw.connect(lambda: self.show_room(DRAWING))
        made.tools.again.connect(self._draw_again)
        made.tools.use.connect(self._use_picture)
        made.tools.keep.connect(self.keep)
        self._rooms.addWidget(made)
        return made

    def shown(self) -> None:
        """Reads the folder and the presets anew."""
        self._read_presets()
        self._read_voices()
        self._reload(None)
        if not self.context.models.statuses:
            self.context.models.refresh()  # a model that draws may be missed here

    def take(self, path: Path) -> None:
        """Begins to make a presenter of a picture."""
        self.context.preview.ask(
            LookAtPortrait(path=path),
            PortraitLook,
            lambda answer: self._ask_part(path, answer),
            self._tell,
            owner=self,
        )

    def show_room(self, number: int) -> None:
        """PEOPLE, DRAWING, TRAINING or PICTURES."""
        (self._people, self._new, self._train, self._drawn)[number].setChecked(True)
        room: QWidget = self._stack
        if number == DRAWING:
            room = self.drawing
        elif number == TRAINING:
            room = self.training
        elif number == PICTURES:
            room = self.pictures
            self.pictures.refresh()
        self._rooms.setCurrentWidget(room)
        self._import.setVisible(number == PEOPLE and bool(self._known))

    def keep(self, picture: Path) -> None:
        """Asks for a name and makes a presenter of a drawn picture."""
        name = NameDialog.ask(self, self.tr("Keep as presenter"), self._name_problem)
        if name is not None:
            self._files.run(
                lambda: self.presenters.take(picture, name),
                self._kept,
                self._tell,
                owner=self,
            )

    def _name_problem(self, name: str) -> str:
        if len(name) <= LONGEST_NAME:
            return ""
        return self.tr("A name has at most {count} letters.").format(count=LONGEST_NAME)

    @override
    def retranslate(self) -> None:
        self._people.say(self.tr("Presenters"))
        self._new.say(self.tr("Draw new ones"))
        self._train.say(self.tr("Train"))
        self._drawn.say(self.tr("Pictures"))
        self._title.setText(self.entry.title())
        self._import.say(self.tr("Import a portrait…"))
        self._nobody.say(
            self.tr("No presenters yet"),
            self.tr(
                "Keep the portraits that you use again here: cut to head and shoulders, with the "
                "owner and the consent written down. Drop a picture to begin."
            ),
            self.tr("Import a portrait…"),
        )
        self._hint.say(self.tr("Let go to import this portrait"))
        self.grid.setAccessibleName(self.tr("Presenters"))
        self.panel.retranslate()

    def _build(self) -> None:
        self._hint.dropped.connect(lambda files: self.take(files[0]))
        column = spaced(QVBoxLayout(self), GRID * 3, GRID * 2)
        head = Flow(align=Qt.AlignmentFlag.AlignJustify)
        rooms = QWidget()
        row = spaced(QHBoxLayout(rooms), 0, GRID)
        row.addWidget(self._title)
        row.addSpacing(GRID * 2)
        for button in (self._people, self._new, self._train, self._drawn):
            button.setCheckable(True)
            button.setAutoExclusive(True)
            row.addWidget(button)
        head.addWidget(rooms)
        head.addWidget(self._import)
        column.addLayout(head)
        self.grid.setObjectName("presenters")
        self.grid.setViewMode(QListView.ViewMode.IconMode)
        self.grid.setResizeMode(QListView.ResizeMode.Adjust)
        self.grid.setMovement(QListView.Movement.Static)
        self.grid.setIconSize(_THUMB)
        self.grid.setGridSize(QSize(_THUMB.width() + 5 * GRID, _THUMB.height() + 8 * GRID))
        self.grid.setSpacing(GRID)
        self.grid.setUniformItemSizes(True)
        self.grid.setTextElideMode(Qt.TextElideMode.ElideRight)
        people = QWidget()
        row = spaced(QHBoxLayout(people), 0, GRID * 2)
        row.addWidget(self.grid, 1)
        row.addWidget(self.panel)
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(people)
        self._rooms.addWidget(self._stack)
        column.addWidget(self._rooms, 1)
        self._people.setChecked(True)
        self._people.clicked.connect(lambda: self.show_room(PEOPLE))
        self._new.clicked.connect(lambda: self.show_room(DRAWING))
        self._train.clicked.connect(lambda: self.show_room(TRAINING))
        self._drawn.clicked.connect(lambda: self.show_room(PICTURES))
        self.context.events.request_opened.connect(self._open_request)
        self.context.events.presets_changed.connect(self._read_presets)
        self.panel.hide()
        self._import.hide()
        self._import.clicked.connect(self._browse)
        self._nobody.acted.connect(self._browse)
        self.grid.currentItemChanged.connect(self._choose)
        self.grid.itemActivated.connect(self._use_item)
        self.panel.use.connect(self._use)
        self.panel.another.connect(self._draw_another)
        self.panel.changed.connect(self._change)
        self.panel.remove.connect(self._ask_remove)

    def _browse(self) -> None:
        path = ask_file(self, Kind.PICTURE, title=self.tr("Choose a portrait"))
        if path is not None:
            self.take(path)

    def _ask_part(self, path: Path, answer: PortraitLook) -> None:
        if answer.picture is None:
            problem = answer.findings[0]
            self.context.events.tell.emit(f"{problem.message} {problem.hint}")
            return
        self._dialog = dialog = CropDialog(answer, path.stem, self)
        dialog.accepted.connect(lambda: self._add(path, dialog))
        dialog.open()

    def _add(self, path: Path, dialog: CropDialog) -> None:
        name = dialog.name.text()
        question = CutPortrait(
            path=path, part=dialog.view.part, target=self.presenters.new_portrait()
        )
        self.context.preview.ask(
            question, Made, lambda made: self._adopt(made, name, path), self._tell, owner=self
        )

    def _adopt(self, made: Made, name: str, origin: Path) -> None:
        portrait = made.path
        assert portrait is not None
        self._files.run(
            lambda: self.presenters.adopt(portrait, name, origin),
            lambda presenter: self._reload(presenter.id),
            self._tell,
            owner=self,
        )

    def _read_presets(self) -> None:
        home = self.context.home
        self._files.run(lambda: preset_names(home), self.panel.set_presets, owner=self)

    def _read_voices(self) -> None:
        offer = self.panel.text_voice.offer
        self.context.preview.ask(ListVoices(), VoicesFound, offer, lambda _: None, owner=self)

    def _reload(self, choose: str | None) -> None:
        self._files.run(self.presenters.all, lambda found: self._show(found, choose), owner=self)

    def _show(self, found: list[Presenter], choose: str | None) -> None:
        current = self.grid.currentItem()
        wanted = choose or (None if current is None else current.data(_ID))
        self._known = {presenter.id: presenter for presenter in found}
        self.grid.clear()
        for presenter in found:
            item = QListWidgetItem(presenter.facts.name)
            item.setData(_ID, presenter.id)
            item.setIcon(_placeholder())
            item.setToolTip(plain_tip(presenter.consent.owner or presenter.facts.name))
            self.grid.addItem(item)
            self._ask_thumbnail(presenter)
            if presenter.id == wanted:
                self.grid.setCurrentItem(item)
        self._stack.setCurrentIndex(1 if found else 0)
        if self.grid.currentItem() is not None:
            self.grid.scrollToItem(self.grid.currentItem())
        self._import.setVisible(
            bool(found) and self._rooms.currentWidget() is self._stack
        )  # the empty page has a button of its own
        if self.grid.currentItem() is None:
            self.panel.forget()

    def _ask_thumbnail(self, presenter: Presenter) -> None:
        def show(made: Made) -> None:
            item = self._item(presenter.id)
            if item is not None and made.path is not None:
                item.setIcon(_thumbnail(QPixmap(str(made.path))))

        question = MakeThumbnail(path=presenter.portrait, width=2 * _THUMB.width())
        self.context.preview.ask(question, Made, show, lambda _: None, owner=self)

    def _item(self, presenter_id: str) -> QListWidgetItem | None:
        items = (self.grid.item(row) for row in range(self.grid.count()))
        return next((item for item in items if item.data(_ID) == presenter_id), None)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.panel.show_presenter(self._known[item.data(_ID)])
            self.panel.show()

    def _use_item(self, item: QListWidgetItem) -> None:
        self._use(self._known[item.data(_ID)])

    def _use(self, presenter: Presenter) -> None:
        self.context.events.create_from_presenter(presenter)

    def _draw_another(self, presenter: Presenter) -> None:
        self.show_room(DRAWING)
        self.drawing.draw_another((presenter.portrait, *presenter.others))

    def _use_picture(self, picture: Path) -> None:
        self.context.events.create_from_portrait(picture)

    def _draw_again(self, picture: Path) -> None:
        """Fills the form with how a picture was made, to change it."""
        self.show_room(DRAWING)
        self.drawing.read_picture(picture)

    def _open_request(self, request: JobRequest) -> None:
        portraits = AVATAR.narrow(request)
        if portraits is not None:
            self.drawing.take_request(portraits)
            self.show_room(DRAWING)
        training = TRAIN.narrow(request)
        if training is not None:
            self.training.take_request(training)
            self.show_room(TRAINING)

    def _kept(self, presenter: Presenter) -> None:
        self._reload(presenter.id)
        self.context.events.tell.emit(
            self.tr("{name} is a presenter now.").format(name=presenter.facts.name)
        )

    def _change(self, presenter: Presenter, facts: PresenterFacts, consent: Consent) -> None:
        def show(changed: Presenter) -> None:
            self._known[changed.id] = changed
            item = self._item(changed.id)
            if item is not None:
                item.setText(changed.facts.name)

        self._files.run(
            lambda: self.presenters.change(presenter, facts, consent),
            show,
            self._tell,
            owner=self,
        )

    def _ask_remove(self, presenter: Presenter) -> None:
        asked = MessageBox.ask(
            self,
            self.tr("Remove"),
            self.tr("Delete {name} and the notes about it? Videos stay.").format(
                name=presenter.facts.name
            ),
        )
        if asked:
            self.panel.forget()
            self._files.run(
                lambda: self.presenters.remove(presenter),
                lambda _: self._reload(None),
                self._tell,
                owner=self,
            )

    def _tell(self, error: MouthpieceError) -> None:
        self.context.events.tell.emit(" ".join(error_words(error)))


def _placeholder() -> QIcon:
    """Keeps the place of a thumbnail that is still being made."""
    empty = QPixmap(_THUMB)
    empty.fill(QColor(look().tokens.raised))
    return _thumbnail(empty)


def _thumbnail(picture: QPixmap) -> QIcon:
    """An icon that stays as it is when it is chosen: Qt would tint it."""
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        made.addPixmap(picture, mode)
    return made
