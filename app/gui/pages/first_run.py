"""What a new user sees first: what works now, and what more is possible with which download."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.entries import WELCOME
from app.gui.pages.first_answers import FirstAnswers
from app.gui.pages.model_offers import ModelOffers
from app.gui.pages.page import Page
from app.gui.services.context import Context
from app.gui.texts.offers import offers
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Picture, card, label, scrolled, spaced

_WIDTH = 760


class FirstRunPage(Page):
    """Nothing here is a duty; one button leads on."""

    entry = WELCOME

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._title = label("title")
        self._intro = label("soft", wrap=True)
        self._now = label("heading")
        self._now_text = label("", wrap=True)
        self._more = label("heading")
        self._more_text = label("soft", wrap=True)
        self._answers = FirstAnswers(context.settings)
        self._sample = Button("", "play")
        self._offers = ModelOffers(context, offers())
        self._begin = Button("primary", "create")
        self._models = Button("", "models")
        self._build()
        self._begin.clicked.connect(self._leave)
        self._sample.clicked.connect(self._try_sample)
        self._models.clicked.connect(self._go_to_models)

    def shown(self) -> None:
        """Asks what is on this computer already."""
        self.context.models.refresh()
        self._begin.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def retranslate(self) -> None:
        self._title.setText(self.tr("Welcome to Mouthpiece"))
        self._intro.setText(
            self.tr("A portrait and a recording become a talking video, on your own computer.")
        )
        self._now.setText(self.tr("What works now"))
        self._now_text.setText(
            self.tr(
                "Everything you need to begin is here. The built-in engine makes videos without "
                "any download: drop a portrait and a recording, or try our sample."
            )
        )
        self._more.setText(self.tr("What more is possible"))
        self._more_text.setText(
            self.tr(
                "These need models that you can get whenever you like, or bring from another "
                "computer. Nothing is downloaded unless you ask for it."
            )
        )
        self._begin.say(self.tr("Make a video"))
        self._sample.say(self.tr("Try the sample"))
        self._models.say(self.tr("Look at the models"))

    def _build(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        column = spaced(QVBoxLayout(inside), 0, GRID * 2)
        column.addWidget(self._title)
        column.addWidget(self._intro)
        asked, answers = card()
        answers.addWidget(self._answers)
        column.addWidget(asked)
        for heading, text, icon_name in (
            (self._now, self._now_text, "check"),
            (self._more, self._more_text, "download"),
        ):
            frame, rows = card()
            head = spaced(QHBoxLayout(), 0, GRID)
            head.addWidget(Picture(icon_name, 24, "accent"))
            head.addWidget(heading, 1)
            rows.addLayout(head)
            rows.addWidget(text)
            if text is self._more_text:
                rows.addWidget(self._offers)
            column.addWidget(frame)
        buttons = spaced(QHBoxLayout(), 0, GRID)
        for button in (self._begin, self._sample, self._models):
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch()
        centre = QWidget()
        row = spaced(QHBoxLayout(centre), GRID * 3, 0)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        whole = spaced(QVBoxLayout(self), 0, 0)
        whole.addWidget(scrolled(centre))

    def _leave(self) -> None:
        self._welcomed()
        self.context.events.show_page.emit("create")

    def _try_sample(self) -> None:
        self._leave()
        self.context.events.use_sample.emit()

    def _go_to_models(self) -> None:
        self._welcomed()
        self.context.events.show_page.emit("models")

    def _welcomed(self) -> None:
        self.context.settings.change_window(welcomed=True)
