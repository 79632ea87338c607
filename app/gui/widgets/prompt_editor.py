"""The editor of words for a model: it completes them, and says what is sent of Chinese ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from pydantic.fields import FieldInfo
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout
from typing_extensions import override

from app.gui.texts.choices import choice_title
from app.gui.theme import GRID
from app.gui.widgets.basic import IconButton, label, spaced
from app.gui.widgets.text_editors import ParagraphEditor
from app.gui.widgets.word_popup import PromptBox, meaning
from avatar_gen.glossary import Term, Topic, portrait_glossary
from avatar_gen.prompt_completion import last_tag
from avatar_gen.prompt_translation import has_chinese, translated

_MOST_LETTERS = 200
_REST_MS = 500


class PromptEditor(ParagraphEditor):
    """`liked` when the user has other favourites: all of them, the latest first. Who hears of a
    `strange` text may `show_sent` what others make of it."""

    liked = Signal(object)  # tuple[str, ...]
    strange = Signal(str)  # a text with words that the glossary does not know, once typing rests

    def __init__(self, info: FieldInfo, lines: int) -> None:
        self.box = PromptBox()
        super().__init__(info, lines, self.box)
        self._as_typed = False
        self.sent = label("faint", wrap=True)
        self.words = IconButton("tag")
        self._menu = QMenu(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(lambda: self.strange.emit(self.value))
        column = spaced(QVBoxLayout(), 0, GRID // 2)
        column.addWidget(self.box)
        column.addWidget(self.sent)
        self.row.addLayout(column, 1)
        self.row.addWidget(self.words)
        self.sent.hide()
        self.box.textChanged.connect(self._say)
        self.words.clicked.connect(self._open)
        self._menu.aboutToShow.connect(self._fill)

    @override
    def set_value(self, value: str) -> None:
        super().set_value(value)
        self._say()

    def set_as_typed(self, on: bool) -> None:
        """Whether Chinese words are sent as they are."""
        self._as_typed = on
        self._say()

    def offer(self, favourites: Sequence[str]) -> None:
        """The favourites that there are."""
        self.box.favourites = tuple(favourites)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.words.say(self.tr("Words and favourites"))
        self._say()

    def show_sent(self, typed: str, words: str, unknown: Sequence[str]) -> None:
        """What is sent of the text, if that is still the one that is typed."""
        if typed != self.value:
            return
        said = [self.tr("Sent: {words}").format(words=words)]
        if unknown:
            strange = ", ".join(unknown)
            said.append(self.tr("Not in the glossary: {words}").format(words=strange))
        self.sent.setText("\n".join(said))

    def like(self, tag: str) -> None:
        """Makes a tag a favourite, or no longer one."""
        others = tuple(word for word in self.box.favourites if word != tag)
        self.box.favourites = others if tag in self.box.favourites else (tag, *others)
        self.liked.emit(self.box.favourites)

    def _say(self) -> None:
        """What the model gets, where that is something else than what is typed."""
        shown = has_chinese(self.value) and not self._as_typed
        self.sent.setVisible(shown)
        self._rest.stop()
        if not shown:
            return
        found = translated(self.value)
        self.show_sent(self.value, found.text, found.unknown)
        if found.unknown:
            self._rest.start()

    def _open(self) -> None:
        self._menu.popup(self.words.mapToGlobal(self.words.rect().bottomLeft()))

    def _fill(self) -> None:
        """The favourites, and the words of the glossary by what they are about."""
        menu = self._menu
        menu.clear()
        tag = last_tag(self.box.before).strip()[:_MOST_LETTERS]
        if tag:
            liked = tag in self.box.favourites
            words = self.tr("No favourite: {word}") if liked else self.tr("Favourite: {word}")
            menu.addAction(_menu_text(words.format(word=tag)), lambda: self.like(tag))
        if self.box.favourites:
            menu.addSection(self.tr("Favourites"))
            for word in self.box.favourites:
                menu.addAction(_menu_text(word), partial(self.box.insert_word, word))
        menu.addSection(self.tr("Words"))
        for topic in Topic:
            if topic is not Topic.JOINING:
                self._add_topic(menu.addMenu(choice_title(topic)), topic)

    def _add_topic(self, menu: QMenu, topic: Topic) -> None:
        """Its words, once it is opened; in the language that is being typed."""

        def fill() -> None:
            if not menu.isEmpty():
                return
            for term in portrait_glossary().terms:
                if term.topic is topic:
                    word = self._word(term)
                    text = f"{word}\t{meaning(term, word)}"
                    menu.addAction(_menu_text(text), partial(self.box.insert_word, word))

        menu.aboutToShow.connect(fill)

    def _word(self, term: Term) -> str:
        chinese = meaning(term, term.english)
        return chinese if has_chinese(self.value) else term.english


def _menu_text(text: str) -> str:
    return text.replace("&", "&&")
