"""Writes and verifies the labels in a file: AIGC label, record, XMP, C2PA signature."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from talker.errors import ErrorCode, InputError
from talker.files import atomic_write, disk_full, free_bytes, write_error
from talker.media.boxes import write_date
from talker.options.containers import CONTAINERS, Format, container_of
from talker.progress import CancelToken, Notice, NoticeCode, OnProgress, ignore_progress
from talker.provenance import aigc, c2pa, record, xmp
from talker.provenance.aigc import AigcLabel
from talker.provenance.c2pa import (
    NO_SOURCES,
    Claim,
    Credentials,
    LibraryMissing,
    ManifestElsewhere,
    Signing,
    SigningFailed,
    Sources,
)
from talker.provenance.embed import tag_gif, tag_png
from talker.provenance.identity import Identity
from talker.provenance.notes import read_notes
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
        """For the container, when it is written. What copies a video often keeps only the tags
        that it knows: a comment is among them."""
        return self._tags | {"comment": aigc.as_comment(self._tags[aigc.KEY])}

    @property
    def _tags(self) -> dict[str, str]:
        said = self._record.text()
        label = aigc.label_for(self._publisher.name, self._record.id, said)
        return {aigc.KEY: label, record.KEY: said}

    def close(
        self, part: Path, output: Path, cancel: CancelToken, sources: Sources = NO_SOURCES
    ) -> tuple[Notice, ...]:
        """Adds what must be added to the whole file `part`, which will be `output`, or to each of
        the pictures in a folder; last of all the signature.

        A file that cannot be signed is no failure: the notice says why. A full disk is one:
        InputError DISK_FULL. `sources` is what it was made from.
        """
        files = sorted(part.iterdir()) if part.is_dir() else [part]
        try:
            for file in files:
                self._mark(file)
        except InputError as error:
            if not isinstance(error.__cause__, OSError):
                raise
            raise write_error(error.__cause__, output) from error  # the part's name says nothing
        if not self._publisher.sign or c2pa.signed_type(files[0]) is None:
            return ()
        cancel.check()
        claim = Claim(output.name, self._record, sources)
        try:
            who = signer_for(self._publisher, self._home, cancel)
            stamps = None if part.is_dir() else self._publisher.time_stamps
            who = replace(who, time_stamps=stamps)
            return _sign(files, claim, who, cancel, offline=self._publisher.offline)
        except (SigningFailed, InputError) as error:
            if free_bytes(part.parent) < files[0].stat().st_size:
                raise disk_full(output) from error  # with room the same job ends well
            # Even a certificate that ran out meanwhile is no reason to throw the work away.
            why = str(error).replace(str(part), str(output))
            text = f"{output.name} is labelled but not signed: {why}."
            return (Notice(NoticeCode.NOT_SIGNED, text),)

    def _mark(self, file: Path) -> None:
        tags = self._tags
        kind = container_of(file.suffix)
        if kind is CONTAINERS[Format.PNG]:
            tag_png(file, tags, xmp.packet(tags[aigc.KEY]))
        elif kind is CONTAINERS[Format.GIF]:
            tag_gif(file, tags, xmp.packet(tags[aigc.KEY]))
        elif kind is not None and kind.xmp:
            if self._publisher.sign:  # which has a date of its own; else equal videos stay equal
                write_date(file, int(time.time()))
            xmp.append_packet(file, tags[aigc.KEY])


def _sign(
    files: Sequence[Path], claim: Claim, who: Identity, cancel: CancelToken, *, offline: bool
) -> tuple[Notice, ...]:
    """Signs the files; without a time stamp when their authority does not answer, which is told."""
    why = "Mouthpiece is offline"
    if who.time_stamps is None or not offline:
        try:
            _sign_all(files, claim, who, cancel)
        except SigningFailed as error:
            if who.time_stamps is None:
                raise
            why = str(error)
        else:
            return ()
    _sign_all(files, claim, replace(who, time_stamps=None), cancel)
    text = f"{claim.title} is signed without a time stamp: {why}."
    return (Notice(NoticeCode.NOT_STAMPED, text),)


def _sign_all(files: Sequence[Path], claim: Claim, who: Identity, cancel: CancelToken) -> None:
    signing = Signing(claim, files[0].suffix, who, cancel)
    for file in files:
        cancel.check()
        with atomic_write(file, file.suffix, sync=False) as signed:
            signing.sign(file, signed)


@dataclass(frozen=True)
class Findings:
    """What a file says of itself. `credentials` is None without a manifest, and when it cannot be
    read here (then `unread` says why); `record_digest` is "" without a record."""

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
        # A program that saved the file may have left the record out: then nothing contradicts.
        belongs = self.aigc is None or self.aigc.reserved_code1 in {"", self.record_digest}
        if self.record_digest and not belongs:
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

    Raises InputError VIDEO_UNREADABLE, for a picture one with an IMAGE_ code.
    """
    notes = read_notes(path)
    signed, unread = None, ""
    try:
        signed = c2pa.read_credentials(path)
    except (LibraryMissing, ManifestElsewhere) as error:
        unread = str(error)
    said = notes.tags.get(record.KEY)
    return Findings(
        aigc=_parsed(AigcLabel, notes.aigc),
        record=_parsed(Record, said),
        source_type=notes.labels.source_type,
        credentials=signed,
        record_digest="" if said is None else digest_of(said),
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
