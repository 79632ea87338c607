"""The presenters that there are: made of pictures, changed, and removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.gui.pages.crop_dialog import CropDialog
from app.gui.pages.presenter_grid import PresenterGrid
from app.gui.pages.presenter_panel import PresenterPanel
from app.gui.services.context import Context
from app.gui.services.input_files import Kind
from app.gui.services.tasks import Tasks
from app.gui.theme import GRID
from app.gui.widgets.basic import EmptyState, spaced
from app.gui.widgets.file_choice import ask_file
from app.gui.widgets.messages import MessageBox
from app.gui.widgets.name_dialog import NameDialog
from app.presenters import LONGEST_NAME, Presenter, PresenterFacts, Presenters
from app.presets import preset_names
from app.preview.messages import CutPortrait, LookAtPortrait, Made, PortraitLook
from app.preview.script_messages import ListVoices, VoicesFound
from talker.consent import Consent


class PresenterRoom(QStackedWidget):
    """A grid of portraits, and beside it what is known of the chosen one.

    `filled` when others are shown. `another` brings a Presenter of whom a further portrait
    is wanted.
    """

    filled = Signal()
    another = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._presenters = Presenters(context.home)
        self._files = Tasks(threads=1, parent=self)  # one change after the other
        self._nobody = EmptyState("avatars")
        self.grid = PresenterGrid(context.preview)
        self.panel = PresenterPanel()
        people = QWidget()
        row = spaced(QHBoxLayout(people), 0, GRID * 2)
        row.addWidget(self.grid, 1)
        row.addWidget(self.panel)
        self.addWidget(self._nobody)
        self.addWidget(people)
        self.panel.hide()
        self._nobody.acted.connect(self.browse)
        self.grid.chosen.connect(self._show_facts)
        self.grid.used.connect(context.events.create_from_presenter)
        self.panel.use.connect(context.events.create_from_presenter)
        self.panel.another.connect(self.another)
        self.panel.changed.connect(self._change)
        self.panel.remove.connect(self._ask_remove)
        context.events.presets_changed.connect(self._read_presets)

    def refresh(self) -> None:
        """Reads the folder, the presets and the voices anew."""
        self._read_presets()
        offer = self.panel.text_voice.offer
        self._context.preview.ask(ListVoices(), VoicesFound, offer, lambda _: None, owner=self)
        self._reload(None)

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        self._nobody.say(
            self.tr("No presenters yet"),
            self.tr(
                "Keep the portraits that you use again here: cut to head and shoulders, with the "
                "owner and the consent written down. Drop a picture to begin."
            ),
            self.tr("Import a portrait…"),
        )
        self.grid.setAccessibleName(self.tr("Presenters"))
        self.panel.retranslate()

    def browse(self) -> None:
        """Asks for a picture to make a presenter of."""
        path = ask_file(self, Kind.PICTURE, title=self.tr("Choose a portrait"))
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Begins to make a presenter of a picture."""
        self._context.preview.ask(
            LookAtPortrait(path=path),
            PortraitLook,
            lambda answer: self._ask_part(path, answer),
            self._context.events.tell_error,
            owner=self,
        )

    def keep(self, picture: Path) -> None:
        """Asks for a name and makes a presenter of a drawn picture."""
        name = NameDialog.ask(self, self.tr("Keep as presenter"), self._name_problem)
        if name is not None:
            self._files.run(
                lambda: self._presenters.take(picture, name),
                self._kept,
                self._context.events.tell_error,
                owner=self,
            )

    def _name_problem(self, name: str) -> str:
        if len(name) <= LONGEST_NAME:
            return ""
        return self.tr("A name has at most {count} letters.").format(count=LONGEST_NAME)

    def _kept(self, presenter: Presenter) -> None:
        self._reload(presenter.id)
        self._context.events.tell.emit(
            self.tr("{name} is a presenter now.").format(name=presenter.facts.name)
        )

    def _ask_part(self, path: Path, answer: PortraitLook) -> None:
        if answer.picture is None:
            problem = answer.findings[0]
            self._context.events.tell.emit(f"{problem.message} {problem.hint}")
            return
        dialog = CropDialog(answer, path.stem, self)
        dialog.accepted.connect(lambda: self._add(path, dialog))
        dialog.open()

    def _add(self, path: Path, dialog: CropDialog) -> None:
        name = dialog.name.text()
        question = CutPortrait(
            path=path, part=dialog.view.part, target=self._presenters.new_portrait()
        )
        self._context.preview.ask(
            question,
            Made,
            lambda made: self._adopt(made, name, path),
            self._context.events.tell_error,
            owner=self,
        )

    def _adopt(self, made: Made, name: str, origin: Path) -> None:
        portrait = made.path
        assert portrait is not None
        self._files.run(
            lambda: self._presenters.adopt(portrait, name, origin),
            lambda presenter: self._reload(presenter.id),
            self._context.events.tell_error,
            owner=self,
        )

    def _read_presets(self) -> None:
        home = self._context.home
        self._files.run(lambda: preset_names(home), self.panel.set_presets, owner=self)

    def _reload(self, choose: str | None) -> None:
        self._files.run(self._presenters.all, lambda found: self._show(found, choose), owner=self)

    def _show(self, found: list[Presenter], choose: str | None) -> None:
        self.setCurrentIndex(1 if found else 0)
        self.grid.show_all(found, choose)
        self.filled.emit()
        if self.grid.currentItem() is None:
            self.panel.forget()

    def _show_facts(self, presenter: Presenter) -> None:
        self.panel.show_presenter(presenter)
        self.panel.show()

    def _change(self, presenter: Presenter, facts: PresenterFacts, consent: Consent) -> None:
        self._files.run(
            lambda: self._presenters.change(presenter, facts, consent),
            self.grid.show_changed,
            self._context.events.tell_error,
            owner=self,
        )

    def _ask_remove(self, presenter: Presenter) -> None:
        words = self.tr("Delete {name} and the notes about it? Videos stay.")
        if MessageBox.ask(self, self.tr("Remove"), words.format(name=presenter.facts.name)):
            self.panel.forget()
            self._files.run(
                lambda: self._presenters.remove(presenter),
                lambda _: self._reload(None),
                self._context.events.tell_error,
                owner=self,
            )
