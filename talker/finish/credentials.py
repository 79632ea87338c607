"""Content Credentials: writes and reads the signed C2PA manifest of a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talker.finish.publisher import SELF_SIGNED
from talker.finish.record import Record
from talker.finish.xmp import SOURCE_TYPE

if TYPE_CHECKING:
    from talker.finish.identity import Identity

ASSERTION = "org.mouthpiece.generation"
TYPES = {
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".gif": "image/gif",
    ".png": "image/png",
}
_PARENT = "master"
_UNTRUSTED = "signingCredential.untrusted"


class SigningFailed(Exception):
    """The library is not there, does not load, or did not sign; says why."""


@dataclass(frozen=True)
class Credentials:
    """A manifest as it was read: `valid` when the file is what was signed. `problems` are the
    library's own codes; a certificate that is on no list of trust is not one of them."""

    valid: bool
    trusted: bool
    signer: str
    source_types: tuple[str, ...]
    record: Record | None
    ingredients: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def self_signed(self) -> bool:
        """Whether the certificate is one that a computer made for itself."""
        return self.signer == SELF_SIGNED


def sign(
    source: Path,
    target: Path,
    title: str,
    record: Record,
    identity: Identity,
    parent: Path | None = None,
) -> None:
    """Writes `source` with a manifest to `target`; `parent` is the video it was made from.

    Raises SigningFailed, whatever the reason; OSError when the disk is full.
    """
    kind = TYPES[target.suffix.lower()]
    agent = {"name": "Mouthpiece", "version": record.version}
    made = {
        "action": "c2pa.created",
        "digitalSourceType": SOURCE_TYPE,
        "softwareAgent": agent,
        "description": f"Talking video drawn by the engine {record.engine}.",
    }
    opened = {"action": "c2pa.opened", "parameters": {"ingredientIds": [_PARENT]}}
    edited = {"action": "c2pa.edited", "digitalSourceType": SOURCE_TYPE, "softwareAgent": agent}
    actions = [opened, edited] if parent else [made]
    manifest = {
        "claim_generator_info": [agent],
        "title": title,
        "format": kind,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": actions}},
            {"label": ASSERTION, "data": json.loads(record.text())},
        ],
    }
    try:
        import c2pa
    except (ImportError, OSError, RuntimeError) as error:
        raise SigningFailed(f"the C2PA library does not load ({error})") from error
    try:
        words = (identity.algorithm, identity.certificates, identity.key)
        info = c2pa.C2paSignerInfo(*(word.encode() for word in words), None)
        with c2pa.Signer.from_info(info) as signer, c2pa.Builder(manifest) as builder:
            if parent is not None:
                with parent.open("rb") as stream:
                    facts = {"title": parent.name, "relationship": "parentOf", "label": _PARENT}
                    builder.add_ingredient(json.dumps(facts), TYPES[parent.suffix.lower()], stream)
            with source.open("rb") as read, target.open("w+b") as written:
                builder.sign(signer, kind, read, written)
    except c2pa.C2paError as error:
        raise SigningFailed(f"the manifest was not written ({error})") from error


def read(path: Path) -> Credentials | None:
    """The active manifest of a file, checked against its content; None when there is none.

    Raises SigningFailed when the library does not load.
    """
    kind = TYPES.get(path.suffix.lower())
    if kind is None:
        return None
    try:
        import c2pa
    except (ImportError, OSError, RuntimeError) as error:
        raise SigningFailed(f"the C2PA library does not load ({error})") from error
    try:
        with path.open("rb") as stream, c2pa.Reader(kind, stream) as reader:
            return _credentials(json.loads(reader.json()))
    except c2pa.C2paError.ManifestNotFound:
        return None
    except c2pa.C2paError as error:
        return Credentials(False, False, "", (), None, (), (str(error),))


def _credentials(store: Mapping[str, Any]) -> Credentials:
    manifest = store["manifests"][store["active_manifest"]]
    codes = [one["code"] for one in store.get("validation_status", ())]
    problems = tuple(code for code in codes if code != _UNTRUSTED)
    assertions = {one["label"]: one["data"] for one in manifest.get("assertions", ())}
    actions = [
        action
        for label, data in assertions.items()
        if label.startswith("c2pa.actions")
        for action in data.get("actions", ())
    ]
    types = [one["digitalSourceType"] for one in actions if "digitalSourceType" in one]
    record = assertions.get(ASSERTION)
    signature = manifest.get("signature_info", {})
    return Credentials(
        valid=store.get("validation_state") in {"Valid", "Trusted"} and not problems,
        trusted=store.get("validation_state") == "Trusted",
        signer=str(signature.get("common_name") or signature.get("issuer") or ""),
        source_types=tuple(types),
        record=None if record is None else Record.model_validate(record),
        ingredients=tuple(str(one.get("title")) for one in manifest.get("ingredients", ())),
        problems=problems,
    )
