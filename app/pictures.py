"""The drawn pictures: which there are, what they say of their making, the user's stars and tags.

A database in the home remembers what was read of each file, so that it is read once. Folders that
were drawn into are noted by whoever draws; those of the window are known.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from typing_extensions import override

from app.shelf import Entry, Order, ordered
from talker.errors import ErrorCode, MouthpieceError
from talker.files import write_error

MOST_STARS = 5
_FILE = "pictures.sqlite3"
_DRAWN = "avatars"  # in the home: what the window draws
_ASIDE = "not-kept"
_SUFFIX = ".png"
_SHEET = "-grid.png"
_AT_ONCE = 200
# Whoever asks is a thread beside the window, and must let it have its turn.
_BREATH_SECONDS = 0.01
_PATIENCE = 30.0
_TABLES = """
CREATE TABLE IF NOT EXISTS folder (path TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS picture (
    path TEXT PRIMARY KEY, made REAL NOT NULL, size INTEGER NOT NULL,
    drawn INTEGER NOT NULL, prompt TEXT NOT NULL, seed INTEGER NOT NULL, model TEXT NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL, score INTEGER NOT NULL,
    stars INTEGER NOT NULL DEFAULT 0, tags TEXT NOT NULL DEFAULT '[]'
);
"""
_COLUMNS = "path, made, size, drawn, prompt, seed, model, width, height, score"


@dataclass(frozen=True)
class Picture(Entry):
    """A drawn picture: `prompt` as it was typed, `score` of how fit it is to talk, 0 to 100."""

    prompt: str = ""
    seed: int = 0
    model: str = ""
    width: int = 0
    height: int = 0
    score: int = 0
    stars: int = 0

    @property
    @override
    def name(self) -> str:
        return self.prompt or self.path.stem

    @property
    @override
    def merit(self) -> float:
        return self.stars + self.score / 1000


@dataclass(frozen=True)
class PictureFilter:
    """Pictures that say `text` (folded) somewhere, of a model and a tag ("" for all), with `stars`
    at least, made at or after the Unix time `since`."""

    text: str = ""
    model: str = ""
    tag: str = ""
    stars: int = 0
    since: float = 0.0

    def fits(self, entry: Entry) -> bool:
        """Whether a picture is among them."""
        if not isinstance(entry, Picture):
            return False
        return (
            (not self.text or self.text in _said(entry))
            and self.model in ("", entry.model)
            and (not self.tag or self.tag in entry.tags)
            and entry.stars >= self.stars
            and entry.made >= self.since
        )


_Number = Annotated[int, Field(ge=0, lt=2**32)]


def _said(picture: Picture) -> str:
    """Everything that can be searched, folded."""
    facts = (picture.prompt, picture.path.stem, picture.model, str(picture.seed), *picture.tags)
    return " ".join(facts).casefold()


class _Wish(BaseModel):
    prompt: str = ""


class _Verdict(BaseModel):
    score: _Number = 0


class _Record(BaseModel):
    """What is shown of a picture's record."""

    model_config = ConfigDict(frozen=True)

    request: _Wish = _Wish()
    seed: _Number = 0
    model: str = ""
    width: _Number = 0
    height: _Number = 0
    verdict: _Verdict = _Verdict()


class Pictures:
    """The drawn pictures of one home."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._path = home / _FILE

    def note(self, folder: Path) -> None:
        """Remembers that pictures were drawn into a folder; what cannot be noted stops no draw."""
        with suppress(MouthpieceError), self._writing() as base:
            base.execute("INSERT OR IGNORE INTO folder VALUES (?)", (str(folder.absolute()),))

    def find(self, record: Callable[[Path], str]) -> list[Picture]:
        """All pictures that are there, the latest first; `record` reads the text of a new one."""
        there = dict(self._files())
        with self._writing() as base:
            known = {
                row[0]: (row[1], row[2])
                for row in base.execute("SELECT path, made, size FROM picture")
            }
        fresh = [path for path, facts in there.items() if known.get(path) != facts]
        for begin in range(0, len(fresh), _AT_ONCE):
            rows = [
                _row(path, *there[path], record(Path(path)))
                for path in fresh[begin : begin + _AT_ONCE]
            ]
            self._store(rows)
            time.sleep(_BREATH_SECONDS)
        with self._writing() as base:
            columns = f"{_COLUMNS}, stars, tags"
            found = base.execute(f"SELECT {columns} FROM picture WHERE drawn").fetchall()
        return ordered((_picture(row) for row in found if row[0] in there), Order.NEWEST)

    def rate(self, pictures: Sequence[Picture], stars: int) -> None:
        """Gives pictures so many stars, 0 to MOST_STARS."""
        self._change("stars", stars, pictures)

    def tag(self, pictures: Sequence[Entry], tags: Sequence[str]) -> None:
        """Gives pictures these tags instead of those that they have."""
        self._change("tags", json.dumps(list(tags), ensure_ascii=False), pictures)

    def _change(self, column: str, value: object, pictures: Sequence[Entry]) -> None:
        with self._writing() as base:
            base.executemany(
                f"UPDATE picture SET {column} = ? WHERE path = ?",
                [(value, str(picture.path)) for picture in pictures],
            )

    def _store(self, rows: Sequence[tuple[object, ...]]) -> None:
        """Stars and tags of a picture that was drawn anew stay."""
        names = _COLUMNS.split(", ")
        changes = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
        places = ", ".join("?" * len(names))
        with self._writing() as base:
            base.executemany(
                f"INSERT INTO picture ({_COLUMNS}) VALUES ({places}) "
                f"ON CONFLICT (path) DO UPDATE SET {changes}",
                rows,
            )

    def _files(self) -> Iterator[tuple[str, tuple[float, int]]]:
        """Path, and moment and size, of every file that may be one."""
        with self._writing() as base:
            noted = [Path(row[0]) for row in base.execute("SELECT path FROM folder")]
        own = self._home / _DRAWN
        folders = [*noted, own, *_inside(own)]
        for folder in dict.fromkeys(path for one in folders for path in (one, one / _ASIDE)):
            for count, file in enumerate(_scanned(folder)):
                if file.name.endswith(_SUFFIX) and not file.name.endswith(_SHEET):
                    with suppress(OSError):
                        facts = file.stat()
                        yield file.path, (facts.st_mtime, facts.st_size)
                if count % _AT_ONCE == _AT_ONCE - 1:
                    time.sleep(_BREATH_SECONDS)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction. MouthpieceError OUTPUT_UNWRITABLE, or as `write_error` says."""
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as base, base:
                base.executescript(_TABLES)
                yield base
        except OSError as error:
            raise write_error(error, self._path) from error
        except sqlite3.Error as error:
            raise MouthpieceError(
                ErrorCode.OUTPUT_UNWRITABLE,
                f"The list of pictures cannot be used: {error}.",
                f"Move {self._path} away; stars and tags are in it, the pictures are not.",
                self._path,
            ) from error


def _row(path: str, made: float, size: int, text: str) -> tuple[object, ...]:
    try:
        told = _Record.model_validate_json(text)
    except ValidationError:
        return (path, made, size, False, "", 0, "", 0, 0, 0)
    facts = (told.request.prompt, told.seed, told.model, told.width, told.height)
    return (path, made, size, True, *facts, told.verdict.score)


def _picture(row: tuple[Any, ...]) -> Picture:
    path, made, size, _, prompt, seed, model, width, height, score, stars, tags = row
    return Picture(
        Path(path),
        made,
        size,
        prompt,
        seed,
        model,
        width,
        height,
        score,
        stars,
        tags=_tags(tags),
    )


def _tags(text: str) -> tuple[str, ...]:
    with suppress(ValueError):
        return tuple(str(tag) for tag in json.loads(text))
    return ()


def _inside(folder: Path) -> list[Path]:
    return [Path(file.path) for file in _scanned(folder) if file.is_dir()]


def _scanned(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What a folder holds; nothing where it is away."""
    try:
        with os.scandir(folder) as files:
            yield from files
    except OSError:
        return
