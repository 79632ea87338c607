"""Presenters in a sheet, by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.batch.checked_row import SharedSettings
from app.batch.checks import check_rows
from app.batch.rows import Row
from app.presenters import Presenters
from talker.errors import ErrorCode
from talker.options.render import RenderRequest
from tests.speech_gen.tones import tone_voices


@pytest.fixture
def presenters(tmp_path: Path, astronaut: Path, demo_speech: Path) -> Presenters:
    known = Presenters(tmp_path / "home 家")
    anna = known.take(astronaut, "Anna Li")
    facts = anna.facts.model_copy(update={"voice": demo_speech, "preset": "draft"})
    known.change(anna, facts, anna.consent)
    return known


def test_a_presenter_gives_portrait_voice_and_preset(
    presenters: Presenters, demo_speech: Path
) -> None:
    (item,) = check_rows(
        [Row(1, "row 1", presenter="anna li")], SharedSettings(), presenters.folder.parent
    )
    (anna,) = presenters.all()
    assert item.problem is None
    assert isinstance(item.request, RenderRequest)
    assert (item.request.portrait, item.request.speech) == (anna.portrait, demo_speech)
    assert item.preset == "draft"
    assert item.name == f"Anna Li_{demo_speech.stem}"


def test_what_a_row_names_itself_wins(
    presenters: Presenters, demo_speech: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.flac"
    other.write_bytes(demo_speech.read_bytes())
    row = Row(1, "row 1", presenter="Anna Li", speech=str(other), preset="best", name="mine")
    (item,) = check_rows([row], SharedSettings(), presenters.folder.parent)
    assert item.request is not None
    assert (item.request.speech, item.preset, item.name) == (other, "best", "mine")


def test_a_presenter_speaks_texts_in_its_usual_voice(
    presenters: Presenters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.speaking.voice_registry", lambda _: tone_voices())
    (anna,) = presenters.all()
    facts = anna.facts.model_copy(update={"text_voice": "tones:bert", "preset": ""})
    presenters.change(anna, facts, anna.consent)
    usual, other = check_rows(
        [
            Row(1, "row 1", presenter="Anna Li", text="Hello there."),
            Row(
                2,
                "row 2",
                presenter="Anna Li",
                text="Hello there.",
                options={"voice": "tones:xiaomei"},
            ),
        ],
        SharedSettings(options={"voice": "tones:anna"}),
        presenters.folder.parent,
    )
    assert usual.request is not None
    assert other.request is not None
    assert (usual.request.voice, other.request.voice) == ("tones:bert", "tones:xiaomei")


def test_an_unknown_presenter_is_named_with_those_there_are(presenters: Presenters) -> None:
    (item,) = check_rows(
        [Row(1, "row 1", presenter="Bob")], SharedSettings(), presenters.folder.parent
    )
    assert item.problem is not None
    assert item.problem.code is ErrorCode.PRESENTER_UNKNOWN
    assert "Anna Li" in item.problem.hint


def test_the_same_name_again_is_a_further_portrait(presenters: Presenters, astronaut: Path) -> None:
    presenters.take(astronaut, "Anna Li")
    (anna,) = presenters.all()
    assert len(anna.others) == 1
    assert anna.portrait.read_bytes() == anna.others[0].read_bytes() == astronaut.read_bytes()
    assert anna.facts.preset == "draft"
