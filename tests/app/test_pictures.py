"""The record of drawn pictures: read once, with stars and tags that stay."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from app.pictures import Picture, PictureFilter, Pictures
from app.shelf import Order, ordered
from talker.errors import ErrorCode, MouthpieceError


class Reader:
    """Reads a record that stands beside each file, and counts how often."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, path: Path) -> str:
        self.read.append(path.name)
        return path.read_text(encoding="utf-8")


def drawn(folder: Path, name: str, **facts: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    told = {"request": {"prompt": name}, "seed": 7, "model": "m", "verdict": {"score": 50}}
    path.write_text(json.dumps({**told, **facts}), encoding="utf-8")
    return path


def names(found: list[Picture]) -> set[str]:
    return {picture.name for picture in found}


def test_pictures_of_the_window_and_of_noted_folders_are_found_and_read_once(
    tmp_path: Path,
) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    drawn(home / "avatars" / "monday", "微笑")
    drawn(home / "avatars" / "monday" / "not-kept", "worse")
    drawn(home / "avatars" / "monday", "a-grid")
    drawn(elsewhere, "other")
    (elsewhere / "holiday.png").write_bytes(b"no record")
    pictures, reader = Pictures(home), Reader()
    assert names(pictures.find(reader)) == {"微笑", "worse"}
    pictures.note(elsewhere)
    reader.read.clear()
    found = pictures.find(lambda path: "" if path.name == "holiday.png" else reader(path))
    assert names(found) == {"微笑", "worse", "other"}
    assert reader.read == ["other.png"]
    facts = next(one for one in found if one.name == "other")
    assert (facts.seed, facts.model, facts.score, facts.stars) == (7, "m", 50, 0)


def test_stars_and_tags_stay_when_a_file_changes_or_comes_back(tmp_path: Path) -> None:
    path = drawn(tmp_path / "avatars" / "a", "one")
    pictures, reader = Pictures(tmp_path), Reader()
    found = pictures.find(reader)
    pictures.rate(found, 4)
    pictures.tag(found, ["shop", "春"])
    drawn(path.parent, "one", seed=8)
    os.utime(path, (1, 1))
    (again,) = Pictures(tmp_path).find(reader)
    assert (again.seed, again.made, again.stars, again.tags) == (8, 1, 4, ("shop", "春"))
    away = path.rename(tmp_path / "away.png")
    assert pictures.find(reader) == []
    away.rename(path)
    assert pictures.find(reader)[0].stars == 4


def test_filters_and_orders() -> None:
    one = Picture(Path("1.png"), 10, 5, "Smile", 42, "dream", 64, 64, 80, 0, tags=("shop",))
    two = Picture(Path("2.png"), 20, 5, "beard", 43, "real", 64, 64, 40, 3)
    for wanted, fits in (
        (PictureFilter(), (True, True)),
        (PictureFilter(text="smile"), (True, False)),
        (PictureFilter(text="43"), (False, True)),
        (PictureFilter(model="dream"), (True, False)),
        (PictureFilter(stars=2), (False, True)),
        (PictureFilter(tag="shop"), (True, False)),
        (PictureFilter(since=15), (False, True)),
    ):
        assert (wanted.fits(one), wanted.fits(two)) == fits
    assert ordered([one, two], Order.BEST) == [two, one]
    assert ordered([one, two], Order.OLDEST) == [one, two]


@pytest.mark.parametrize(
    "told", ["", "[]", "{}", '{"seed": 1e400}', f'{{"seed": {2**70}}}', '{"request": 3}', "\ud7ff"]
)
def test_whatever_a_file_tells_the_others_are_shown(told: str, tmp_path: Path) -> None:
    good = drawn(tmp_path / "avatars" / "a", "good")
    good.with_name("odd.png").write_text(told, encoding="utf-8")
    found = Pictures(tmp_path).find(Reader())
    assert "good" in names(found)


def test_a_damaged_record_is_said_and_stops_no_draw(tmp_path: Path) -> None:
    (tmp_path / "pictures.sqlite3").write_bytes(b"no database" * 100)
    pictures = Pictures(tmp_path)
    pictures.note(tmp_path)
    with pytest.raises(MouthpieceError) as caught:
        pictures.find(Reader())
    assert caught.value.code is ErrorCode.OUTPUT_UNWRITABLE
    assert "pictures.sqlite3" in caught.value.hint


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path)
    pictures.note(tmp_path / "one")
    with sqlite3.connect(tmp_path / "pictures.sqlite3") as other:
        other.execute("INSERT INTO folder VALUES ('x')")
    other.close()
    pictures.note(tmp_path / "one")
    with sqlite3.connect(tmp_path / "pictures.sqlite3") as other:
        assert other.execute("SELECT count(*) FROM folder").fetchone() == (2,)
    other.close()
