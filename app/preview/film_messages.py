"""What the window asks about films that get new words."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal

from app.preview.messages import Lane, Question
from talker.options.dub import DubOptions


class LookAtFilm(Question):
    """Who may get new words in a film."""

    type: Literal["film"] = "film"
    path: Path


class MakeJoin(Question):
    """A short video of the place where a film goes on that is shorter than its new words, or where
    a longer one ends; without a `speech` it is taken for shorter."""

    lane: ClassVar[Lane] = Lane.VIDEO
    type: Literal["join"] = "join"
    path: Path
    options: DubOptions
    speech: Path | None = None
