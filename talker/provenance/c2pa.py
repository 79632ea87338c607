"""Content Credentials: writes and reads the signed C2PA manifest of a file."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from PIL import Image
from pydantic import ValidationError

from talker.media.media_types import PICTURES, media_type
from talker.options.containers import container_of
from talker.progress import CancelToken
from talker.provenance.identity import SELF_SIGNED, Identity
from talker.provenance.record import Record
from talker.provenance.xmp import SOURCE_TYPE

ASSERTION = "org.mouthpiece.generation"
_TEXT = "text"
_ACTIONS = "c2pa.actions.v2"
_PARENT = "master"
_READ_TYPES = PICTURES | {"video/mp4", "video/quicktime", "audio/mp4"}
_UNKNOWN_TYPE = "application/octet-stream"
_UNTRUSTED = "signingCredential.untrusted"
_UNREADABLE = "manifest.unreadable"
_EXPIRED = "signingCredential.expired"
# Nothing is asked of a network: neither manifests that lie elsewhere nor lists of revoked ones.
# A thumbnail of a picture would be larger than many a picture. Videos are hashed by the megabyte,
# and what is written on the way to the signature lies in a file: else signing takes twice their
# size in memory.
_SETTINGS = {
    "core": {"merkle_tree_chunk_size_in_kb": 1024, "backing_store_memory_threshold_in_mb": 16},
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "builder": {"thumbnail": {"enabled": False}},
}


class SigningFailed(Exception):
    """Why there is no signature."""


class LibraryMissing(SigningFailed):
    """The library is not there or does not load."""


class ManifestElsewhere(Exception):
    """The manifest of a file lies on a network."""


@dataclass(frozen=True)
class Credentials:
    """A manifest as it was read: `valid` when the file is what was signed. `problems` are the
    library's own codes, but for what says nothing about the file: that the certificate is on no
    list of trust (not `trusted`), or has run out since (`expired`). `stamped` is the time that an
    authority gave it, ISO 8601; "" without a time stamp."""

    valid: bool
    trusted: bool
    signer: str
    source_types: tuple[str, ...]
    record: Record | None
    ingredients: tuple[str, ...]
    problems: tuple[str, ...]
    expired: bool = False
    stamped: str = ""

    @property
    def self_signed(self) -> bool:
        """Whether the certificate is one that a computer made for itself."""
        return self.signer == SELF_SIGNED


def signed_type(path: Path) -> str | None:
    """What C2PA calls this kind of file, by its name; None for one that it cannot sign."""
    container = container_of(path.suffix)
    return None if container is None else container.media_type


@dataclass(frozen=True)
class Sources:
    """What a file was made from: the video that it is another version of (`parent`), and what was
    put in (`parts`): clips, music, pictures."""

    parent: Path | None = None
    parts: tuple[Path, ...] = ()


NO_SOURCES = Sources()


@dataclass(frozen=True)
class Claim:
    """What a manifest claims of a file: its `title`, the `record` of its making, its `sources`."""

    title: str
    record: Record
    sources: Sources = NO_SOURCES


class Signing:
    """Signs one claim into any number of files; what it was made from is read once.

    `suffix` is that of the files. Raises Cancelled, and SigningFailed for all other reasons.
    """

    def __init__(self, claim: Claim, suffix: str, identity: Identity, cancel: CancelToken) -> None:
        kind = signed_type(Path(f"a{suffix}"))
        if kind is None:
            raise SigningFailed(f"C2PA knows no files that end in {suffix}")
        self._kind, self._identity, self._cancel = kind, identity, cancel
        self._begun = io.BytesIO()
        with self._failures(), _builder(_manifest(claim, kind)) as builder:
            for facts, path in _ingredients(claim.sources):
                with self._reading(path) as stream:
                    kind = media_type(path) or _UNKNOWN_TYPE
                    builder.add_ingredient(json.dumps(facts), kind, stream)
            builder.to_archive(self._begun)

    def sign(self, source: Path, target: Path) -> None:
        """Writes `source` with the manifest to `target`."""
        self._begun.seek(0)
        with (
            self._failures(),
            self._reading(source) as read,
            target.open("w+b") as written,
            _signer(self._identity) as signer,
            _builder({}).with_archive(self._begun) as builder,
        ):
            builder.sign(signer, self._kind, read, written)

    def _reading(self, path: Path) -> IO[bytes]:
        return io.BufferedReader(_CancellableFile(path, self._cancel))

    @contextmanager
    def _failures(self) -> Iterator[None]:
        c2pa = load_library()
        try:
            yield
        except c2pa.C2paError as error:
            self._cancel.check()  # the library knows only that it could not read on
            raise _failed(error) from error
        except OSError as error:
            raise SigningFailed(f"{error.strerror}") from error


def _manifest(claim: Claim, kind: str) -> dict[str, Any]:
    record, sources = claim.record, claim.sources
    agent = {"name": "Mouthpiece", "version": record.version}
    by_us = {
        "digitalSourceType": SOURCE_TYPE,
        "softwareAgent": agent,
        "when": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }
    with_models = f" with {', '.join(record.models)}" if record.models else ""
    drawn = f"Talking video drawn by the engine {record.engine}{with_models}."
    actions: list[dict[str, Any]] = [{"action": "c2pa.created", "description": drawn} | by_us]
    if record.voices:
        spoken = f"Speech made from a text, spoken by {', '.join(one.id for one in record.voices)}."
        actions.append({"action": "c2pa.dubbed", "description": spoken} | by_us)
    if sources.parent is not None:
        opened = {"action": "c2pa.opened", "parameters": {"ingredientIds": [_PARENT]}}
        actions = [opened, {"action": "c2pa.edited"} | _edit(record) | by_us]
    for facts, _ in _ingredients(sources):
        if facts["label"] != _PARENT:
            placed = {"ingredientIds": [facts["label"]]}
            actions.append({"action": "c2pa.placed", "parameters": placed})
    return {
        "claim_generator_info": [agent],
        "title": claim.title,
        "format": kind,
        "assertions": [
            {"label": _ACTIONS, "data": {"actions": actions}},
            # As text too: the library reads lists of numbers back as base64.
            {"label": ASSERTION, "data": json.loads(record.text()) | {_TEXT: record.text()}},
        ],
    }


def _edit(record: Record) -> dict[str, Any]:
    """What was done to the video that another one is made from."""
    if record.dubbed is None:
        return {}
    said = (
        f"New words: only lips and chin were drawn anew by the mouth {record.engine}, in "
        f"{record.dubbed.spoken} of {record.dubbed.frames} frames, there in "
        f"{record.dubbed.share:.1%} of the picture. All other pixels are the film's."
    )
    return {"description": said}


def _ingredients(sources: Sources) -> Iterator[tuple[dict[str, str], Path]]:
    """What a manifest says of each source, and the file."""
    if sources.parent is not None:
        facts = {"relationship": "parentOf", "label": _PARENT}
        yield facts | {"title": sources.parent.name}, sources.parent
    for number, path in enumerate(sources.parts):
        facts = {"relationship": "componentOf", "label": f"part{number}"}
        yield facts | {"title": path.name}, path


def sign_sample(identity: Identity) -> None:
    """Signs a picture of one pixel in memory; raises SigningFailed when that does not go."""
    made = {"action": "c2pa.created", "digitalSourceType": SOURCE_TYPE}
    manifest = {
        "claim_generator_info": [{"name": "Mouthpiece"}],
        "assertions": [{"label": _ACTIONS, "data": {"actions": [made]}}],
    }
    picture = io.BytesIO()
    Image.new("RGB", (1, 1)).save(picture, "PNG")
    picture.seek(0)
    c2pa = load_library()
    try:
        with _signer(identity) as signer, _builder(manifest) as builder:
            builder.sign(signer, "image/png", picture, io.BytesIO())
    except c2pa.C2paError as error:
        raise _failed(error) from error


class _CancellableFile(io.FileIO):
    """A file that cannot be read further once the work is cancelled: it may be gigabytes long."""

    def __init__(self, path: Path, cancel: CancelToken) -> None:
        super().__init__(path)
        self._cancel = cancel

    def readinto(self, buffer: Any) -> int | None:
        self._cancel.check()
        return super().readinto(buffer)


def _builder(manifest: Mapping[str, Any]) -> Any:
    c2pa = load_library()
    return c2pa.Builder(dict(manifest), context=c2pa.Context(c2pa.Settings.from_dict(_SETTINGS)))


def _signer(identity: Identity) -> Any:
    c2pa = load_library()
    words = (identity.algorithm, identity.certificates, identity.key, identity.time_stamps)
    info = c2pa.C2paSignerInfo(*(None if word is None else word.encode() for word in words))
    return c2pa.Signer.from_info(info)


def _failed(error: Exception) -> SigningFailed:
    return SigningFailed(f"the C2PA library did not sign ({' '.join(str(error).split())})")


def load_library() -> Any:
    """The C2PA library. It loads machine code, which may not fit this computer: LibraryMissing."""
    try:
        import c2pa
    except (ImportError, OSError, RuntimeError) as error:
        raise LibraryMissing(f"the C2PA library does not load ({error})") from error
    return c2pa


def read_credentials(path: Path) -> Credentials | None:
    """The active manifest of a file, checked against its content; None when there is none.

    Raises LibraryMissing, and ManifestElsewhere.
    """
    kind = media_type(path)
    if kind not in _READ_TYPES:
        return None
    c2pa = load_library()
    try:
        with (
            c2pa.Settings.from_dict(_SETTINGS) as settings,
            c2pa.Context(settings) as context,
            path.open("rb") as stream,
            c2pa.Reader(kind, stream, context=context) as reader,
        ):
            return parse_store(str(reader.json()))
    except c2pa.C2paError.ManifestNotFound:
        return None
    except c2pa.C2paError as error:
        if str(error).startswith("Remote"):
            raise ManifestElsewhere("its manifest lies on a network, which is not asked") from error
        return Credentials(False, False, "", (), None, (), (str(error),))


def parse_store(text: str) -> Credentials:
    """What the library found in a file, as JSON; its assertions hold whatever their signer liked.

    A manifest that is not as manifests are is a problem of the file.
    """
    try:
        return _credentials(json.loads(text))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return Credentials(False, False, "", (), None, (), (_UNREADABLE,))


def _credentials(store: Mapping[str, Any]) -> Credentials:
    manifest = store["manifests"][store["active_manifest"]]
    codes = [str(status["code"]) for status in store.get("validation_status", ())]
    problems = tuple(code for code in codes if code not in {_UNTRUSTED, _EXPIRED})
    expired = _EXPIRED in codes
    assertions = {
        assertion["label"]: assertion["data"] for assertion in manifest.get("assertions", ())
    }
    actions = [
        action
        for label, data in assertions.items()
        if label.startswith("c2pa.actions")
        for action in data.get("actions", ())
    ]
    types = [
        str(action["digitalSourceType"]) for action in actions if "digitalSourceType" in action
    ]
    said = assertions.get(ASSERTION)
    record = None if said is None else _record(said)
    if said is not None and record is None:
        problems += (f"{ASSERTION}.unreadable",)
    signature = manifest.get("signature_info", {})
    return Credentials(
        valid=not problems and (expired or store.get("validation_state") in {"Valid", "Trusted"}),
        trusted=store.get("validation_state") == "Trusted",
        signer=str(signature.get("common_name") or signature.get("issuer") or ""),
        source_types=tuple(types),
        record=record,
        ingredients=tuple(
            str(ingredient.get("title")) for ingredient in manifest.get("ingredients", ())
        ),
        problems=problems,
        expired=expired,
        stamped=str(signature.get("time") or ""),
    )


def _record(said: Any) -> Record | None:
    """The record in a manifest; None for what is none, whoever signed it."""
    text = said.get(_TEXT) if isinstance(said, dict) else None
    try:
        if isinstance(text, str):
            return Record.model_validate_json(text)
        return Record.model_validate(said)  # as earlier versions wrote it
    except ValidationError:
        return None
