"""The farm's certificates: who gets in, until when, and who may read the keys."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from app.doctor.farm import check_farm
from app.doctor.result import Verdict
from app.farm.net.pki import Keys, issue, issued_keys, node_name, own_keys
from app.farm.net.roles import ALL_ROLES, Role
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
    assert "farm keys --renew" in caught.value.hint  # the computer's own
    issue("b", issued_keys("b", tmp_path), tmp_path, days=-1)
    with pytest.raises(InputError) as caught:
        load_identity(issued_keys("b", tmp_path))
    assert "farm keys b" in caught.value.hint


def test_a_clock_that_is_behind_is_told_from_keys_that_are_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.farm.net.pki._EARLIER", datetime.timedelta(days=-30))
    issue("a", own_keys(tmp_path), tmp_path)
    with pytest.raises(InputError) as caught:
        load_identity(own_keys(tmp_path))
    assert caught.value.code is ErrorCode.CERTIFICATE_EXPIRED
    assert "clock" in caught.value.hint


@pytest.mark.parametrize(("days", "told"), [(29, True), (31, False)])
def test_the_end_of_keys_is_told_weeks_before(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, days: float, told: bool
) -> None:
    issue("a", own_keys(tmp_path), tmp_path, days=days)
    load_identity(own_keys(tmp_path))
    assert ("farm keys --renew" in caplog.text) == told
    assert (check_farm(tmp_path).verdict is Verdict.WARN) == told


def test_the_doctor_looks_at_the_keys_of_the_farm(tmp_path: Path) -> None:
    assert check_farm(tmp_path).verdict is Verdict.OK
    issue("a", own_keys(tmp_path), tmp_path, days=-3)
    assert check_farm(tmp_path).verdict is Verdict.WARN
    own_keys(tmp_path).certificate.write_bytes(b"x")
    assert "cannot be read" in check_farm(tmp_path).sentence


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


def test_keys_are_good_for_their_role_alone(tmp_path: Path) -> None:
    keys = issued_keys("render-1", tmp_path)
    issue("render-1", keys, tmp_path)
    assert load_identity(keys, Role.NODE).name == "render-1"
    for role in (Role.CLIENT, Role.SCHEDULER):
        with pytest.raises(InputError, match=f"not made for a {role} but for node") as caught:
            load_identity(keys, role)
        assert caught.value.code is ErrorCode.FARM_KEYS
        assert f"farm keys --role {role} render-1" in caught.value.hint
    issue("all", keys, tmp_path, roles=ALL_ROLES)
    assert [load_identity(keys, role).name for role in Role] == ["all"] * 3


def test_keys_of_before_there_were_roles_are_to_be_made_anew(tmp_path: Path) -> None:
    issue("old", own_keys(tmp_path), tmp_path, roles=())
    with pytest.raises(InputError, match="of an older version") as caught:
        load_identity(own_keys(tmp_path), Role.NODE)
    assert "farm keys --renew" in caught.value.hint


def test_a_client_key_serves_nobody(tmp_path: Path) -> None:
    def purposes(*roles: Role) -> set[x509.ObjectIdentifier]:
        issue("a", own_keys(tmp_path), tmp_path, roles=roles)
        certificate = x509.load_pem_x509_certificate(own_keys(tmp_path).certificate.read_bytes())
        return set(certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)

    assert purposes(Role.CLIENT) == {ExtendedKeyUsageOID.CLIENT_AUTH}
    both = {ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH}
    assert purposes(Role.NODE) == purposes(Role.CLIENT, Role.SCHEDULER) == both


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("Windows has no such modes")
)
@pytest.mark.parametrize(
    ("mode", "accepted"), [(0o600, True), (0o440, True), (0o644, False), (0o660, False)]
)
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int, accepted: bool) -> None:
    keys = own_keys(tmp_path)
    issue("a", keys, tmp_path)
    keys.key.chmod(mode)
    if accepted:
        assert load_identity(keys).name == "a"
    else:
        with pytest.raises(InputError, match="Other users of this computer") as caught:
            load_identity(keys)
        assert caught.value.code is ErrorCode.FARM_KEYS


@pytest.mark.parametrize("name", ["", "../a", "a/b", "a b", "-a", "a.", "x" * 64, "a\n"])
def test_names_that_could_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(UsageError):
        node_name(name)
