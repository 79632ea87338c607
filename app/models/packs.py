"""Packs: models in one zip file, to carry to another computer.

A pack holds `mouthpiece-pack.json`, which says what is inside, and the files below `models/`,
stored as they are. Whoever reads one trusts neither: names are checked before anything is
written, content by its hash.
"""

from __future__ import annotations

import hashlib
import stat
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PositiveInt, ValidationError

from app.models.catalogue import Model, ModelFile, ModelId, Sha256, first_problem
from app.models.events import OnEvent, Transfer
from app.models.import_file import Source, damaged
from app.models.safe_names import safe_parts
from talker.errors import ErrorCode, InputError
from talker.files import atomic_write, discard_parts, regular_file
from talker.progress import CancelToken

_LIST = "mouthpiece-pack.json"
_LARGEST_LIST = 4_000_000
_BLOCK = 1 << 20
_LOCAL_HEADER = struct.Struct("<4s22xHH")  # signature, then the lengths of name and extra field
# What zipfile raises for damaged files and for forms of zip that it does not know.
_ZIP_ERRORS = (OSError, zipfile.BadZipFile, RuntimeError, ValueError, EOFError, struct.error)
_DATE = (1980, 1, 1, 0, 0, 0)


def _safe(name: str) -> str:
    return "/".join(safe_parts(name))


class PackedFile(BaseModel):
    """One file in a pack."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    model: ModelId
    name: Annotated[str, AfterValidator(_safe)]
    size: PositiveInt
    sha256: Sha256

    @property
    def member(self) -> str:
        """Its name inside the zip."""
        return f"models/{self.model}/{self.name}"


class PackList(BaseModel):
    """What a pack says about itself; newer programs may say more."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    version: Literal[1] = 1
    files: tuple[PackedFile, ...] = Field(min_length=1)


def is_pack(path: Path) -> bool:
    """Whether a file is a zip with our list in it."""
    if not path.is_file():  # a pipe would never begin
        return False
    try:
        with zipfile.ZipFile(path) as pack:
            return _LIST in pack.NameToInfo
    except _ZIP_ERRORS:
        return False


def write_pack(
    path: Path,
    files: Sequence[tuple[Model, ModelFile, Path, str]],
    cancel: CancelToken,
    on_event: OnEvent,
) -> None:
    """Writes model files (with where they lie and their hashes) into a new pack.

    The pack appears under its name when it is complete and every file had its hash on the way.
    """
    packed = [
        PackedFile(model=model.id, name=file.name, size=file.size, sha256=sha)
        for model, file, _, sha in files
    ]
    with atomic_write(path, parents=True) as part:
        discard_parts(path.parent, f"{path.name}.")  # of an export that was killed
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as pack:
            pack.writestr(
                zipfile.ZipInfo(_LIST, _DATE), PackList(files=tuple(packed)).model_dump_json()
            )
            for (model, file, source, _), entry in zip(files, packed, strict=True):
                info = zipfile.ZipInfo(entry.member, _DATE)
                info.file_size = entry.size  # lets zipfile choose the form for large files
                with source.open("rb", buffering=0) as bytes_in, pack.open(info, "w") as bytes_out:
                    sha = _pour(bytes_in, bytes_out, model, file, cancel, on_event)
                if sha != entry.sha256:
                    raise damaged(source, entry.sha256)


class PackReader:
    """An opened pack whose names and sizes have been checked; nothing has been read yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        regular_file(path, lambda _, words: invalid(path, f"it {words}"))
        try:
            self._zip = zipfile.ZipFile(path)
        except _ZIP_ERRORS as error:
            raise invalid(path, f"it is no whole zip file ({error})") from error
        try:
            self.files = self._check()
        except BaseException:
            self._zip.close()
            raise

    def close(self) -> None:
        """Closes the zip file."""
        self._zip.close()

    def source(self, packed: PackedFile) -> Source:
        """Where the bytes of a file lie in the pack file."""
        info = self._zip.getinfo(packed.member)
        with self.path.open("rb") as file:
            file.seek(info.header_offset)
            header = file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise invalid(self.path, f"{packed.member} is not where the pack says")
        _, name, extra = _LOCAL_HEADER.unpack(header)
        return Source(
            self.path,
            info.header_offset + _LOCAL_HEADER.size + name + extra,
            packed.size,
            packed.member,
        )

    def _check(self) -> tuple[PackedFile, ...]:
        infos = self._zip.infolist()
        for info in infos:
            self._check_member(info)
        entry = self._zip.NameToInfo.get(_LIST)
        if entry is None:
            raise invalid(self.path, f"it has no {_LIST}")
        if entry.file_size > _LARGEST_LIST:
            raise invalid(self.path, f"its {_LIST} is too large")
        try:
            listed = PackList.model_validate_json(self._zip.read(entry)).files
        except ValidationError as error:
            raise invalid(self.path, f"its {_LIST} is wrong: {first_problem(error)}") from error
        except _ZIP_ERRORS as error:
            raise invalid(self.path, f"its {_LIST} cannot be read ({error})") from error
        names = [info.filename for info in infos]
        members = {packed.member for packed in listed}
        if len(set(names)) != len(names) or len(members) != len(listed):
            raise invalid(self.path, "a name is in it twice")
        sizes = {info.filename: info.file_size for info in infos if info.filename != _LIST}
        for packed in listed:
            if sizes.pop(packed.member, None) != packed.size:
                raise invalid(
                    self.path, f"{packed.member} is not in it with its {packed.size} bytes"
                )
        if sizes:
            raise invalid(self.path, f"{next(iter(sizes))} is in it, but not in its list")
        return listed

    def _check_member(self, info: zipfile.ZipInfo) -> None:
        # `orig_filename`: zipfile itself already mends some names, and we want none of them.
        name = info.orig_filename
        try:
            safe_parts(name)
        except ValueError as error:
            raise invalid(self.path, f"a name in it is not safe: {error}") from error
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in {0, stat.S_IFREG}:
            raise invalid(self.path, f"{name} in it is a link or something else than a file")
        if info.flag_bits & 1:
            raise invalid(self.path, f"{name} in it is encrypted")
        if info.compress_type != zipfile.ZIP_STORED:
            raise invalid(self.path, f"{name} in it is compressed; packs hold files as they are")


def invalid(path: Path, why: str) -> InputError:
    """The error for a pack that is not as packs are."""
    return InputError(
        ErrorCode.PACK_INVALID,
        f"The pack {path} cannot be used: {why}.",
        "Make it again with: mouthpiece models export PACK.zip MODEL ...; nothing of it was "
        "put into the store.",
        path,
    )


def _pour(
    bytes_in: IO[bytes],
    bytes_out: IO[bytes],
    model: Model,
    file: ModelFile,
    cancel: CancelToken,
    on_event: OnEvent,
) -> str:
    """Copies a file and returns its hash."""
    digest = hashlib.sha256()
    done = 0
    while block := bytes_in.read(_BLOCK):
        cancel.check()
        digest.update(block)
        bytes_out.write(block)
        done += len(block)
        on_event(Transfer(model.id, file.name, done, file.size, 0))
    return digest.hexdigest()
