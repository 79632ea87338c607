"""The farm's own certificates: a small authority on one computer, a key for each of the others."""

from __future__ import annotations

import datetime
import ipaddress
import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.farm.net.roles import Role, key_purposes, units
from app.paths import farm_keys_folder
from talker.certificates import certificate_builder, key_usage, named
from talker.errors import ErrorCode, InputError, UsageError
from talker.files import atomic_write

AUTHORITY_FILE = "authority.pem"
CERTIFICATE_FILE = "certificate.pem"
KEY_FILE = "key.pem"
NODE_DAYS = 2 * 365
NAME_PATTERN = r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,61}[A-Za-z0-9])?"
_AUTHORITY_DAYS = 10 * 365
_AUTHORITY = "authority"
_AUTHORITY_KEY = "authority-key.pem"
_ISSUED = "issued.txt"
_ORGANIZATION = "Mouthpiece farm"
_EARLIER = datetime.timedelta(hours=1)  # clocks in a room differ


@dataclass(frozen=True)
class Keys:
    """The three files that let a computer into the farm, all PEM."""

    folder: Path

    @property
    def authority(self) -> Path:
        """The certificate of the farm's authority."""
        return self.folder / AUTHORITY_FILE

    @property
    def certificate(self) -> Path:
        """The certificate of the computer itself."""
        return self.folder / CERTIFICATE_FILE

    @property
    def key(self) -> Path:
        """Its private key."""
        return self.folder / KEY_FILE

    def renewal(self, name: str) -> str:
        """How new ones are made for the computer `name`."""
        if (self.folder.parent / _AUTHORITY / _AUTHORITY_KEY).is_file():
            return "Make new ones: mouthpiece farm keys --renew"
        return (
            "Make new ones on the computer where these were made, and copy their folder here: "
            f"mouthpiece farm keys {name}"
        )


def own_keys(home: Path) -> Keys:
    """Where this computer's keys lie, whether they are there or not."""
    return Keys(farm_keys_folder(home))


def issued_keys(name: str, home: Path) -> Keys:
    """Where the keys made for another computer lie, to be carried there."""
    return Keys(home / "farm" / "issued" / name)


def node_name(text: str) -> str:
    """A name that is the same in a certificate, a file name and a log; UsageError otherwise."""
    if not re.fullmatch(NAME_PATTERN, text):
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{text!r} cannot be the name of a computer.",
            "Use up to 63 letters, digits, dots and hyphens.",
        )
    return text


def issue(
    name: str,
    keys: Keys,
    home: Path,
    *,
    days: float = NODE_DAYS,
    addresses: Sequence[str] = (),
    roles: Collection[Role] = (Role.NODE,),
) -> None:
    """Makes the keys of one computer, signed by this farm's authority, which is made when missing.

    Keys that are there are replaced. `addresses` are names or IPs under which it is reached, and
    `roles` what the keys are good for.
    """
    signer, secret = authority(home)
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.datetime.now(datetime.UTC)
    alternatives = [_alternative(address) for address in dict.fromkeys((name, *addresses))]
    subject = x509.Name([*named(_ORGANIZATION, name), *units(roles)])
    certificate = (
        _builder(signer.subject, subject, key.public_key(), now, days)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(signs_others=False), critical=True)
        .add_extension(key_purposes(roles), critical=False)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(secret.public_key()),
            critical=False,
        )
        .sign(secret, hashes.SHA256())
    )
    with (authority_folder(home) / _ISSUED).open("a", encoding="utf-8") as noted:
        noted.write(f"{certificate.serial_number:x} {name}\n")
    write_file(keys.authority, _pem(signer))
    write_file(keys.certificate, _pem(certificate))
    write_file(keys.key, _private(key))


def authority_folder(home: Path) -> Path:
    """Where the authority lies, on the computer that makes keys."""
    return home / "farm" / _AUTHORITY


def issued_serials(name: str, home: Path) -> frozenset[int]:
    """The numbers of all certificates that were made here for a computer."""
    found = set()
    with suppress(FileNotFoundError):
        for line in (authority_folder(home) / _ISSUED).read_text(encoding="utf-8").splitlines():
            number, _, whose = line.partition(" ")
            found |= {int(number, 16)} if whose == name else set()
    with suppress(OSError, ValueError):  # made before the numbers were noted
        made = issued_keys(name, home).certificate.read_bytes()
        found.add(x509.load_pem_x509_certificate(made).serial_number)
    return frozenset(found)


def authority(home: Path) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """The farm's authority with its key, which are made where there are none yet."""
    folder = authority_folder(home)
    kept = folder / AUTHORITY_FILE, folder / _AUTHORITY_KEY
    if all(path.exists() for path in kept):
        return _kept_authority(*kept)
    secret = ec.generate_private_key(ec.SECP256R1())
    name = named(_ORGANIZATION, "authority")
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        _builder(name, name, secret.public_key(), now, _AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(key_usage(signs_others=True), critical=True)
        .sign(secret, hashes.SHA256())
    )
    write_file(folder / _AUTHORITY_KEY, _private(secret))
    write_file(folder / AUTHORITY_FILE, _pem(certificate))
    return certificate, secret


def _kept_authority(
    certificate: Path, key: Path
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    try:
        secret = serialization.load_pem_private_key(key.read_bytes(), None)
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            ErrorCode.FARM_KEYS,
            f"The farm's authority in {certificate.parent} cannot be read: {error}.",
            "Bring the folder back from a copy, or delete it and make new keys for every computer.",
            certificate,
        ) from error
    assert isinstance(secret, ec.EllipticCurvePrivateKey)
    return found, secret


def _builder(
    issuer: x509.Name,
    subject: x509.Name,
    public: ec.EllipticCurvePublicKey,
    now: datetime.datetime,
    days: float,
) -> x509.CertificateBuilder:
    end = now + datetime.timedelta(days=days)
    return certificate_builder(issuer, subject, public, min(now, end) - _EARLIER, end)


def _alternative(address: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(address))
    except ValueError:
        return x509.DNSName(node_name(address))


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def write_file(path: Path, content: bytes) -> None:
    """Writes a file of keys, readable by its owner alone; on Windows the user's folder is that
    anyway."""
    with atomic_write(path) as part:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.touch(0o600, exist_ok=False)
        part.write_bytes(content)
