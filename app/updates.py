"""Asks whether there is a newer version, when that is wanted, and believes only what is proved.

The answer is a small JSON file at an address that the settings or the build name. It counts when
it is signed with the key that goes with the address, or when its SHA-256 is the one they name.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app import __version__
from app.build_info import BuildInfo, build_info
from app.models.catalogue import SecureAddress, secure_address
from app.settings.store import Settings, load_settings
from app.settings.updates import UpdateCheck, UpdateSettings
from talker.errors import ErrorCode, InputError

if TYPE_CHECKING:
    import httpx

_LARGEST = 64 * 1024
_REDIRECTS = 3
Version = Annotated[str, StringConstraints(pattern=r"^\d{1,6}\.\d{1,6}\.\d{1,6}$")]


class Release(BaseModel):
    """The newest version, and the page where a person gets it."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    version: Version
    page: SecureAddress
    notes: Annotated[str, Field(max_length=2000)] = ""

    def newer_than(self, version: str) -> bool:
        """1.10.0 is newer than 1.9.0."""
        return _numbers(self.version) > _numbers(version)


class SignedRelease(BaseModel):
    """`release` is a Release as JSON text, `signature` its Ed25519 signature in base64."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    release: str
    signature: str = ""


def wanted(settings: UpdateSettings, build: BuildInfo) -> bool:
    """Whether to ask without being told to: offline builds and checkouts never do by themselves."""
    if settings.check is UpdateCheck.AUTO:
        return build.may_ask
    return settings.check is UpdateCheck.ON


def newer_release(home: Path) -> Release | None:
    """Asks now; the newest version when it is newer than this one.

    Raises OFFLINE, UPDATE_UNREACHABLE, or UPDATE_UNTRUSTED when nobody answers for the answer.
    """
    settings = load_settings(home)
    build = build_info()
    content = _fetch(_address(settings.updates, build), settings)
    release = read_release(content, settings.updates, build)
    return release if release.newer_than(__version__) else None


def read_release(content: bytes, settings: UpdateSettings, build: BuildInfo) -> Release:
    """What a file says, once it is known who says it; UPDATE_UNTRUSTED otherwise."""
    try:
        signed = SignedRelease.model_validate_json(content)
        if settings.sha256:
            if hashlib.sha256(content).hexdigest() != settings.sha256:
                raise _untrusted("it is not the file whose SHA-256 the settings name")
        else:
            _check(signed, settings.key or build.update_key)
        return Release.model_validate_json(signed.release)
    except ValidationError as error:
        raise _untrusted("it is not as such files are") from error


def _check(signed: SignedRelease, key: str | None) -> None:
    if not key:
        raise _untrusted("no key is known that it could be signed with")
    # Late: only who asks needs it.
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        signature = base64.b64decode(signed.signature, validate=True)
        public.verify(signature, signed.release.encode())
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise _untrusted("its signature is not by the key that the settings name") from error


def _address(settings: UpdateSettings, build: BuildInfo) -> str:
    address = settings.address or build.update_address
    if not address:
        raise InputError(
            ErrorCode.UPDATE_UNREACHABLE,
            "This build knows no address to ask for newer versions.",
            "Name one in the settings: updates, address, and the key that goes with it.",
        )
    try:
        return secure_address(address)
    except ValueError as error:
        raise _unreachable(address, str(error)) from error


def _fetch(address: str, settings: Settings) -> bytes:
    import httpx  # a sixth of a second of work, which no start waits for

    from app.models.network import Network

    with Network(settings.models).client() as client:
        try:
            for _ in range(_REDIRECTS + 1):
                with client.stream("GET", address) as answer:
                    if answer.next_request is not None:
                        address = secure_address(str(answer.next_request.url))
                        continue
                    if answer.status_code != httpx.codes.OK:
                        raise _unreachable(address, f"it answers {answer.status_code}")
                    return _read(answer)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise _unreachable(address, str(error) or type(error).__name__) from error
    raise _unreachable(address, "it redirects too often")


def _read(answer: httpx.Response) -> bytes:
    content = b""
    for block in answer.iter_raw():
        content += block
        if len(content) > _LARGEST:
            raise _untrusted("it is far too large")
    return content


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _unreachable(address: str, why: str) -> InputError:
    return InputError(
        ErrorCode.UPDATE_UNREACHABLE,
        f"{address} could not be asked for newer versions: {why}.",
        "Try again later; everything else works without it.",
    )


def _untrusted(why: str) -> InputError:
    return InputError(
        ErrorCode.UPDATE_UNTRUSTED,
        f"What was said about newer versions cannot be trusted: {why}.",
        "Look at the settings: updates, address, key and sha256. Nothing was changed.",
    )
