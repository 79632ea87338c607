"""The farm's certificates: who gets in, until when, and who may read the keys."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest
from cryptography import x509

from app.farm.net.pki import Keys, issue, issued_keys, node_name, own_keys
from app.farm.net.tls import load_identity
from talker.errors import ErrorCode, InputError, UsageError
from tests.skips import AllowedSkip


def test_issued_keys_carry_the_name_and_a_signature_of_the_authority(tmp_path: Path) -> None:
    issue("render-1", own_keys(tmp_path), tmp_path, days=10, addresses=["192.168.1.7", "gpu-box"])
    identity = load_identity(own_keys(tmp_path))
    assert identity.name == "render-1"
    left = identity.valid_until - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta(days=9) < left <= datetime.timedelta(days=10)
    certificate = x509.load_pem_x509_certificate(own_keys(tmp_path).certificate.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["render-1", "gpu-box"]
    assert [str(one) for one in names.get_values_for_type(x509.IPAddress)] == ["192.168.1.7"]


def test_all_computers_of_a_farm_share_one_authority(tmp_path: Path) -> None:
    for name in ("a", "b"):
        issue(name, issued_keys(name, tmp_path), tmp_path)
    first, second = (issued_keys(name, tmp_path).authority.read_bytes() for name in "ab")
    assert first == second
    # What a node carries away signs nothing.
    assert not list(issued_keys("a", tmp_path).folder.glob("*authority-key*"))


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("Windows has no such modes")
)
def test_keys_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    issue("a", own_keys(tmp_path), tmp_path)
    files = list((tmp_path / "farm").rglob("*.pem"))
    assert len(files) == 5
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert own_keys(tmp_path).folder.stat().st_mode & 0o777 == 0o700


def test_an_expired_certificate_is_named_with_its_end(tmp_path: Path) -> None:
    issue("a", own_keys(tmp_path), tmp_path, days=-1)
    with pytest.raises(InputError) as caught:
        load_identity(own_keys(tmp_path))
    assert caught.value.code is ErrorCode.CERTIFICATE_EXPIRED
    assert "farm keys a" in caught.value.hint


def test_files_of_two_farms_or_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_identity(own_keys(tmp_path))
    assert caught.value.code is ErrorCode.FARM_KEYS
    for place in ("one", "other"):
        issue("a", own_keys(tmp_path / place), tmp_path / place)
    mixed: Keys = own_keys(tmp_path / "one")
    mixed.authority.write_bytes(own_keys(tmp_path / "other").authority.read_bytes())
    with pytest.raises(InputError) as caught:
        load_identity(mixed)
    assert caught.value.code is ErrorCode.FARM_KEYS
    mixed.key.write_bytes(b"nothing")
    with pytest.raises(InputError) as caught:
        load_identity(mixed)
    assert caught.value.code is ErrorCode.FARM_KEYS


@pytest.mark.parametrize("name", ["", "../a", "a/b", "a b", "-a", "a.", "x" * 64, "a\n"])
def test_names_that_could_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(UsageError):
        node_name(name)
