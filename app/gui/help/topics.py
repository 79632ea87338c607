"""The topics of the help: their order, which page they explain, their text in each language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.settings.window import Language

FOLDER = Path(__file__).parent
LINK = "help"  # the scheme of links from one topic to another: help:queue

TOPICS = (
    *(
        "first-video",
        "portraits",
        "recordings",
        "scripts",
        "create",
        "dubbing",
        "publish",
        "queue",
        "batch",
        "library",
        "captions",
    ),
    *("avatars", "models", "consent-and-labels", "settings", "many-computers", "keyboard"),
    "when-something-is-wrong",
)

# What F1 opens on each page of the window.
OF_PAGE = {
    "welcome": "first-video",
    "create": "create",
    "queue": "queue",
    "batch": "batch",
    "library": "library",
    "captions": "captions",
    "avatars": "avatars",
    "models": "models",
    "settings": "settings",
}

_MARKS = re.compile(r"\]\([^)]*\)|[*`#|\[\]]")


@dataclass(frozen=True)
class Topic:
    """One page of the help; `text` is Markdown that begins with its title."""

    key: str
    title: str
    text: str

    def holds(self, words: str) -> bool:
        """Whether every one of the words occurs, in whatever case."""
        plain = _MARKS.sub("", self.text).casefold()
        return all(word in plain for word in words.casefold().split())


@lru_cache(maxsize=4)
def topics(language: Language) -> tuple[Topic, ...]:
    """All topics in a language, in the order of the contents."""
    folder = FOLDER / language.value
    return tuple(_read(folder / f"{key}.md") for key in TOPICS)


def _read(path: Path) -> Topic:
    text = path.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ").strip()
    return Topic(path.stem, title, text)
