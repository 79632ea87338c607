"""Writes the file that tells installed programs of a newer version, signed."""

from __future__ import annotations

import base64
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pydantic import ValidationError

from app.updates import Release, SignedRelease
from installers.errors import BuildError


def write_note(key: Path, version: str, page: str, notes: str, target: Path) -> str:
    """Writes `target`; returns the public key that a build needs to believe it."""
    try:
        private = load_pem_private_key(key.read_bytes(), None)
        release = Release(version=version, page=page, notes=notes).model_dump_json()
    except (OSError, ValueError, ValidationError) as error:
        raise BuildError(f"The note cannot be written: {error}") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise BuildError(f"{key} is no Ed25519 key: openssl genpkey -algorithm ed25519 -out {key}")
    signature = base64.b64encode(private.sign(release.encode())).decode()
    target.parent.mkdir(parents=True, exist_ok=True)
    note = SignedRelease(release=release, signature=signature)
    target.write_text(note.model_dump_json(indent=2) + "\n", encoding="utf-8", newline="\n")
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    return f"{target}\n--update-key {public}"
