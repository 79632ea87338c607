"""What all certificates of ours have in common (X.509, RFC 5280)."""

from __future__ import annotations

import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# Somebody has to carry new keys to every computer.
_NOTICE = datetime.timedelta(days=30)


def certificate_builder(
    issuer: x509.Name,
    subject: x509.Name,
    public: ec.EllipticCurvePublicKey,
    begin: datetime.datetime,
    end: datetime.datetime,
) -> x509.CertificateBuilder:
    """A certificate for a public key from `begin` to `end`, to be given its uses and signed."""
    return (
        x509.CertificateBuilder()
        .issuer_name(issuer)
        .subject_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def ends_soon(end: datetime.datetime) -> bool:
    """Whether a certificate that is valid until `end` (with a time zone) has to be renewed."""
    return end - datetime.datetime.now(datetime.UTC) < _NOTICE


def key_usage(*, signs_others: bool) -> x509.KeyUsage:
    """An authority's key signs certificates; every other one signs only what its owner makes."""
    return x509.KeyUsage(
        digital_signature=not signs_others,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_others,
        crl_sign=signs_others,
        encipher_only=False,
        decipher_only=False,
    )


def named(organization: str, common: str) -> x509.Name:
    """A subject: whose it is, and what it is called."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )
