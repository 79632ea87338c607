"""The sentences of the script on the page Create: heard, changed, and what becomes of each."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.sentence_list import SentenceList
from app.gui.pages.sentence_model import SentenceModel
from app.gui.services.preview import PreviewService
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, IconButton, label, spaced
from app.gui.widgets.translated import Translated
from app.preview.script_messages import ListSentences, SentencesFound
from talker.errors import MouthpieceError
from talker.options.render import RenderRequest
from talker.options.spoken import SayOptions

_PAUSE_MS = 300  # after the last change, until they are asked for


class SentencePanel(Translated, QWidget):
    """Closed until it is opened, or until sentences of an earlier video are kept.

    `play_wanted` brings the number of a sentence; `rewritten` characters from and to of the script
    and what is to stand there.
    """

    play_wanted = Signal(int)
    rewritten = Signal(int, int, str)

    def __init__(self, preview: PreviewService) -> None:
        super().__init__()
        self._preview = preview
        self._asked: int | None = None
        self._wanted: ListSentences | None = None  # what the list shall show
        self._shown: ListSentences | None = None  # what it shows
        self.model = SentenceModel()
        self.list = SentenceList(self.model)
        self.toggle = Button("quiet", "more")
        self._sum = label("soft", wrap=True)
        self._play = IconButton("play")
        self._edit = IconButton("edit")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()
        self._timer.timeout.connect(self._ask)
        self.toggle.clicked.connect(lambda: self.open(self.list.isHidden()))
        self.list.play_wanted.connect(self.play_wanted)
        self.list.chosen.connect(self._update)
        self._play.clicked.connect(self._play_chosen)
        self._edit.clicked.connect(self._edit_chosen)
        self.model.changed.connect(self._rewrite)
        self.retranslate()

    def show_script(self, text: str, options: SayOptions) -> None:
        """Another script, or another way to say it; an empty one has no sentences."""
        before = self._wanted
        request = None if before is None else before.request
        self._want(ListSentences(text=text, options=options, request=request) if text else None)

    def set_request(self, request: RenderRequest | None) -> None:
        """What would be made of the script now; it counts where it keeps sentences."""
        if self._wanted is not None:
            keeping = None
            if request is not None and request.keep is not None:
                keeping = request.model_copy(update={"output": None})  # its name is no matter
            self._want(self._wanted.model_copy(update={"request": keeping}))

    def open(self, shown: bool) -> None:
        """Opens or closes the list."""
        self.list.setVisible(shown)
        self.toggle.set_icon_name("less" if shown else "more")
        self._update()
        self._begin()

    def look_again(self) -> None:
        """Something was spoken since: there is more to see."""
        self._shown = None
        self._begin()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()

    @override
    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Sentences"))
        self.list.setToolTip(self.tr("Space plays a sentence, F2 or a double click changes it"))
        self._play.say(self.tr("Play this sentence"))
        self._edit.say(self.tr("Change this sentence"))
        self._update()

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), 0, GRID // 2)
        head = spaced(QHBoxLayout(), 0, GRID // 2)
        head.addWidget(self.toggle)
        head.addWidget(self._sum, 1)
        head.addWidget(self._play)
        head.addWidget(self._edit)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.list.hide()

    def _want(self, wanted: ListSentences | None) -> None:
        self._wanted = wanted
        if wanted is None:
            self._timer.stop()
            self.model.show("", ())
            self._shown = None
            self._update()
        elif wanted != self._shown:
            self._begin()

    def _begin(self) -> None:
        """Only what is seen is asked for."""
        if self._wanted is not None and self._wanted != self._shown and self.list.isVisible():
            self._timer.start()

    def _ask(self) -> None:
        wanted = self._wanted
        if wanted is None or wanted == self._shown:
            return
        if self._asked is not None:
            self._preview.cancel(self._asked)

        def take(found: SentencesFound) -> None:
            self._asked = None
            self._shown = wanted
            self.model.show(wanted.text, found.sentences)
            self._update()

        self._asked = self._preview.ask(wanted, SentencesFound, take, self._fail, owner=self)

    def _fail(self, _: MouthpieceError) -> None:
        """What is wrong with the script is said above."""
        self._asked = None

    def _update(self) -> None:
        sentences, opened = self.model.sentences, not self.list.isHidden()
        some = opened and bool(sentences)
        self.toggle.say(
            self.tr("%n sentence(s)", "", len(sentences)) if some else self.tr("Sentences"),
            self.tr("Shows the sentences one by one, to hear and to change them"),
        )
        drawn = sum(one.kept is False for one in sentences)
        told = some and any(one.kept is not None for one in sentences)
        nothing = self.tr("none is drawn again")
        self._sum.setText(
            "" if not told else self.tr("%n drawn again", "", drawn) if drawn else nothing
        )
        for button in (self._play, self._edit):
            button.setVisible(some)
            button.setEnabled(self.list.row is not None)

    def _play_chosen(self) -> None:
        if self.list.row is not None:
            self.play_wanted.emit(self.list.row)

    def _edit_chosen(self) -> None:
        if self.list.row is not None:
            self.list.edit_row(self.list.row)

    def _rewrite(self, number: int, text: str) -> None:
        """Unless the script has become another one in the meantime."""
        if self._shown is None or self._wanted is None or self._shown.text != self._wanted.text:
            return
        facts = self.model.sentences[number]
        self.rewritten.emit(facts.start, facts.stop, text)
