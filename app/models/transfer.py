"""Carries models between computers: exports packs; imports packs, folders and single files."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.models.catalogue import Model, ModelFile
from app.models.events import OnEvent, Origin, Ready, Waiting, ignore_events
from app.models.import_file import CheckedFile, Source, fill, filling, import_file, unreadable
from app.models.packs import PackedFile, PackReader, invalid, is_pack, write_pack
from app.models.search_paths import recognise, telling
from app.models.store import ModelStore, unverified
from talker.errors import ErrorCode, InputError, ModelMissing, UsageError
from talker.progress import CancelToken


def export_pack(
    store: ModelStore,
    path: Path,
    ids: Iterable[str],
    on_event: OnEvent = ignore_events,
    cancel: CancelToken | None = None,
) -> int:
    """Writes the models into a pack and returns its bytes; ModelMissing when one is not here."""
    cancel = cancel or CancelToken()
    files = []
    for status in store.status(list(ids), on_event, cancel):
        for file_status in status.files:
            sha = store.accepted.expected(status.model, file_status.file)
            if file_status.path is None or sha is None:
                raise ModelMissing(status.model.id, status.model.title, status.size)
            files.append((status.model, file_status.file, file_status.path, sha))
    need = sum(file.size for _, file, _, _ in files)
    folder = next(place for place in path.absolute().parents if place.exists())
    free = shutil.disk_usage(folder).free
    if need > free:
        raise InputError(
            ErrorCode.DISK_FULL,
            f"The pack {path} needs {need / 1e6:,.0f} MB, and there is room for "
            f"{free / 1e6:,.0f} MB.",
            "Export fewer models, or to a larger disk.",
            path,
        )
    write_pack(path, files, cancel, on_event)
    return path.stat().st_size


def import_models(
    store: ModelStore,
    path: Path,
    on_event: OnEvent = ignore_events,
    cancel: CancelToken | None = None,
    *,
    accept_unverified: bool = False,
) -> int:
    """Takes over every model file that `path` has, whatever its name; how many were found.

    `path` is a pack, a folder (a stick, another program's checkout; packs in it count too) or a
    single file. Stopped or killed, the same call goes on where it was. IMPORT_NOTHING when
    there is nothing that the catalogue knows.
    """
    cancel = cancel or CancelToken()
    if not path.exists():
        raise InputError(
            ErrorCode.IMPORT_MISSING,
            f"There is no file or folder {path}.",
            "Give a pack, a folder or a model file.",
            path,
        )
    store.shelf.prepare()
    if path.is_dir():
        count = _import_folder(store, path, on_event, cancel)
        for pack in sorted(path.rglob("*.zip")):
            if is_pack(pack):
                count += _import_pack(store, pack, on_event, cancel, accept=accept_unverified)
    elif is_pack(path) or path.suffix.lower() == ".zip":
        count = _import_pack(store, path, on_event, cancel, accept=accept_unverified)
    else:
        count = _import_file(store, path, on_event, cancel, accept=accept_unverified)
    if not count:
        raise InputError(
            ErrorCode.IMPORT_NOTHING,
            f"There is no file of a known model in {path}.",
            "Files are known by their content; `mouthpiece models list` says what there is.",
            path,
        )
    return count


def _import_folder(store: ModelStore, folder: Path, on_event: OnEvent, cancel: CancelToken) -> int:
    sizes = {file.size for _, file in store.catalogue.files()}
    done: set[str] = set()
    for sha, found in recognise(folder, sizes, store.index, cancel, on_event):
        for model, file in _known_by(store, sha) if sha not in done else []:
            import_file(CheckedFile(found, model, file, sha), store.shelf, cancel, on_event)
            done.add(sha)
    return len(done)


def _import_file(
    store: ModelStore, path: Path, on_event: OnEvent, cancel: CancelToken, *, accept: bool
) -> int:
    size = path.stat().st_size
    fitting = [(model, file) for model, file in store.catalogue.files() if file.size == size]
    if not fitting:
        return 0
    sha = store.index.digest(path, cancel, telling(path, on_event))
    if sha is None:
        raise unreadable(path)
    known = _known_by(store, sha)
    # A file whose hash nobody knows can only be told by its name.
    named = [row for row in fitting if row[1].sha256 is None and row[1].name == path.name]
    for model, file in [] if known else named:
        if not accept:
            raise unverified(model, file, f"import {path}")
        store.accepted.accept(model, file, sha)
        known.append((model, file))
    for model, file in known:
        import_file(CheckedFile(path, model, file, sha), store.shelf, cancel, on_event)
    return len(known)


def _known_by(store: ModelStore, sha256: str) -> list[tuple[Model, ModelFile]]:
    """Every place in the catalogue that has this content."""
    return [
        (model, file)
        for model, file in store.catalogue.files()
        if store.accepted.expected(model, file) == sha256
    ]


@dataclass(frozen=True)
class _Packed:
    """A file in a pack with its place in the catalogue."""

    model: Model
    file: ModelFile
    sha256: str
    source: Source


def _import_pack(
    store: ModelStore, path: Path, on_event: OnEvent, cancel: CancelToken, *, accept: bool
) -> int:
    """All or nothing: every file is checked before the first one gets its name."""
    shelf = store.shelf
    with contextlib.closing(PackReader(path)) as pack:
        rows = [_place(store, pack, packed, accept=accept) for packed in pack.files]
    parts = {shelf.part(row.model, row.file): row for row in rows}
    with contextlib.ExitStack() as locks:
        # In one order everywhere, so that two imports never wait for each other.
        for _, row in sorted(parts.items()):
            waiting = Waiting(row.model.id, row.file.name)
            locks.enter_context(
                shelf.locked(row.model, row.file, cancel, partial(on_event, waiting))
            )
        lacking = {
            part: row
            for part, row in parts.items()
            if shelf.find(shelf.target(row.model, row.file), row.sha256, cancel) is None
        }
        shelf.require_space(
            sum(row.source.size - shelf.part_size(row.model, row.file) for row in lacking.values())
        )
        try:
            for part, row in lacking.items():
                tell = filling(row.model, row.file, on_event)
                fill(row.source, part, row.sha256, cancel, tell)
        except InputError as error:
            if error.code is ErrorCode.MODEL_DAMAGED:
                for part in lacking:
                    shelf.drop_part(part)
            raise
        for row in rows:
            _publish(store, row, cancel, on_event)
    return len(rows)


def _place(store: ModelStore, pack: PackReader, packed: PackedFile, *, accept: bool) -> _Packed:
    """Where a packed file belongs; refuses what the catalogue does not know just so."""
    try:
        model = store.catalogue.model(packed.model)
        file = model.file(packed.name)
    except UsageError as error:
        raise invalid(pack.path, f"this version does not know {packed.member}") from error
    expected = store.accepted.expected(model, file)
    if expected is None and not accept:
        raise unverified(model, file, f"import {pack.path}")
    if expected not in {None, packed.sha256} or file.size != packed.size:
        raise invalid(pack.path, f"{packed.member} is not the file that the catalogue knows")
    return _Packed(model, file, packed.sha256, pack.source(packed))


def _publish(store: ModelStore, row: _Packed, cancel: CancelToken, on_event: OnEvent) -> None:
    """Gives a packed file whose bytes are here its name."""
    shelf = store.shelf
    target, part = shelf.target(row.model, row.file), shelf.part(row.model, row.file)
    found, how = shelf.find(target, row.sha256, cancel), Origin.COPIED
    if found == target:
        how = Origin.FOUND
    elif found is not None and shelf.link(found, target):
        how = Origin.LINKED
    else:
        if shelf.part_size(row.model, row.file) < row.file.size:  # a twin took its part
            fill(row.source, part, row.sha256, cancel, filling(row.model, row.file, on_event))
        shelf.publish(part, target, row.sha256)
    if row.file.sha256 is None:
        store.accepted.accept(row.model, row.file, row.sha256)
    on_event(Ready(row.model.id, row.file.name, target, how))
