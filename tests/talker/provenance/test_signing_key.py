"""Who signs: the user's certificate or this computer's own, and what is refused at once."""

from __future__ import annotations

import datetime
import os
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from talker.errors import ErrorCode, InputError
from talker.progress import CancelToken, Notice, NoticeCode, Progress, Stage
from talker.provenance import signing_key
from talker.provenance.manifest import LabelWriter, inspect, read_record
from talker.provenance.publisher import Publisher
from talker.provenance.signer_choice import check_publisher
from talker.provenance.signing_key import local_identity
from tests.skips import AllowedSkip
from tests.talker.films import Film, Heard, film, travel, wanted
from tests.talker.provenance import certificates
from tests.talker.provenance.certificates import Pair

EC = ec.generate_private_key


def publisher(pair: Pair) -> Publisher:
    return Publisher(certificate=pair.certificate, key=pair.key)


def kept(home: Path) -> Path:
    return home / "identity" / "local.pem"


def test_a_computer_makes_its_certificate_once(tmp_path: Path) -> None:
    first = local_identity(tmp_path, CancelToken())
    assert local_identity(tmp_path, CancelToken()) == first
    leaf, root = x509.load_pem_x509_certificates(first.certificates.encode())
    assert leaf.subject.rfc4514_string().count("self-signed on this computer") == 2
    leaf.verify_directly_issued_by(root)
    assert first.certificates.count("PRIVATE") == 0


@pytest.mark.skipif(
    os.name == "nt",
    reason=AllowedSkip.SYSTEM.reason("Windows keeps a user's folder from others by itself"),
)
def test_the_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        local_identity(tmp_path, CancelToken())
    finally:
        os.umask(before)
    assert stat.S_IMODE(kept(tmp_path).stat().st_mode) == 0o600
    assert stat.S_IMODE(kept(tmp_path).parent.stat().st_mode) == 0o700


def _half(text: str) -> str:
    return text[: len(text) // 2]


def _other_key(text: str) -> str:
    mark = "-----BEGIN PRIVATE KEY-----"
    other = signing_key._pkcs8(EC(ec.SECP256R1()))
    return text.partition(mark)[0] + other


@pytest.mark.parametrize("damage", [_half, _other_key, lambda _: ""])
def test_a_damaged_certificate_of_the_computer_is_made_anew(
    tmp_path: Path, damage: Callable[[str], str]
) -> None:
    first = local_identity(tmp_path, CancelToken())
    kept(tmp_path).write_text(damage(kept(tmp_path).read_text("ascii")), "ascii")
    second = local_identity(tmp_path, CancelToken())
    assert second != first
    assert local_identity(tmp_path, CancelToken()) == second


def test_a_certificate_of_a_clock_that_was_ahead_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ahead(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Self:
            return super().now(tz) + datetime.timedelta(days=400)

    with monkeypatch.context() as wrong:
        wrong.setattr(datetime, "datetime", Ahead)
        first = local_identity(tmp_path, CancelToken())
    second = local_identity(tmp_path, CancelToken())
    assert second != first
    assert local_identity(tmp_path, CancelToken()) == second


def test_a_certificate_that_soon_runs_out_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as short:
        short.setattr(signing_key, "_YEARS", datetime.timedelta(days=20))
        first = local_identity(tmp_path, CancelToken())
    second = local_identity(tmp_path, CancelToken())
    assert second != first


@pytest.mark.parametrize(
    "key",
    [
        EC(ec.SECP256R1()),
        EC(ec.SECP384R1()),
        EC(ec.SECP521R1()),
        ed25519.Ed25519PrivateKey.generate(),
        rsa.generate_private_key(65537, 2048),
    ],
    ids=["p256", "p384", "p521", "ed25519", "rsa"],
)
def test_the_users_certificate_signs(
    tmp_path: Path, astronaut: Path, key: certificates.Key
) -> None:
    pair = certificates.make(tmp_path / "own", key=key)
    made = film(tmp_path, astronaut, publisher(pair), seconds=1.0)
    found = inspect(made.path)
    assert found.problems == ()
    assert found.credentials is not None
    assert found.credentials.signer == certificates.NAME
    assert not found.credentials.self_signed
    assert not kept(made.home).exists()


def _unreadable(folder: Path) -> Pair:
    pair = certificates.make(folder)
    pair.certificate.write_bytes(b"\xff\xfe no certificate")
    return pair


def _missing(folder: Path) -> Pair:
    pair = certificates.make(folder)
    pair.key.unlink()
    return pair


def _wrong_key(folder: Path) -> Pair:
    return Pair(certificates.make(folder / "a").certificate, certificates.make(folder / "b").key)


def _swapped(folder: Path) -> Pair:
    pair = certificates.make(folder)
    return Pair(pair.key, pair.certificate)


INVALID = ErrorCode.CERTIFICATE_INVALID
EXPIRED = ErrorCode.CERTIFICATE_EXPIRED


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda folder: certificates.make(folder, days=(-30, -2)), EXPIRED),
        (lambda folder: certificates.make(folder, days=(2, 30)), EXPIRED),
        (_unreadable, INVALID),
        (_missing, INVALID),
        (_wrong_key, INVALID),
        (_swapped, INVALID),
        (lambda folder: certificates.make(folder, password="secret"), INVALID),
        (lambda folder: certificates.make(folder, key=EC(ec.SECP256K1())), INVALID),
        (lambda folder: certificates.make(folder, use=ExtendedKeyUsageOID.SERVER_AUTH), INVALID),
    ],
    ids=[
        *("expired", "not yet valid", "unreadable", "missing key", "wrong key"),
        *("swapped", "password", "unknown curve", "for web servers"),
    ],
)
def test_a_certificate_that_cannot_sign_stops_the_job_before_any_work(
    tmp_path: Path, astronaut: Path, make: Callable[[Path], Pair], code: ErrorCode
) -> None:
    pair = make(tmp_path / "own")
    request, home = wanted(tmp_path, astronaut, 1.0), tmp_path / "home"
    stages = set[Stage]()

    def listen(report: Progress | Notice) -> None:
        if isinstance(report, Progress):
            stages.add(report.stage)

    with pytest.raises(InputError) as caught:
        travel(request, home, publisher(pair), listen)
    assert caught.value.code is code
    assert caught.value.path in (pair.certificate, pair.key)
    assert caught.value.path is not None
    assert caught.value.path.name in caught.value.message
    assert caught.value.hint
    assert stages == {Stage.PREFLIGHT}
    assert not (tmp_path / "out.mp4").exists()
    # The job itself is sound: without that certificate it is done.
    assert travel(request, home).path.exists()


