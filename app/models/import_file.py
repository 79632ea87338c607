"""Brings files that are on this computer into the store: by a link, or a copy that can go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.models.catalogue import Model, ModelFile
from app.models.events import OnEvent, Origin, Ready, Transfer, Waiting
from app.models.partial_file import PartialFile
from app.models.store_folder import StoreFolder
from talker.errors import ErrorCode, InputError
from talker.progress import CancelToken

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Source:
    """The bytes of a model file: `size` bytes of the file `path`, beginning at `start`.

    `member` names a file inside a pack.
    """

    path: Path
    start: int
    size: int
    member: str = ""


@dataclass(frozen=True)
class CheckedFile:
    """A file `path` that is the `file` of a model: it has that content, by its hash."""

    path: Path
    model: Model
    file: ModelFile
    sha256: str


def import_file(
    checked: CheckedFile, shelf: StoreFolder, cancel: CancelToken, on_event: OnEvent
) -> None:
    """Puts a checked file into the store, without a second copy where the disk is the same."""
    source, model, file, sha256 = checked.path, checked.model, checked.file, checked.sha256
    target = shelf.target(model, file)
    with shelf.locked(model, file, cancel, lambda: on_event(Waiting(model.id, file.name))):
        found = shelf.find(target, sha256, cancel)
        if found == target:
            how = Origin.FOUND
        elif shelf.link(found or source, target):
            how = Origin.LINKED
        else:
            part = shelf.part(model, file)
            shelf.require_space(file.size - shelf.part_size(model, file))
            fill(Source(source, 0, file.size), part, sha256, cancel, filling(model, file, on_event))
            shelf.publish(part, target, sha256)
            how = Origin.COPIED
    on_event(Ready(model.id, file.name, target, how))


def fill(
    source: Source,
    part_path: Path,
    sha256: str,
    cancel: CancelToken,
    on_bytes: Callable[[PartialFile], None],
) -> None:
    """Copies into a part, going on where an earlier try stopped; MODEL_DAMAGED when it is wrong.

    A wrong part is deleted.
    """
    with PartialFile(part_path, source.size) as part:
        part.catch_up(cancel)
        _copy(source, part, cancel, on_bytes)
        right = part.sha256() == sha256
        if not right and part.pieced:
            # What was there before may be the wrong half.
            part.restart()
            _copy(source, part, cancel, on_bytes)
            right = part.sha256() == sha256
    if not right:
        part.discard()
        raise damaged(source.path, sha256, source.member)


def filling(model: Model, file: ModelFile, on_event: OnEvent) -> Callable[[PartialFile], None]:
    """A listener for `fill` that tells as an event how far it is."""

    def tell(part: PartialFile) -> None:
        on_event(Transfer(model.id, file.name, part.done, part.size, part.kept))

    return tell


def damaged(path: Path, sha256: str, member: str = "") -> InputError:
    """The error for a file whose content is not what it should be."""
    which = f"{member} in {path}" if member else str(path)
    return InputError(
        ErrorCode.MODEL_DAMAGED,
        f"{which} is damaged: its SHA-256 is not {sha256}.",
        "Copy it again from where it came; nothing of it was put into the store.",
        path,
    )


def unreadable(path: Path, why: str = "reading it failed") -> InputError:
    """The error for a file that ought to be read."""
    return InputError(
        ErrorCode.IMPORT_MISSING,
        f"{path} cannot be read: {why}.",
        "If it is on a stick, put it in again and run the same command.",
        path,
    )


def _copy(
    source: Source, part: PartialFile, cancel: CancelToken, on_bytes: Callable[[PartialFile], None]
) -> None:
    try:
        with source.path.open("rb", buffering=0) as file:
            file.seek(source.start + part.done)
            on_bytes(part)
            while part.done < part.size:
                cancel.check()
                block = file.read(min(_BLOCK, part.size - part.done))
                if not block:
                    return  # shorter than it says: the hash will tell
                part.append(block)
                on_bytes(part)
    except OSError as error:
        raise unreadable(source.path, error.strerror or str(error)) from error
