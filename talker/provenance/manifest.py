"""Writes and verifies the labels in a file: AIGC label, record, XMP, C2PA signature."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from talker.errors import ErrorCode, InputError
from talker.files import atomic_write, disk_full
from talker.media.tags import read_tags
from talker.options.containers import container_of
from talker.progress import CancelToken, Notice, NoticeCode, OnProgress, ignore_progress
from talker.provenance import aigc, c2pa, record, xmp
from talker.provenance.aigc import AigcLabel
from talker.provenance.c2pa import Credentials, LibraryMissing, ManifestElsewhere, SigningFailed
from talker.provenance.publisher import Publisher
from talker.provenance.record import Record, digest_of
from talker.provenance.signature import Signature
from talker.provenance.signer_choice import signer_for

Model = TypeVar("Model", AigcLabel, Record)


class LabelWriter:
    """Writes the labels of one file: tags with the container, then XMP and the signature."""

    def __init__(self, record: Record, publisher: Publisher, home: Path) -> None:
        self._record = record
        self._publisher = publisher
        self._home = home

    @property
    def tags(self) -> Mapping[str, str]:
        """For the container, when it is written."""
        label = AigcLabel(
            label=aigc.GENERATED,
            content_producer=self._publisher.name,
            produce_id=self._record.id,
            reserved_code1=digest_of(self._record.text()),
        )
        return {aigc.KEY: label.text(), record.KEY: self._record.text()}

    def close(
        self, part: Path, output: Path, cancel: CancelToken, parent: Path | None = None
    ) -> tuple[Notice, ...]:
        """Adds what must be added to the whole file `part`, which will be `output`; last of all
        the signature.

        A file that cannot be signed is no failure: the notice says why. A full disk is one:
        InputError DISK_FULL. `parent` is the video that it was made from.
        """
        if _holds_xmp(part):
            xmp.append_packet(part)
        if not self._publisher.sign or c2pa.media_type(part) is None:
            return ()
        cancel.check()
        try:
            who = signer_for(self._publisher, self._home, cancel)
            with atomic_write(part, part.suffix, sync=False) as signed:
                c2pa.sign(part, signed, c2pa.Claim(output.name, self._record, parent), who, cancel)
        except (SigningFailed, InputError) as error:
            if shutil.disk_usage(part.parent).free < part.stat().st_size:
                raise disk_full(output) from error  # with room the same job ends well
            # Even a certificate that ran out meanwhile is no reason to throw the work away.
            return (
                Notice(
                    NoticeCode.NOT_SIGNED, f"{output.name} is labelled but not signed: {error}."
                ),
            )
        return ()


@dataclass(frozen=True)
class Findings:
    """What a file says of itself. `credentials` is None without a manifest, and when it cannot be
    read here (then `unread` says why)."""

    aigc: AigcLabel | None
    record: Record | None
    source_type: str | None
    credentials: Credentials | None
    record_digest: str = ""
    unread: str = ""

    @property
    def problems(self) -> tuple[str, ...]:
        """What does not fit together; empty for a file that is as it was made, or unlabelled."""
        found = []
        if self.credentials is not None and not self.credentials.valid:
            codes = ", ".join(self.credentials.problems) or "not valid"
            found.append(f"The file is not what was signed ({codes}).")
        if self.aigc is not None and self.aigc.reserved_code1 not in {"", self.record_digest}:
            found.append("The AIGC label belongs to another record.")
        signed = None if self.credentials is None else self.credentials.record
        if signed is not None and self.record is not None and not _agree(self.record, signed):
            found.append("The record in the container is not the signed one.")
        return tuple(found)

    @property
    def signature(self) -> Signature:
        """What became of the signature, in one word."""
        if self.problems:
            return Signature.BROKEN
        if self.credentials is None:
            return Signature.UNREAD if self.unread else Signature.NONE
        if self.credentials.self_signed:
            return Signature.OWN
        return Signature.VALID if self.credentials.trusted else Signature.UNVOUCHED


def inspect(path: Path) -> Findings:
    """Reads all labels of a video back and checks them against each other and the content.

    Raises InputError VIDEO_UNREADABLE.
    """
    tags = {name.lower(): value for name, value in read_tags(path).items()}
    signed, unread = None, ""
    try:
        signed = c2pa.read_credentials(path)
    except (LibraryMissing, ManifestElsewhere) as error:
        unread = str(error)
    return Findings(
        aigc=_parsed(AigcLabel, tags.get(aigc.KEY.lower())),
        record=_parsed(Record, tags.get(record.KEY)),
        source_type=xmp.source_type(path) if _holds_xmp(path) else None,
        credentials=signed,
        record_digest=digest_of(tags.get(record.KEY, "")),
        unread=unread,
    )


def read_record(path: Path, on_progress: OnProgress = ignore_progress) -> Record:
    """The record of a video of ours; InputError NO_RECORD when it has none.

    The signed one counts when the file is as it was signed. Anything that does not fit together is
    reported.
    """
    found = inspect(path)
    signed = found.credentials.record if found.credentials is not None else None
    what = found.record or signed
    if found.credentials is not None and found.credentials.valid and signed is not None:
        what = found.record if _agree(found.record, signed) else signed
    if what is None:
        raise InputError(
            ErrorCode.NO_RECORD,
            f"{path.name} does not say how it was made.",
            "Give a video that Mouthpiece made and that no other program has saved since.",
            path,
        )
    if found.problems:
        text = f"{path.name} is not as it was made: {' '.join(found.problems)}"
        on_progress(Notice(NoticeCode.RECORD_DOUBTFUL, text))
    return what


def _agree(record: Record | None, signed: Record) -> bool:
    """Whether the container says what was signed."""
    return record is not None and _same(
        record.model_dump(mode="json"), signed.model_dump(mode="json")
    )


def _same(value: Any, signed: Any) -> bool:
    """Videos of earlier versions have only text where a list of numbers was signed: see c2pa."""
    if isinstance(value, dict) and isinstance(signed, dict):
        return value.keys() == signed.keys() and all(_same(value[k], signed[k]) for k in value)
    if isinstance(value, list) and isinstance(signed, str):
        return all(isinstance(one, int | float) for one in value)
    return bool(value == signed)


def _parsed(model: type[Model], text: str | None) -> Model | None:
    try:
        return None if text is None else model.model_validate_json(text)
    except ValidationError:
        return None


def _holds_xmp(path: Path) -> bool:
    container = container_of(path.suffix)
    return container is not None and container.xmp
