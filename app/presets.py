"""Named sets of options: shipped ones and the user's own, small TOML files."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from typing_extensions import override

from app.file_names import name_refused, safe_name
from talker.assets import assets_folder
from talker.errors import ErrorCode, InputError, UsageError
from talker.files import atomic_write, write_error
from talker.options.ai_label import LabelTime
from talker.options.deliver import files_of
from talker.options.dub import DubRequest, MouthName
from talker.options.render import RenderOptions, declared_fields
from talker.suggestions import did_you_mean
from talker.toml import TomlInvalid, read_toml, toml_lines

_SUFFIX = ".toml"
PRESET_SUFFIX = ".mppreset"  # the same, as a file that Windows knows as ours
OF_ONE_VIDEO = frozenset(
    {"face", "second_face", "second_channel", "reference_use", "idle", "trim", "cut"}
)
"""Options that say something about one video's inputs, and are no part of a way to make videos."""
_FOREIGN_HINT = "Take that line out of the file, or make such a preset yourself."
# From the usual one on; the user's own follow in the order of the alphabet.
_USUAL = ("standard", "draft", "best", "portrait-9x16")
_KEYS = ("description", "options")


@dataclass(frozen=True)
class Preset:
    """A name for some options; `options` holds only those that the preset sets, checked."""

    name: str
    description: str
    options: Mapping[str, object]


def presets_folder(home: Path) -> Path:
    """Where the user's own presets lie; they win over shipped ones of the same name."""
    return home / "presets"


def preset_names(home: Path) -> list[str]:
    """All names there are, shipped ones first."""
    names = [path.stem for path in _files(home).values()]
    return sorted(names, key=lambda name: _USUAL.index(name) if name in _USUAL else len(_USUAL))


def load_preset(name: str, home: Path) -> Preset:
    """The preset `name`, in any case of letters.

    Raises UsageError PRESET_UNKNOWN (with the nearest name) or InputError PRESET_INVALID.
    """
    files = _files(home)
    path = files.get(name.strip().casefold())
    if path is None:
        meant = f"{did_you_mean(name.casefold(), files)} ".lstrip()
        raise UsageError(
            ErrorCode.PRESET_UNKNOWN,
            f"There is no preset {name!r}.",
            f"{meant}There are: {', '.join(files)}. Your own lie in {presets_folder(home)}.",
        )
    return read_preset(path)


def read_preset(path: Path) -> Preset:
    """Reads and checks one file; InputError PRESET_INVALID says what is wrong with it."""
    try:
        read = read_toml(path)
    except (OSError, TomlInvalid) as error:
        raise _invalid(path, f"cannot be read: {error}") from error
    for key in read:
        if key not in _KEYS:
            raise _invalid(path, f"has an unknown entry {key!r}", near=_near(key, _KEYS))
    options = read.get("options", {})
    if not isinstance(options, dict):
        raise _invalid(path, "has no table [options]")
    try:
        RenderOptions.model_validate(options)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        known = tuple(declared_fields(RenderOptions))
        if key not in known:
            near = _near(key, known)
            raise _invalid(path, f"sets an unknown option {key!r}", near=near) from error
        problem = f"sets {key} to {options[key]!r}, which does not fit ({first['msg'].lower()})"
        raise _invalid(path, problem) from error
    return Preset(path.stem, str(read.get("description", "")), options)


def read_foreign_preset(path: Path) -> Preset:
    """Reads a preset that came from elsewhere.

    It names no files of this computer and leaves the label to the user: InputError PRESET_INVALID.
    """
    preset = read_preset(path)
    options = RenderOptions.model_validate(preset.options)
    if options.ai_label is LabelTime.OFF or options.ai_label_reason:
        raise _invalid(path, "switches the label off, which only you may", _FOREIGN_HINT)
    if any(files_of(deliverable) for deliverable in options.deliverables):
        raise _invalid(path, "names files, which only your own presets may", _FOREIGN_HINT)
    return preset


