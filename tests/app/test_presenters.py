"""Presenters on the disk: what is written comes back, what is broken is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.presenters import Presenters
from talker.errors import InputError


def added(shelf: Presenters, name: str) -> Path:
    portrait = shelf.new_portrait()
    portrait.parent.mkdir(parents=True)
    portrait.write_bytes(b"png")
    shelf.adopt(portrait, name)
    return portrait


def test_presenters_are_listed_by_name(tmp_path: Path) -> None:
    shelf = Presenters(tmp_path)
    assert shelf.all() == []
    for name in ("berta", "Anna", "Žofie"):
        added(shelf, name)
    assert [one.facts.name for one in shelf.all()] == ["Anna", "berta", "Žofie"]


def test_changed_facts_come_back_and_a_name_must_remain(tmp_path: Path) -> None:
    shelf = Presenters(tmp_path)
    added(shelf, "Anna")
    (anna,) = shelf.all()
    facts = anna.facts.model_copy(update={"owner": "Studio", "consent": "Letter of 3 May"})
    shelf.change(anna, facts)
    assert shelf.all()[0].facts == facts
    with pytest.raises(InputError):
        shelf.change(anna, facts.model_copy(update={"name": " "}))
    assert shelf.all()[0].facts == facts


def test_a_folder_without_portrait_or_with_broken_facts_is_left_out(tmp_path: Path) -> None:
    shelf = Presenters(tmp_path)
    added(shelf, "Anna").unlink()
    (added(shelf, "Berta").parent / "presenter.json").write_text("{", encoding="utf-8")
    assert shelf.all() == []


def test_a_removed_presenter_leaves_nothing(tmp_path: Path) -> None:
    shelf = Presenters(tmp_path)
    added(shelf, "Anna")
    (anna,) = shelf.all()
    shelf.remove(anna)
    shelf.remove(anna)
    assert not list(shelf.folder.iterdir())
