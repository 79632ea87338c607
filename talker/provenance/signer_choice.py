"""Selects the signing identity, and tries a certificate out before any work is done."""

from __future__ import annotations

from pathlib import Path

from talker.errors import ErrorCode, InputError
from talker.progress import CancelToken
from talker.provenance.c2pa import LibraryMissing, SigningFailed, load_library, sign_sample
from talker.provenance.identity import Identity
from talker.provenance.publisher import Publisher


def signer_for(publisher: Publisher, home: Path, cancel: CancelToken) -> Identity:
    """The user's certificate, else this computer's own.

    Raises SigningFailed where there can be none, InputError when the user's own cannot sign.
    """
    if publisher.certificate is not None and publisher.key is not None:
        return _user_identity(publisher.certificate, publisher.key)
    try:
        from talker.provenance.signing_key import local_identity
    except ImportError as error:
        raise _no_cryptography(error) from error
    try:
        return local_identity(home, cancel)
    except OSError as error:
        raise SigningFailed(f"a certificate of this computer cannot be kept ({error})") from error


def check_publisher(publisher: Publisher) -> None:
    """Signs a picture of one pixel with the user's certificate; nothing without one.

    Raises InputError CERTIFICATE_INVALID or CERTIFICATE_EXPIRED. A computer on which the
    libraries do not load reports it when the video is made.
    """
    certificate, key = publisher.certificate, publisher.key
    if not publisher.sign or (certificate is None and key is None):
        return
    if certificate is None or key is None:
        raise InputError(
            ErrorCode.CERTIFICATE_INVALID,
            "The settings name a certificate without its key, or a key without its certificate.",
            "Name both, or neither: then this computer's own certificate is used.",
            certificate or key,
        )
    try:
        sign_sample(_user_identity(certificate, key))
    except LibraryMissing:
        return
    except SigningFailed as error:
        raise InputError(
            ErrorCode.CERTIFICATE_INVALID,
            f"The certificate {certificate.name} cannot be used: {error}.",
            "Put one into the settings that C2PA accepts, such as one for e-mail with the chain of "
            "its issuers, or take it out: then this computer's own is used.",
            certificate,
        ) from error


def check_libraries() -> None:
    """Raises LibraryMissing where nothing can be signed."""
    load_library()
    try:
        import talker.provenance.signing_key  # noqa: F401 - whether it loads is the question
    except ImportError as error:
        raise _no_cryptography(error) from error


def _user_identity(certificate: Path, key: Path) -> Identity:
    try:
        from talker.provenance.signing_key import user_identity
    except ImportError as error:
        raise _no_cryptography(error) from error
    return user_identity(certificate, key)


def _no_cryptography(error: ImportError) -> LibraryMissing:
    return LibraryMissing(f"the library cryptography does not load ({error})")