@pytest.mark.parametrize("half", ["certificate", "key"])
def test_a_certificate_without_its_key_is_refused(tmp_path: Path, half: str) -> None:
    pair = certificates.make(tmp_path)
    with pytest.raises(InputError) as caught:
        check_publisher(Publisher(**{half: getattr(pair, half)}))
    assert caught.value.code is INVALID


def test_unsigned_videos_need_no_certificate(tmp_path: Path) -> None:
    check_publisher(Publisher(certificate=tmp_path / "gone", key=tmp_path / "gone", sign=False))


def test_a_certificate_that_goes_away_meanwhile_does_not_cost_the_video(
    tmp_path: Path, astronaut: Path
) -> None:
    pair, heard = certificates.make(tmp_path / "own"), Heard()

    def listen(report: Progress | Notice) -> None:
        heard(report)
        if isinstance(report, Progress) and report.stage is Stage.RENDER:
            pair.key.unlink(missing_ok=True)

    made = travel(wanted(tmp_path, astronaut, 1.0), tmp_path / "home", publisher(pair), listen)
    assert [one.code for one in made.result.notices] == [NoticeCode.NOT_SIGNED]
    assert pair.key.name in heard[-1].message
    found = inspect(made.path)
    assert (found.credentials, found.problems) == (None, ())
    assert found.aigc is not None


def test_a_video_stays_valid_when_its_certificate_runs_out(signed: Film, tmp_path: Path) -> None:
    video = Path(shutil.copy(signed.path, tmp_path / "out.mp4"))
    seconds = 3.0
    pair = certificates.make(tmp_path / "own", days=(-1, seconds / 86400))
    labels = LabelWriter(read_record(video), publisher(pair), tmp_path)
    assert labels.close(video, Path("out.mp4"), CancelToken()) == ()
    found = inspect(video).credentials
    assert found is not None
    assert (found.valid, found.expired) == (True, False)
    time.sleep(seconds + 1)  # its last second counts
    later = inspect(video)
    assert later.problems == ()
    assert later.credentials is not None
    assert (later.credentials.valid, later.credentials.expired) == (True, True)
    data = bytearray(video.read_bytes())
    data[data.rindex(b"mdat") + 2000] ^= 1
    video.write_bytes(data)
    assert inspect(video).problems
