"""The page Models: what there is, what is here, and how to bring the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.pages.entries import MODELS
from app.gui.pages.model_card import ModelCard
from app.gui.pages.model_offers import ModelOffers
from app.gui.pages.page import Page
from app.gui.services.context import Context
from app.gui.services.input_files import Kind
from app.gui.texts.names import model_text
from app.gui.texts.offers import offers
from app.gui.texts.sizes import size_text
from app.gui.theme import GRID
from app.gui.widgets.basic import (
    Button,
    CutLabel,
    IconButton,
    card,
    keeps_place,
    label,
    plain_tip,
    scrolled,
    spaced,
)
from app.gui.widgets.file_choice import ask_file, ask_folder
from app.gui.widgets.messages import MessageBox
from app.models.status import ModelStatus

_LAID_OUT = 6  # cards at once


class ModelsPage(Page):
    """Cards in the catalogue's order; those that are under way say how far they are."""

    entry = MODELS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._feed = context.models
        self._cards: dict[str, ModelCard] = {}
        self._wanted: list[str] = []
        self._free: int | None = None
        self._title = label("title")
        self._intro = label("soft", wrap=True)
        self._where = CutLabel("soft")
        self._wishes = label("heading")
        self._offers = ModelOffers(context, offers())
        self._offline = QCheckBox()
        self._again = IconButton("retry")
        self._import = Button("", "upload")
        self._menu = QMenu(self)
        self._busy = keeps_place(QProgressBar())
        self._busy.setRange(0, 0)
        self._busy.hide()
        self._inside = QWidget()
        self._list = spaced(QVBoxLayout(), 0, GRID)
        self._area = scrolled(self._inside)
        self._build()
        self._connect()
        self._settings_changed()

    def card(self, model_id: str) -> ModelCard | None:
        """The card of a model, once the catalogue was read."""
        return self._cards.get(model_id)

    def shown(self) -> None:
        """Looks anew: files may have come from elsewhere."""
        self._feed.refresh()

    def show_model(self, model_id: str) -> None:
        """Brings one model into sight and begins to get it."""
        self.context.events.show_page.emit(self.entry.key)
        self._wanted.append(model_id)
        self._go_to_wanted()

    @override
    def retranslate(self) -> None:
        self._title.setText(self.entry.title())
        self._intro.setText(
            self.tr(
                "Mouthpiece makes videos without any of these. Models add engines, sharper faces "
                "and portraits made from text."
            )
        )
        self._wishes.setText(self.tr("By purpose"))
        self._offline.setText(self.tr("Offline"))
        self._offline.setToolTip(self.tr("Open no network connection at all."))
        self._offline.setAccessibleDescription(self._offline.toolTip())
        self._again.say(self.tr("Look again"))
        self._import.say(
            self.tr("Import…"), self.tr("Take models from a folder, a USB stick or a pack")
        )
        self._busy.setAccessibleName(self.tr("Looking for models"))
        for shown in self._cards.values():
            shown.retranslate()
        self._show_room()

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), GRID * 3, GRID * 2)
        head = spaced(QHBoxLayout(), 0, GRID)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._offline)
        head.addWidget(self._again)
        head.addWidget(self._import)
        column.addLayout(head)
        column.addWidget(self._intro)
        frame, rows = card()
        rows.addWidget(self._wishes)
        rows.addWidget(self._offers)
        place = spaced(QVBoxLayout(), 0, GRID // 2)
        place.addWidget(self._where)
        place.addWidget(self._busy)
        column.addLayout(place)
        column.addWidget(self._area, 1)
        # The offers scroll too: a small window has no room for them above the cards.
        scrolls = spaced(QVBoxLayout(self._inside), 0, GRID * 2)
        scrolls.addWidget(frame)
        scrolls.addLayout(self._list)
        scrolls.addStretch()

    def _connect(self) -> None:
        self._feed.changed.connect(self._show_all)
        self._feed.moved.connect(self._show_one)
        self._feed.busy.connect(self._busy.setVisible)
        self._feed.imported.connect(self._tell_imported)
        self._feed.damaged.connect(self._tell_damaged)
        self._feed.failed.connect(self.context.events.tell_error)
        self._again.clicked.connect(self._feed.refresh)
        self._import.clicked.connect(self._offer_import)
        self._offline.clicked.connect(
            lambda on: self.context.settings.change_models(offline=bool(on))
        )
        self.context.settings.changed.connect(self._settings_changed)
        self.context.events.get_model.connect(self.show_model)

    def _show_all(self) -> None:
        for status in self._feed.statuses:
            self._show_one(status.model.id)
        folder = self._feed.folder()
        self.context.tasks.run(lambda: _free(folder), self._set_free, owner=self)
        QTimer.singleShot(0, self, self._add_one)  # the offers have been shown in this turn

    def _add_one(self) -> None:
        """The next card that is missing; many at once would keep the window from answering.

        They are laid out some at a time: each layout goes through all that are there.
        """
        missing = [status for status in self._feed.statuses if status.model.id not in self._cards]
        if missing:
            self._cards[missing[0].model.id] = self._made(missing[0])
        if len(missing) <= 1 or len(self._cards) % _LAID_OUT == 0:
            for number, shown in enumerate(self._cards.values()):
                if self._list.indexOf(shown) < 0:
                    self._list.insertWidget(number, shown)
        if len(missing) > 1:
            QTimer.singleShot(0, self, self._add_one)
        else:
            self._go_to_wanted()

    def _made(self, status: ModelStatus) -> ModelCard:
        made = ModelCard(status.model, self._inside)
        made.get.connect(self._get)
        made.pause.connect(self._feed.pause)
        made.verify.connect(self._feed.verify)
        made.remove.connect(self._ask_remove)
        made.show_status(status, self._feed.activity(status.model.id))
        made.ensurePolished()  # now, and measured, not when several appear at once
        made.sizeHint()
        return made

    def _show_one(self, model_id: str) -> None:
        found = self._cards.get(model_id)
        status = next(
            (listed for listed in self._feed.statuses if listed.model.id == model_id), None
        )
        if found is not None and status is not None:
            found.show_status(status, self._feed.activity(model_id))

    def _go_to_wanted(self) -> None:
        """Does what was asked for before the catalogue was read, or now."""
        if not self._cards or len(self._cards) < len(self._feed.statuses):
            return
        wanted, self._wanted = self._wanted, []
        for model_id in wanted:
            if model_id in self._cards:
                self._area.ensureWidgetVisible(self._cards[model_id])
                self._get(model_id)

    def _get(self, model_id: str) -> None:
        model = self._cards[model_id].model
        if not model.verified:
            asked = MessageBox.ask(
                self,
                self.tr("Take it"),
                self.tr(
                    "Nobody has published a checksum of this model, so it cannot be checked that "
                    "the right file arrives. Take it as it comes?"
                ),
            )
            if not asked:
                return
        self._feed.get(model_id, accept_unverified=not model.verified)

    def _ask_remove(self, model_id: str) -> None:
        model = self._cards[model_id].model
        asked = MessageBox.ask(
            self,
            self.tr("Remove"),
            self.tr("Delete {title} ({size}) from this computer?").format(
                title=model_text(model.title), size=size_text(model.size)
            ),
        )
        if asked:
            self._feed.remove(model_id)

    def _offer_import(self) -> None:
        self._menu.clear()
        self._menu.addAction(self.tr("From a folder or stick…"), self._import_folder)
        self._menu.addAction(self.tr("From a pack or file…"), self._import_file)
        self._menu.popup(self._import.mapToGlobal(self._import.rect().bottomLeft()))

    def _import_folder(self) -> None:
        folder = ask_folder(self, self.tr("Import models"))
        if folder is not None:
            self._feed.import_from(folder)

    def _import_file(self) -> None:
        path = ask_file(self, Kind.ANY, title=self.tr("Import models"))
        if path is not None:
            self._feed.import_from(path)

    def _settings_changed(self) -> None:
        self._offline.setChecked(self.context.settings.models.offline)

    def _set_free(self, free: int | None) -> None:
        self._free = free
        self._show_room()

    def _show_room(self) -> None:
        used = sum(status.present for status in self._feed.statuses)
        words = self.tr("{folder} · {used} of models").format(
            folder=self._feed.folder(), used=size_text(used)
        )
        if self._free is not None:
            words += " · " + self.tr("{free} free").format(free=size_text(self._free))
        self._where.setText(words)
        self._where.setToolTip(plain_tip(words))

    def _tell_imported(self, count: int) -> None:
        self.context.events.tell.emit(
            self.tr("Model files in the store now: {count}").format(count=count)
            if count
            else self.tr("No file of a model that we know was found there.")
        )

    def _tell_damaged(self, paths: list[Path]) -> None:
        text = (
            self.tr("Damaged: {names}. Get them again.").format(
                names=", ".join(path.name for path in paths)
            )
            if paths
            else self.tr("All files are as they should be.")
        )
        self.context.events.tell.emit(text)


def _free(folder: Path) -> int | None:
    """Free bytes where models go; the folder itself may not be there yet."""
    for place in (folder, *folder.parents):
        if place.is_dir():
            return shutil.disk_usage(place).free
    return None