def take_preset(path: Path, home: Path) -> Preset:
    """Copies a preset that came from elsewhere to the user's own, and returns it.

    Raises InputError: PRESET_INVALID, or OUTPUT_EXISTS when another one has its name.
    """
    preset = read_foreign_preset(path)
    target = presets_folder(home) / f"{path.stem}{_SUFFIX}"
    content = path.read_bytes()
    if target.exists() and target.read_bytes() != content:
        raise InputError(
            ErrorCode.OUTPUT_EXISTS,
            f"There is another preset {path.stem} already.",
            f"Rename one of them. Yours lie in {target.parent}.",
            target,
        )
    with atomic_write(target, parents=True) as part:
        part.write_bytes(content)
    return preset


def save_preset(name: str, options: RenderOptions, home: Path, *, replace: bool = False) -> Preset:
    """Keeps options under a name, with the user's own; what belongs to one video is left out.

    Raises InputError: OPTION_INVALID for a name that no file can have, OUTPUT_EXISTS when there is
    one of that name (also a shipped one) and `replace` is not wished, DISK_FULL,
    OUTPUT_UNWRITABLE.
    """
    wanted = name.strip()
    if not wanted or safe_name(wanted) != wanted:
        raise name_refused("A preset", wanted)
    before = _files(home).get(wanted.casefold())
    target = presets_folder(home) / f"{wanted}{_SUFFIX}"
    if before is not None and not replace:
        raise InputError(
            ErrorCode.OUTPUT_EXISTS,
            f"There is another preset {before.stem} already.",
            "Choose another name.",
            target,
        )
    kept = options.complete(exclude=OF_ONE_VIDEO)
    with atomic_write(target, parents=True) as part:
        part.write_text(f"[options]\n{toml_lines(kept)}", "utf-8")
    try:
        own = before is not None and before.parent == target.parent
        if before is not None and own and not before.samefile(target):
            before.unlink()  # the same name in other capitals
    except OSError as error:
        raise write_error(error, target) from error
    return read_preset(target)


def is_own(name: str, home: Path) -> bool:
    """Whether the user has made this preset, so that it can be removed."""
    path = _files(home).get(name.casefold())
    return path is not None and path.parent == presets_folder(home)


def remove_preset(name: str, home: Path) -> None:
    """Forgets one of the user's own; a shipped one of the same name is there again."""
    path = _files(home).get(name.casefold())
    if path is None or not is_own(name, home):
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise write_error(error, path) from error


def values_for(declared: type[BaseModel], values: Mapping[str, Any]) -> dict[str, Any]:
    """What of the values of a preset, which are those of portraits, requests `declared` have; an
    engine that is for portraits alone is left out."""
    fields = declared_fields(declared)
    kept = {name: value for name, value in values.items() if name in fields}
    if issubclass(declared, DubRequest) and kept.get("engine") not in set(MouthName):
        kept.pop("engine", None)
    return kept


class FillFromPreset(argparse.Action):
    """`--preset NAME`: sets what the preset says, and requests `declared` have, wherever no flag of
    its own is given.

    The parser has the user's folder as the default of `home`.
    """

    def __init__(self, *args: Any, declared: type[BaseModel], **more: Any) -> None:
        super().__init__(*args, **more)
        self._declared = declared

    @override
    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        del parser, option_string
        # Flags hold nothing until they are given, and a later flag simply overwrites.
        options = load_preset(str(values), namespace.home).options
        for name, value in values_for(self._declared, options).items():
            if not hasattr(namespace, name):
                setattr(namespace, name, value)


def _files(home: Path) -> dict[str, Path]:
    """Files by folded name; the user's own replace shipped ones."""
    folders = (assets_folder() / "presets", presets_folder(home))
    found = [path for folder in folders for path in sorted(folder.glob(f"*{_SUFFIX}"))]
    return {path.stem.casefold(): path for path in found}


def _near(name: str, known: Sequence[str]) -> str:
    return did_you_mean(name.replace("-", "_"), known, f"It may be: {', '.join(known)}.")


def _invalid(path: Path, problem: str, near: str = "") -> InputError:
    hint = near or "Correct the file, or remove it."
    return InputError(ErrorCode.PRESET_INVALID, f"The preset {path.name} {problem}.", hint, path)
