"""Brands: logo, fonts, colours, films, music, captions and shapes of a house under one name.

Each lies in a folder of its own in the home, with copies of its files, so that it moves as a whole.
"""

from __future__ import annotations

import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.file_names import name_refused, safe_name
from talker.errors import ErrorCode, InputError, UsageError
from talker.files import atomic_write, regular_file, write_error
from talker.options.ai_label import Corner
from talker.options.deliver import DeliverOptions, FinishOptions, files_of, finish_values
from talker.options.deliver_spec import read_spec, write_spec
from talker.options.render import RenderOptions
from talker.suggestions import did_you_mean
from talker.text_list import split_texts
from talker.toml import TomlInvalid, read_toml, toml_lines

BRAND_SUFFIX = ".mpbrand"  # a brand in one file, to hand on
_FILE = "brand.toml"
_LARGEST = 2 << 30  # bytes of all files of a brand that comes from elsewhere
_BLOCK = 1 << 20
# What is about one video, its shape, or how it is stored.
OF_NO_BRAND = frozenset(
    {
        "subtitles",
        "second_subtitles",
        "subtitle_encoding",
        "subtitle_language",
        "language",
        "aspect",
        "resolution",
        "title",
    }
    | {"codec", "hardware", "finish_quality"}
)
_ZIP_ERRORS = (
    *(OSError, zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, LookupError, EOFError),
    *(OverflowError, struct.error),
)


@dataclass(frozen=True)
class Brand:
    """`finish` are the options that the brand sets, `shapes` the deliverables it wants beside the
    video, such as 9:16,1080; `corner` is that of the label, None where it says nothing."""

    name: str
    description: str = ""
    finish: FinishOptions = field(default_factory=FinishOptions)
    shapes: tuple[str, ...] = ()
    corner: Corner | None = None

    @property
    def deliverables(self) -> tuple[str, ...]:
        """A deliverable for each shape; one as the video is where the brand names none."""
        if not self.shapes and not finish_values(self.finish):
            return ()
        return tuple(write_spec(read_spec(shape, self.finish)) for shape in self.shapes or ("mp4",))

    def applied(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Options of a render with the brand's deliverables behind their own, and its corner where
        they name none."""
        own = split_texts(values.get("deliverable") or ())
        corner = {} if self.corner is None else {"ai_label_corner": self.corner}
        specs = tuple(dict.fromkeys((*own, *self.deliverables)))
        return corner | dict(values) | {"deliverable": specs}

    def exchanged(self, options: RenderOptions, before: Brand | None) -> dict[str, Any]:
        """What changes in options that bear the brand `before`."""
        gone = () if before is None else before.deliverables
        own = [spec for spec in options.deliverable if spec not in gone]
        return self.applied({"deliverable": own})

    def shown_by(self, options: RenderOptions) -> bool:
        """Whether the options bear this brand."""
        return bool(self.deliverables) and set(self.deliverables) <= set(options.deliverable)

    def finished(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Options of a deliverable: what is given, else the brand's."""
        return dict(finish_values(self.finish)) | dict(given)


def brands_folder(home: Path) -> Path:
    """Where brands lie, a folder for each."""
    return home / "brands"


def brand_names(home: Path) -> list[str]:
    """All there are, by name."""
    return sorted((path.parent.name for path in _files(home)), key=str.casefold)


def load_brand(name: str, home: Path) -> Brand:
    """The brand `name`, in any case of letters.

    Raises UsageError BRAND_UNKNOWN (with the nearest name) or InputError BRAND_INVALID.
    """
    known = {path.parent.name.casefold(): path for path in _files(home)}
    path = known.get(name.strip().casefold())
    if path is None:
        there = ", ".join(brand_names(home)) or "none yet"
        meant = f"{did_you_mean(name.casefold(), known)} ".lstrip()
        raise UsageError(
            ErrorCode.BRAND_UNKNOWN,
            f"There is no brand {name!r}.",
            f"{meant}There are: {there}. Make one with: mouthpiece brand make NAME --logo FILE",
        )
    return _read(path.parent)


def save_brand(brand: Brand, home: Path, *, replace_old: bool = False) -> Brand:
    """Keeps a brand with copies of its files.

    Raises InputError: OPTION_INVALID for a name that no folder can have, OUTPUT_EXISTS when there
    is one of that name and `replace_old` is not wished, FILE errors of its files, DISK_FULL,
    OUTPUT_UNWRITABLE.
    """
    name = brand.name.strip()
    if not name or safe_name(name) != name:
        raise name_refused("A brand", name)
    old = next((one for one in brand_names(home) if one.casefold() == name.casefold()), None)
    if old is not None and not replace_old:
        raise InputError(
            ErrorCode.OUTPUT_EXISTS,
            f"There is another brand {old} already.",
            "Choose another name.",
            brands_folder(home) / old,
        )
    target = brands_folder(home) / name
    files = files_of(brand.finish)
    names = _names(files)
    for path in files.values():
        if not path.is_file():
            raise _missing(path)
    try:
        with atomic_write(target, parents=True, replaces=_is_brand) as part:
            part.mkdir()
            for key, path in files.items():
                shutil.copyfile(path, part / names[key])
            (part / _FILE).write_text(_written(brand, names), encoding="utf-8")
    except FileNotFoundError as error:
        raise _missing(Path(error.filename or target)) from error
    except OSError as error:
        raise write_error(error, target) from error
    if old is not None and old != name:
        remove_brand(old, home)
    return _read(target)


def remove_brand(name: str, home: Path) -> None:
    """Forgets a brand and its copies; videos keep what they show."""
    folder = brands_folder(home) / load_brand(name, home).name
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise write_error(error, folder) from error


def export_brand(brand: Brand, target: Path) -> None:
    """Writes a brand with its files into one file."""
    files = files_of(brand.finish)
    names = _names(files)
    try:
        with atomic_write(target) as part, zipfile.ZipFile(part, "w") as pack:
            pack.writestr(_FILE, _written(brand, names))
            for key, path in files.items():
                pack.write(path, names[key])
    except FileNotFoundError as error:
        raise _missing(Path(error.filename or target)) from error


def import_brand(path: Path, home: Path, *, replace_old: bool = False) -> Brand:
    """Takes a brand that came from elsewhere; it is called as the file is.

    It holds its file of options and those that it names, nothing else: InputError BRAND_INVALID.
    """
    folder = brands_folder(home)
    regular_file(path, lambda _, words: _invalid(path, words))
    with _unpacked(path, folder) as unpacked:
        brand = replace(_read(unpacked), name=path.stem)
        return save_brand(brand, home, replace_old=replace_old)


@contextmanager
def _unpacked(path: Path, folder: Path) -> Iterator[Path]:
    """The contents of a brand's file in a folder that is gone afterwards."""
    import tempfile

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".") as made:
            with zipfile.ZipFile(path) as pack:
                _extract(pack, path, Path(made))
            yield Path(made)
    except _ZIP_ERRORS as error:
        raise _invalid(path, "is no brand that can be read") from error


