"""Keys of the farm that are worth nothing any more: the authority's signed list of them.

The authority writes the list; whoever has it beside its keys believes it, when the authority has
signed it. The scheduler gives it to the computers that join.
"""

from __future__ import annotations

import datetime
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.farm.net.pki import Keys, authority, authority_folder, issued_serials, own_keys, write_file
from talker.errors import ErrorCode, InputError

if TYPE_CHECKING:
    from distributed.comm.core import Comm

REVOKED_FILE = "revoked.pem"
_YEARS = datetime.timedelta(days=10 * 365)
_log = logging.getLogger(__name__)


def revoke(name: str, home: Path) -> Path:
    """Makes all keys worthless that were made for a computer; where the list of them lies.

    InputError FARM_KEYS where none were made here.
    """
    serials = issued_serials(name, home)
    if not serials:
        raise InputError(
            ErrorCode.FARM_KEYS,
            f"No keys were made here for a computer called {name}.",
            "Keys are revoked where they were made; farm/issued in the home folder names them.",
        )
    path = authority_folder(home) / REVOKED_FILE
    certificate, secret = authority(home)
    revoked = serials | _serials(path.read_bytes() if path.is_file() else b"", certificate)
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(certificate.subject)
        .last_update(now)
        .next_update(now + _YEARS)
    )
    for serial in sorted(revoked):
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now)
        builder = builder.add_revoked_certificate(entry.build())
    content = builder.sign(secret, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    write_file(path, content)
    write_file(own_keys(home).folder / REVOKED_FILE, content)
    return path


class RevokedKeys:
    """The list beside some keys, read again when it changes, and one that was given to us."""

    def __init__(self, keys: Keys) -> None:
        self._path = keys.folder / REVOKED_FILE
        self._authority = keys.authority
        self._stamp: tuple[int, int] | None = None
        self._serials: frozenset[int] = frozenset()
        self._given: frozenset[int] = frozenset()
        self.text = ""

    def look(self) -> bool:
        """Reads the file anew; whether more is revoked than before."""
        try:
            facts = self._path.stat()
            stamp = facts.st_mtime_ns, facts.st_size
            if stamp == self._stamp:
                return False
            content = self._path.read_bytes()
        except OSError:
            return False
        before, self._stamp = self._serials, stamp
        self._serials = self._read(content)
        self.text = content.decode("ascii", "replace")
        return bool(self._serials - before)

    def take(self, text: object) -> bool:
        """A list that somebody else has; whether it revokes more than was known."""
        before = self._given
        self._given |= self._read(str(text).encode())
        return bool(self._given - before)

    def holds(self, peer: dict[str, Any] | None) -> bool:
        """Whether a certificate, as `SSLSocket.getpeercert` tells of it, is revoked."""
        self.look()
        serial = str((peer or {}).get("serialNumber", ""))
        known = self._serials | self._given
        return bool(known) and bool(serial) and int(serial, 16) in known

    def hold(self, comm: Comm) -> bool:
        """The same for the other side of one of Dask's connections."""
        return self.holds(comm.extra_info.get("peercert"))

    def _read(self, content: bytes) -> frozenset[int]:
        try:
            return _serials(content, x509.load_pem_x509_certificate(self._authority.read_bytes()))
        except (OSError, ValueError) as error:
            _log.warning("the list of revoked keys cannot be used: %s", error)
            return frozenset()


def _serials(content: bytes, signer: x509.Certificate) -> frozenset[int]:
    """The serial numbers in a list; ValueError for one that the authority has not signed."""
    if not content.strip():
        return frozenset()
    listed = x509.load_pem_x509_crl(content)
    key = signer.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    if not listed.is_signature_valid(key):
        raise ValueError("another farm's authority has signed it")
    return frozenset(entry.serial_number for entry in listed)
