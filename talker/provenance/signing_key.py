"""Signing keys and certificates: the user's, and a self-signed one of this computer."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from talker.certificates import certificate_builder, key_usage, named
from talker.errors import ErrorCode, InputError
from talker.files import atomic_write
from talker.locking import file_lock
from talker.progress import CancelToken
from talker.provenance.identity import SELF_SIGNED, Identity

_YEARS = datetime.timedelta(days=20 * 365)  # nobody vouches for it: nothing is gained by fewer
_RENEW_BEFORE = datetime.timedelta(days=30)
_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}


def user_identity(certificate: Path, key: Path) -> Identity:
    """The user's own; InputError CERTIFICATE_INVALID or CERTIFICATE_EXPIRED when it cannot sign."""
    try:
        chain = x509.load_pem_x509_certificates(_read(certificate))
    except ValueError as error:
        raise _invalid(certificate, f"The certificate {certificate.name} is none") from error
    try:
        secret = serialization.load_pem_private_key(_read(key), None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _invalid(key, f"The key {key.name} cannot be used ({error})") from error
    leaf = chain[0]
    if secret.public_key() != leaf.public_key():
        raise _invalid(
            certificate, f"The certificate {certificate.name} does not belong to the key {key.name}"
        )
    now = datetime.datetime.now(datetime.UTC)
    if not leaf.not_valid_before_utc <= now <= leaf.not_valid_after_utc:
        raise InputError(
            ErrorCode.CERTIFICATE_EXPIRED,
            f"The certificate {certificate.name} is valid only from "
            f"{leaf.not_valid_before_utc:%Y-%m-%d} to {leaf.not_valid_after_utc:%Y-%m-%d}.",
            "Put a valid one into the settings, or take it out: then this computer's own is used.",
            certificate,
        )
    if isinstance(secret, ec.EllipticCurvePrivateKey) and secret.curve.name in _CURVES:
        algorithm = _CURVES[secret.curve.name]
    elif isinstance(secret, ed25519.Ed25519PrivateKey):
        algorithm = "ed25519"
    elif isinstance(secret, rsa.RSAPrivateKey):
        algorithm = "ps256"
    else:
        raise _invalid(key, f"The key {key.name} is of a kind that C2PA does not know")
    return Identity(_pem(chain), _pkcs8(secret), algorithm)


def local_identity(home: Path, cancel: CancelToken) -> Identity:
    """The one of this computer, made on first use and kept for its owner's eyes alone."""
    path = home / "identity" / "local.pem"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with file_lock(path.with_name("local.lock"), cancel, lambda: None):
        found = _load_identity(path)
        if found is None:
            found = _new_identity()
            _save_identity(path, found)
    return found


def _load_identity(path: Path) -> Identity | None:
    """What an earlier run made, while it is valid for some time yet."""
    try:
        text = path.read_bytes()
        chain = x509.load_pem_x509_certificates(text)
        key = serialization.load_pem_private_key(text, None)
    except (FileNotFoundError, ValueError):
        return None
    now = datetime.datetime.now(datetime.UTC)
    # Not valid yet: made while the clock was ahead.
    if not chain[0].not_valid_before_utc <= now < chain[0].not_valid_after_utc - _RENEW_BEFORE:
        return None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != chain[0].public_key():
        return None
    return Identity(_pem(chain), _pkcs8(key), "es256")


def _save_identity(path: Path, identity: Identity) -> None:
    with atomic_write(path) as part:
        part.touch(0o600, exist_ok=False)
        part.write_text(identity.certificates + identity.key, encoding="ascii")


def _new_identity() -> Identity:
    """A fresh authority, whose key is forgotten at once, and a leaf that C2PA lets sign."""
    authority = ec.generate_private_key(ec.SECP256R1())
    leaf = ec.generate_private_key(ec.SECP256R1())
    issuer = named(SELF_SIGNED, "Mouthpiece local authority")
    root = (
        _certificate(issuer, issuer, authority.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(key_usage(signs_others=True), critical=True)
        .sign(authority, hashes.SHA256())
    )
    end = (
        _certificate(issuer, named(SELF_SIGNED, SELF_SIGNED), leaf.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(signs_others=False), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()),
            critical=False,
        )
        .sign(authority, hashes.SHA256())
    )
    return Identity(_pem([end, root]), _pkcs8(leaf), "es256")


def _certificate(
    issuer: x509.Name, subject: x509.Name, public: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    begin = now - datetime.timedelta(days=1)
    return certificate_builder(issuer, subject, public, begin, now + _YEARS)


def _pem(chain: Sequence[x509.Certificate]) -> str:
    """The certificates alone: files often hold remarks between them, in any encoding."""
    return "".join(item.public_bytes(serialization.Encoding.PEM).decode("ascii") for item in chain)


def _pkcs8(
    key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey,
) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode("ascii")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _invalid(path, f"{path} cannot be read ({error.strerror})") from error


def _invalid(path: Path, problem: str) -> InputError:
    return InputError(
        ErrorCode.CERTIFICATE_INVALID,
        f"{problem}.",
        "The settings need a PEM chain, leaf first, and its PEM key without a password.",
        path,
    )
