"""What was agreed about a portrait: written beside it, read again, and kept to."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talker.consent import Consent, check_consent, consent_path, read_consent, write_consent
from talker.errors import ErrorCode, InputError
from talker.options.render import RenderRequest
from talker.preflight.road import run_preflight
from tests.talker.sounds import write_clicks

DAY = datetime.date(2027, 5, 3)
WORDS = st.text(st.characters(codec="utf-8"), max_size=30)


@pytest.fixture
def portrait(tmp_path: Path, astronaut: Path) -> Path:
    return Path(shutil.copy(astronaut, tmp_path / "Anna 安娜.png"))


@given(WORDS, WORDS, WORDS, st.none() | st.dates())
def test_what_is_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    owner: str,
    source: str,
    scope: str,
    expires: datetime.date | None,
) -> None:
    portrait = tmp_path_factory.getbasetemp() / "a.png"
    consent = Consent(owner=owner, source=source, scope=scope, expires=expires)
    write_consent(portrait, consent)
    assert (read_consent(portrait) or Consent()) == consent


def test_a_consent_that_says_nothing_leaves_no_file(tmp_path: Path) -> None:
    portrait = tmp_path / "a.png"
    write_consent(portrait, Consent(owner="Anna"))
    write_consent(portrait, Consent())
    write_consent(portrait, Consent())
    assert list(tmp_path.iterdir()) == []
    assert read_consent(portrait) is None


def test_the_last_day_counts(portrait: Path) -> None:
    write_consent(portrait, Consent(owner="Anna Li", expires=DAY))
    assert check_consent(portrait, DAY) == Consent(owner="Anna Li", expires=DAY)
    with pytest.raises(InputError) as caught:
        check_consent(portrait, DAY + datetime.timedelta(days=1))
    assert caught.value.code is ErrorCode.CONSENT_EXPIRED
    assert "Anna Li" in caught.value.message
    assert portrait.name in caught.value.message
    assert "Anna 安娜.consent.toml" in caught.value.hint


def test_a_consent_without_an_owner_ends_too(portrait: Path) -> None:
    write_consent(portrait, Consent(expires=DAY))
    with pytest.raises(InputError, match="consent of the owner"):
        check_consent(portrait, DAY + datetime.timedelta(days=1))


@pytest.mark.parametrize(
    "text",
    [
        b"owner = Anna",
        b'owner = "Anna"\nexpires = "soon"',
        b'onwer = "Anna"',
        b"\xff\xfeo\0w\0",
        b'owner = "Anna"\nexpires = 2027-02-30',
        b'owner = "' + b"A" * 1001 + b'"',
    ],
    ids=["no TOML", "no date", "unknown word", "UTF-16", "no such day", "no name"],
)
def test_a_file_that_cannot_be_understood_stops_the_video(portrait: Path, text: bytes) -> None:
    consent_path(portrait).write_bytes(text)
    with pytest.raises(InputError) as caught:
        check_consent(portrait)
    assert caught.value.code is ErrorCode.CONSENT_INVALID
    assert consent_path(portrait).name in caught.value.message


def test_notepads_mark_at_the_beginning_is_no_obstacle(portrait: Path) -> None:
    consent_path(portrait).write_bytes('\ufeffowner = "Jörg"\r\n'.encode())
    assert read_consent(portrait) == Consent(owner="Jörg")


def test_preflight_refuses_an_ended_consent_and_hands_on_one_that_holds(
    portrait: Path, tmp_path: Path
) -> None:
    values = {"portrait": portrait, "speech": write_clicks(tmp_path / "a.wav")}
    request = RenderRequest.model_validate(values | {"output": tmp_path / "out.mp4"})
    write_consent(portrait, Consent(owner="Anna", expires=datetime.date(2020, 1, 1)))
    with pytest.raises(InputError) as caught:
        run_preflight(request, home=tmp_path / "home")
    assert caught.value.code is ErrorCode.CONSENT_EXPIRED
    renewed = Consent(owner="Anna", scope="product videos", expires=datetime.date(2999, 1, 1))
    write_consent(portrait, renewed)
    assert run_preflight(request, home=tmp_path / "home").consent == renewed