def _extract(pack: zipfile.ZipFile, path: Path, folder: Path) -> None:
    left = _LARGEST
    for member in pack.infolist():
        name = member.filename
        if member.is_dir() or safe_name(name) != name or name.startswith("."):
            raise _invalid(path, f"holds {name!r}, which is no file of a brand")
        with pack.open(member) as source, (folder / name).open("xb") as copy:
            while block := source.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise _invalid(path, "is far too large")
                copy.write(block)


def _read(folder: Path) -> Brand:
    """Reads and checks one; InputError BRAND_INVALID says what is wrong with it."""
    path = folder / _FILE
    try:
        read = read_toml(path)
    except (OSError, TomlInvalid) as error:
        raise _invalid(path, f"cannot be read: {error}") from error
    finish = read.get("finish", {})
    if not isinstance(finish, dict) or not OF_NO_BRAND.isdisjoint(finish):
        raise _invalid(path, "sets what is no part of a brand")
    try:
        options = FinishOptions.model_validate(finish)
        shapes = tuple(map(str, read.get("shapes", ())))
        corner = Corner(read["corner"]) if read.get("corner") else None
        for shape in shapes:
            read_spec(shape)
    except (ValidationError, ValueError, TypeError, UsageError) as error:
        first = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise _invalid(path, f"holds what does not fit: {first}") from error
    files = {}
    for key, named in files_of(options).items():
        if safe_name(str(named)) != str(named):
            raise _invalid(path, f"names {named}, which does not lie beside it")
        files[key] = (folder / named).absolute()
    if any(files_of(read_spec(shape)) for shape in shapes):
        raise _invalid(path, "names files in its shapes")
    finished = options.model_copy(update=files)
    return Brand(folder.name, str(read.get("description", "")), finished, shapes, corner)


def _written(brand: Brand, names: Mapping[str, str]) -> str:
    """The file of options, with its files as they lie beside it."""
    facts: dict[str, object] = {"description": brand.description, "shapes": list(brand.shapes)}
    if brand.corner is not None:
        facts["corner"] = brand.corner.value
    values = DeliverOptions(**dict(brand.finish)).model_dump(mode="json", exclude_defaults=True)
    finish = {key: names.get(key, value) for key, value in values.items() if key not in OF_NO_BRAND}
    return f"{toml_lines(facts)}\n[finish]\n{toml_lines(finish)}"


def _names(files: Mapping[str, Path]) -> dict[str, str]:
    """Each file under the name of what it is for."""
    return {key: f"{key}{path.suffix.lower()}" for key, path in files.items()}


def _files(home: Path) -> list[Path]:
    return [path for path in brands_folder(home).glob(f"*/{_FILE}") if path.parent.name[0] != "."]


def _is_brand(folder: Path) -> bool:
    return (folder / _FILE).is_file()


def _missing(path: Path) -> InputError:
    return InputError(
        ErrorCode.BRAND_INVALID, f"{path.name} is not there.", "Choose another file.", path
    )


def _invalid(path: Path, problem: str) -> InputError:
    return InputError(
        ErrorCode.BRAND_INVALID,
        f"The brand {path.parent.name if path.name == _FILE else path.name} {problem}.",
        "Correct or remove it, or make the brand yourself.",
        path,
    )
