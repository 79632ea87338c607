"""What doctor says about signatures."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.doctor.result import Verdict
from app.doctor.signing import check_signature
from app.settings.labels import LabelSettings
from app.settings.store import change_settings
from talker.home import home_folder
from tests.talker.provenance.certificates import make


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own: these tests change settings."""
    folder = tmp_path / "home"
    monkeypatch.setenv("MOUTHPIECE_HOME", str(folder))
    return folder


def use(labels: LabelSettings) -> None:
    change_settings(lambda old: old.model_copy(update={"labels": labels}), home_folder())


def test_a_computer_signs_by_itself_and_nothing_is_made_to_find_out(home: Path) -> None:
    check = check_signature(home_folder())
    assert (check.verdict, check.hint) == (Verdict.OK, "")
    assert "of this computer" in check.sentence
    assert not (home / "identity").exists()


def test_the_users_certificate_is_tried_out(tmp_path: Path) -> None:
    good, bad = make(tmp_path / "good"), make(tmp_path / "bad", days=(-9, -1))
    use(LabelSettings(certificate=good.certificate, key=good.key))
    assert good.certificate.name in check_signature(home_folder()).sentence
    use(LabelSettings(certificate=bad.certificate, key=bad.key))
    check = check_signature(home_folder())
    assert check.verdict is Verdict.FAIL
    assert check.hint
    use(LabelSettings(certificate=bad.certificate, key=bad.key, sign=False))
    assert check_signature(home_folder()).verdict is Verdict.OK


@pytest.mark.parametrize("library", ["c2pa", "cryptography"])
def test_a_library_that_does_not_load_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, "talker.provenance.signing_key", raising=False)
    check = check_signature(home_folder())
    assert check.verdict is Verdict.WARN
    assert "labelled" in check.sentence
    assert library in check.sentence.lower()
