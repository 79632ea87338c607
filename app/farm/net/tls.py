"""What a computer shows and demands on every connection of the farm: mutual TLS or nothing."""

from __future__ import annotations

import datetime
import logging
import os
import ssl
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509.oid import NameOID

from app.farm.net.pki import Keys
from app.farm.net.roles import Role, certificate_roles
from talker.certificates import ends_soon
from talker.errors import ErrorCode, InputError

if TYPE_CHECKING:
    from distributed import Security

_NEW_AUTHORITY = (
    "The farm's authority itself ends: delete farm/authority in the home folder of the computer "
    "that makes keys, then make new ones for every computer."
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Identity:
    """Keys that were looked at and are valid: whose they are, and until when."""

    keys: Keys
    name: str
    serial: str
    valid_until: datetime.datetime

    @property
    def security(self) -> Security:
        """Encryption is required; certificates of both sides are checked against the authority."""
        from distributed import Security

        certificate, key = str(self.keys.certificate), str(self.keys.key)
        return Security(
            require_encryption=True,
            tls_ca_file=str(self.keys.authority),
            tls_min_version=ssl.TLSVersion.TLSv1_3,
            tls_client_cert=certificate,
            tls_client_key=key,
            tls_scheduler_cert=certificate,
            tls_scheduler_key=key,
            tls_worker_cert=certificate,
            tls_worker_key=key,
        )


def load_identity(keys: Keys, role: Role | None = None) -> Identity:
    """Looks at the files before anything is connected; `role` is what they are wanted for.

    Raises InputError FARM_KEYS for files that are missing, wrong, open to others or made for
    another role, CERTIFICATE_EXPIRED.
    """
    for path in (keys.authority, keys.certificate, keys.key):
        if not path.is_file():
            raise InputError(
                ErrorCode.FARM_KEYS,
                f"This computer has no keys for the farm: {path} is missing.",
                "On the computer with the queue: mouthpiece farm keys NAME. Copy the folder that "
                "it names to this computer and give it with --keys FOLDER.",
                path,
            )
    _require_private(keys)
    try:
        certificate = x509.load_pem_x509_certificate(keys.certificate.read_bytes())
        authority = x509.load_pem_x509_certificate(keys.authority.read_bytes())
        ssl.create_default_context(cafile=str(keys.authority)).load_cert_chain(
            keys.certificate, keys.key
        )
        certificate.verify_directly_issued_by(authority)
        name = str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
    except (OSError, ValueError, TypeError, IndexError) as error:
        raise _wrong(keys, str(error) or "they do not belong together") from error
    except InvalidSignature as error:
        raise _wrong(keys, "another farm's authority has signed them") from error
    end = min(certificate.not_valid_after_utc, authority.not_valid_after_utc)
    renewal = keys.renewal(name) if end < authority.not_valid_after_utc else _NEW_AUTHORITY
    _require_valid_now(keys, certificate.not_valid_before_utc, end, renewal)
    if role is not None and role not in certificate_roles(certificate):
        raise _made_for_others(keys, name, role, certificate_roles(certificate))
    return Identity(keys, name, f"{certificate.serial_number:x}", end)


def _require_valid_now(
    keys: Keys, begin: datetime.datetime, end: datetime.datetime, renewal: str
) -> None:
    """CERTIFICATE_EXPIRED outside its time; a warning weeks before its end."""
    now = datetime.datetime.now(datetime.UTC)
    if end < now:
        raise InputError(
            ErrorCode.CERTIFICATE_EXPIRED,
            f"The farm's certificate {keys.certificate} was valid until {end:%Y-%m-%d}; today is "
            f"{now:%Y-%m-%d} by this computer's clock.",
            renewal,
            keys.certificate,
        )
    if begin > now:
        raise InputError(
            ErrorCode.CERTIFICATE_EXPIRED,
            f"The farm's certificate {keys.certificate} is valid from {begin:%Y-%m-%d} on; today "
            f"is {now:%Y-%m-%d} by this computer's clock.",
            "Set the clock of this computer right.",
            keys.certificate,
        )
    if ends_soon(end):
        _log.warning(
            "the farm's certificate %s ends on %s. %s",
            *(keys.certificate, f"{end:%Y-%m-%d}", renewal),
        )


def _require_private(keys: Keys) -> None:
    """A key that others can read or replace is theirs too; a group may be meant to read it."""
    if os.name == "nt":
        return
    if keys.key.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH | stat.S_IWGRP):
        raise InputError(
            ErrorCode.FARM_KEYS,
            f"Other users of this computer can read or change the farm's key {keys.key}.",
            f"Close it to them: chmod 600 {keys.key}. When strangers may have read it, make new "
            "keys on the computer with the queue.",
            keys.key,
        )


def _made_for_others(keys: Keys, name: str, role: Role, roles: frozenset[Role]) -> InputError:
    made = " and ".join(sorted(roles)) if roles else "no role: they are of an older version"
    return InputError(
        ErrorCode.FARM_KEYS,
        f"The farm's keys in {keys.folder} are not made for a {role} but for {made}.",
        f"On the computer with the queue: mouthpiece farm keys --role {role} {name}; for that "
        "computer itself: mouthpiece farm keys --renew",
        keys.folder,
    )


def _wrong(keys: Keys, why: str) -> InputError:
    return InputError(
        ErrorCode.FARM_KEYS,
        f"The farm's keys in {keys.folder} cannot be used: {why}.",
        "Copy the whole folder again from the computer with the queue, or make new keys there.",
        keys.folder,
    )
