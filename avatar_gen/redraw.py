"""A picture drawn again from its record: with which files of this computer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from avatar_gen.controls import with_files
from avatar_gen.file_hashes import content_hash, known_files
from avatar_gen.foreign_record import read_foreign
from avatar_gen.metadata import PictureRecord, read_record
from avatar_gen.models import ADAPTERS, CONTROLNETS, ENTRIES
from avatar_gen.options.finishing import SafetyChoice
from avatar_gen.prompt_translation import has_chinese
from avatar_gen.record_files import FILE_LISTS, FILE_OPTIONS, file_name, lora_end
from avatar_gen.request import with_few_steps
from avatar_gen.sent import TEXTS, in_english
from talker.errors import ErrorCode, InputError

_CATALOGUE = {"model": ENTRIES, "control_model": CONTROLNETS, "like_model": ADAPTERS}


def redraw_values(
    record: PictureRecord, picture: Path, given: Mapping[str, Any], home: Path
) -> dict[str, Any]:
    """The values of a request that draws `picture` again; those in `given` win.

    Whoever made the picture wrote the record: it leads to no path of this computer and does not
    switch the safety checker off. Files that are not given are found by their names and hashes,
    among those that were drawn with here, beside the picture and in the current folder. InputError
    INPUT_CHANGED names one that is not found.
    """
    values = record.request.model_dump()
    del values["output"]
    values |= {"seed": record.seed, "count": 1, "keep": 0, "x_axis": "", "y_axis": ""}
    values["safety"] = SafetyChoice.ON
    values |= _words_sent(record)
    finder = _Finder(record, picture, home)
    for option in FILE_OPTIONS:
        value = values[option]
        if value and option not in given and str(value) not in _CATALOGUE.get(option, ()):
            values[option] = str(finder.find(option, str(value)))
    for option in FILE_LISTS:
        if option not in given:
            values[option] = tuple(finder.find_text(option, text) for text in values[option])
    if "more_control" not in given:
        values["more_control"] = tuple(
            with_files(text, finder.find_control) for text in values["more_control"]
        )
    return values | with_few_steps(given)


def _words_sent(record: PictureRecord) -> dict[str, Any]:
    """What makes the words mean again what they meant to the picture."""
    if record.translated is None:
        chinese = any(has_chinese(getattr(record.request, name)) for name in TEXTS)
        return {"prompt_as_typed": True} if chinese else {}
    now = in_english(record.request.options).texts
    return {name: text for name, text in record.translated.items() if now.get(name) != text}


@dataclass(frozen=True)
class ReadPicture:
    """The values of a request that draws a picture again, and what could not be taken over."""

    values: Mapping[str, Any]
    left: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Says what is left out; for people."""
        return f"The picture also says what is not taken over: {'; '.join(self.left)}."


def values_of_picture(picture: Path, given: Mapping[str, Any], home: Path) -> ReadPicture:
    """As `redraw_values`, for a picture of this program or of another one.

    InputError NO_RECORD for a picture that says nothing of its making.
    """
    try:
        record = read_record(picture)
    except InputError as error:
        if error.code is not ErrorCode.NO_RECORD:
            raise
        foreign = read_foreign(picture, home)
        left = [
            said for said in foreign.left if not (said.startswith("Model:") and "model" in given)
        ]
        values = {"count": 1, "safety": SafetyChoice.ON, **foreign.values}
        return ReadPicture(values | with_few_steps(given), tuple(left))
    return ReadPicture(redraw_values(record, picture, given, home))


class _Finder:
    """Finds the files of one record."""

    def __init__(self, record: PictureRecord, picture: Path, home: Path) -> None:
        self._record = record
        self._picture = picture
        self._home = home

    def find(self, option: str, written: str) -> Path:
        name = file_name(written)
        hashes = self._record.hashes
        wanted = hashes.get(self._record.model if option == "model" else name, "")
        beside = [folder / name for folder in (self._picture.absolute().parent, Path.cwd())]
        if name and wanted:
            for path in known_files(wanted, self._home):
                # The hash of a folder of diffusers is that of its weights.
                for place in (path, *path.parents[:2]):
                    if place.name == name:
                        return place
            for path in beside:
                if path.is_file() and content_hash(path, self._home) == wanted:
                    return path
        raise InputError(
            ErrorCode.INPUT_CHANGED,
            f"The {option.replace('_', ' ')} of {self._picture.name}, {name}, is not there or has "
            "changed since.",
            f"Name it in the command: --{option.replace('_', '-')} FILE.",
            self._picture,
        )

    def find_control(self, name: str) -> str:
        """A ControlNet of the catalogue stays; a file of one, or a picture for it, is found."""
        return name if name in CONTROLNETS else str(self.find("more_control", name))

    def find_text(self, option: str, text: str) -> str:
        scale = lora_end(text) if option == "loras" else ""
        name = text.removesuffix(scale)
        return f"{self.find(option, name)}{scale}"
