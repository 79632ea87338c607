"""The page Avatars: the presenters that videos are made with, and how new ones come."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.draw_panel import DrawPanel
from app.gui.pages.entries import AVATARS
from app.gui.pages.page import Page
from app.gui.pages.pictures_panel import PicturesPanel
from app.gui.pages.presenter_room import PresenterRoom
from app.gui.pages.train_panel import TrainPanel
from app.gui.services.context import Context
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, label, spaced
from app.gui.widgets.drop_hint import DropHint
from app.gui.widgets.flow import Flow
from app.jobs.avatar import KIND as AVATAR
from app.jobs.kind import JobRequest
from app.jobs.train import KIND as TRAIN
from app.presenters import Presenter

# The rooms of the page: who there is, drawing new ones, training a model, all that was drawn.
PEOPLE, DRAWING, TRAINING, PICTURES = range(4)


class AvatarsPage(Page):
    """Four rooms, each made when it is first entered but for the presenters."""

    entry = AVATARS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._title = label("title")
        self._import = Button("primary", "add")
        self._people = Button("", "avatars")
        self._new = Button("", "edit")
        self._train = Button("", "models")
        self._drawn = Button("", "library")
        self._hint = DropHint(self)
        self._rooms = QStackedWidget()
        self.people = PresenterRoom(context)
        self._build()
        self._connect()

    @cached_property
    def drawing(self) -> DrawPanel:
        """The room where presenters are drawn."""
        made = DrawPanel(self.context)
        made.use.connect(self.context.events.create_from_portrait)
        made.keep.connect(self.people.keep)
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
        made.tools.use.connect(self.context.events.create_from_portrait)
        made.tools.keep.connect(self.people.keep)
        self._rooms.addWidget(made)
        return made

    def shown(self) -> None:
        """Reads the folder and the presets anew."""
        self.people.refresh()
        if not self.context.models.statuses:
            self.context.models.refresh()  # a model that draws may be missed here

    def show_room(self, number: int) -> None:
        """PEOPLE, DRAWING, TRAINING or PICTURES."""
        (self._people, self._new, self._train, self._drawn)[number].setChecked(True)
        room: QWidget = self.people
        if number == DRAWING:
            room = self.drawing
        elif number == TRAINING:
            room = self.training
        elif number == PICTURES:
            room = self.pictures
            self.pictures.refresh()
        self._rooms.setCurrentWidget(room)
        self._show_import()

    @override
    def retranslate(self) -> None:
        self._people.say(self.tr("Presenters"))
        self._new.say(self.tr("Draw new ones"))
        self._train.say(self.tr("Train"))
        self._drawn.say(self.tr("Pictures"))
        self._title.setText(self.entry.title())
        self._import.say(self.tr("Import a portrait…"))
        self._hint.say(self.tr("Let go to import this portrait"))
        self.people.retranslate()

    def _build(self) -> None:
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
        self._rooms.addWidget(self.people)
        column.addWidget(self._rooms, 1)
        self._people.setChecked(True)
        self._import.hide()

    def _connect(self) -> None:
        self._hint.dropped.connect(lambda files: self.people.take(files[0]))
        self._people.clicked.connect(lambda: self.show_room(PEOPLE))
        self._new.clicked.connect(lambda: self.show_room(DRAWING))
        self._train.clicked.connect(lambda: self.show_room(TRAINING))
        self._drawn.clicked.connect(lambda: self.show_room(PICTURES))
        self._import.clicked.connect(self.people.browse)
        self.people.filled.connect(self._show_import)
        self.people.another.connect(self._draw_another)
        self.context.events.request_opened.connect(self._open_request)

    def _show_import(self) -> None:
        """The empty page has a button of its own."""
        somebody = self.people.grid.count() > 0
        self._import.setVisible(somebody and self._rooms.currentWidget() is self.people)

    def _draw_another(self, presenter: Presenter) -> None:
        self.show_room(DRAWING)
        self.drawing.draw_another((presenter.portrait, *presenter.others))

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
