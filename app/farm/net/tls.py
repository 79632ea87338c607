"""What a computer shows and demands on every connection of the farm: mutual TLS or nothing."""

from __future__ import annotations

import datetime
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509.oid import NameOID

from app.farm.net.pki import Keys
from talker.errors import ErrorCode, InputError

if TYPE_CHECKING:
    from distributed import Security


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


def load_identity(keys: Keys) -> Identity:
    """Looks at the files before anything is connected.

    Raises InputError FARM_KEYS for missing or wrong files, CERTIFICATE_EXPIRED.
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
    if end < datetime.datetime.now(datetime.UTC):
        raise InputError(
            ErrorCode.CERTIFICATE_EXPIRED,
            f"The farm's certificate {keys.certificate} was valid until {end:%Y-%m-%d}.",
            f"Make new keys on the computer with the queue: mouthpiece farm keys {name}",
            keys.certificate,
        )
    return Identity(keys, name, f"{certificate.serial_number:x}", end)


def _wrong(keys: Keys, why: str) -> InputError:
    return InputError(
        ErrorCode.FARM_KEYS,
        f"The farm's keys in {keys.folder} cannot be used: {why}.",
        "Copy the whole folder again from the computer with the queue, or make new keys there.",
        keys.folder,
    )
