"""Presenters on the disk: what is written comes back, what is broken is left out."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from app.presenters import Presenters
from talker.consent import Consent, consent_path, read_consent, write_consent
from talker.errors import InputError

AGREED = Consent(owner="Studio", source="Letter of 3 May", expires=datetime.date(2031, 5, 3))


def added(shelf: Presenters, name: str, origin: Path | None = None) -> Path:
    portrait = shelf.new_portrait()
    portrait.parent.mkdir(parents=True)
    portrait.write_bytes(b"png")
    shelf.adopt(portrait, name, origin)
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
    facts = anna.facts.model_copy(update={"name": "Anna Li"})
    assert shelf.change(anna, facts, AGREED) == shelf.all()[0]
    assert (shelf.all()[0].facts, shelf.all()[0].consent) == (facts, AGREED)
    with pytest.raises(InputError):
        shelf.change(anna, facts.model_copy(update={"name": " "}), AGREED)
    assert shelf.all()[0].facts == facts


def test_a_name_that_nobody_has_is_refused(tmp_path: Path) -> None:
    shelf = Presenters(tmp_path)
    portrait = added(shelf, "Anna")
    (anna,) = shelf.all()
    long = anna.facts.model_copy(update={"name": "A" * 201})
    with pytest.raises(InputError, match="at most 200"):
        shelf.take(portrait, "A" * 201)
    with pytest.raises(InputError, match="at most 200"):
        shelf.adopt(portrait, "A" * 201)
    with pytest.raises(InputError, match="at most 200"):
        shelf.change(anna, long, anna.consent)
    assert [one.facts.name for one in shelf.all()] == ["Anna"]


def test_the_consent_is_the_one_that_videos_are_checked_against(tmp_path: Path) -> None:
    shelf = Presenters(tmp_path)
    portrait = added(shelf, "Anna")
    (anna,) = shelf.all()
    shelf.change(anna, anna.facts, AGREED)
    assert read_consent(portrait) == AGREED
    write_consent(portrait, Consent(owner="Anna herself"))
    assert shelf.all()[0].consent == Consent(owner="Anna herself")


def test_a_portrait_brings_the_consent_of_the_picture_it_was_cut_from(tmp_path: Path) -> None:
    shelf, origin = Presenters(tmp_path / "home"), tmp_path / "anna.jpg"
    write_consent(origin, AGREED)
    assert read_consent(added(shelf, "Anna", origin)) == AGREED


def test_a_consent_that_cannot_be_read_is_told_and_can_be_written_anew(tmp_path: Path) -> None:
    shelf = Presenters(tmp_path)
    consent_path(added(shelf, "Anna")).write_text("owner = Anna", encoding="utf-8")
    (anna,) = shelf.all()
    assert "portrait.consent.toml" in anna.problem
    changed = shelf.change(anna, anna.facts, AGREED)
    assert (changed.problem, changed.consent) == ("", AGREED)


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
