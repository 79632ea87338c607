"""The pronunciation dictionary: how words sound that a voice would say wrongly, by language."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from speech_gen.languages import primary
from talker.errors import ErrorCode, InputError
from talker.files import NoFile, atomic_write, regular_file
from talker.subtitles.language import read_tag
from talker.text_encoding import decode
from talker.toml import TomlInvalid, read_toml

_FILE = "pronunciations.toml"
_LONGEST_WORD = 100
_LONGEST_SOUND = 300
_MOST = 10_000
_CSV = ".csv"
_HEADER = ("language", "word", "sound")


@dataclass(frozen=True, order=True)
class Entry:
    """A word of a language (BCP 47) and its sound: another spelling, or /phonemes/ (IPA)."""

    language: str
    word: str
    sound: str


@dataclass(frozen=True)
class Pronunciations:
    """Entries in the order of languages and words, each word of a language once."""

    entries: tuple[Entry, ...] = ()

    def of(self, language: str) -> Mapping[str, str]:
        """The sounds of words in a text of this language, in whatever country's way."""
        wanted = primary(language)
        return {one.word: one.sound for one in self.entries if primary(one.language) == wanted}

    def having(self, *entries: Entry) -> Pronunciations:
        """The same with other or further entries; InputError DICTIONARY_INVALID for bad ones."""
        known = {(one.language, one.word): one for one in self.entries}
        for number, entry in enumerate(entries, 1):
            checked = _checked(entry, number)
            known[checked.language, checked.word] = checked
        if len(known) > _MOST:
            raise _invalid(f"it would have more than {_MOST:,} words", "Take some out.")
        return Pronunciations(tuple(sorted(known.values())))

    def without(self, language: str, word: str) -> Pronunciations:
        """The same without a word; InputError DICTIONARY_INVALID where it is not there."""
        tag = read_tag(language) or language
        rest = tuple(one for one in self.entries if (one.language, one.word) != (tag, word))
        if len(rest) == len(self.entries):
            raise _invalid(f"{word} is not in it for {language}", "See: mouthpiece dictionary list")
        return Pronunciations(rest)


def pronunciations_file(home: Path) -> Path:
    """Where the user's own lie."""
    return home / _FILE


def load_pronunciations(home: Path) -> Pronunciations:
    """The user's own; none where there is no file. InputError DICTIONARY_INVALID."""
    path = pronunciations_file(home)
    return read_pronunciations(path) if path.exists() else Pronunciations()


def save_pronunciations(pronunciations: Pronunciations, home: Path) -> None:
    """Keeps them for everything that is spoken from now on."""
    write_pronunciations(pronunciations, pronunciations_file(home))


def read_pronunciations(path: Path) -> Pronunciations:
    """Those of a file: TOML with a table for each language, or CSV of language, word and sound.

    Raises InputError DICTIONARY_INVALID for a file or a line that is none.
    """
    regular_file(path, lambda why, words: _invalid(f"{path} {words}", _hint(why), path))
    lines = _csv_lines(path) if path.suffix.lower() == _CSV else _toml_lines(path)
    return Pronunciations().having(*lines)


def write_pronunciations(pronunciations: Pronunciations, path: Path) -> None:
    """Writes a file that `read_pronunciations` reads: CSV for the ending .csv, else TOML."""
    text = _csv(pronunciations) if path.suffix.lower() == _CSV else _toml(pronunciations)
    with atomic_write(path, parents=True) as part:
        part.write_text(text, "utf-8-sig" if path.suffix.lower() == _CSV else "utf-8")


def _checked(entry: Entry, number: int) -> Entry:
    word, sound = entry.word.strip(), entry.sound.strip()
    tag = read_tag(entry.language)
    place = f"entry {number} ({word[:30] or 'no word'})"
    if tag is None:
        raise _invalid(f"{place} has the language {entry.language!r}", "Write en, zh, ...")
    if not word or len(word) > _LONGEST_WORD or not sound or len(sound) > _LONGEST_SOUND:
        raise _invalid(f"{place} needs a word and a sound", "Neither may be empty, or very long.")
    if not (word + sound).isprintable() or not any(letter.isalnum() for letter in word):
        raise _invalid(f"{place} has signs that cannot be spoken", "Write letters.")
    return Entry(tag, word, sound)


def _toml_lines(path: Path) -> Iterable[Entry]:
    try:
        read = read_toml(path)
    except (OSError, TomlInvalid) as error:
        raise _invalid(f"{path.name} cannot be read: {error}", "Correct it.", path) from error
    for language, words in read.items():
        if not isinstance(words, dict):
            raise _invalid(f"{path.name}: {language} is no table", 'Write ["en"] above.', path)
        for word, sound in words.items():
            yield Entry(language, word, str(sound))


def _csv_lines(path: Path) -> Iterable[Entry]:
    text = decode(path.read_bytes()[: 1 << 22]).text
    try:
        rows = [row for row in csv.reader(io.StringIO(text), strict=True) if any(row)]
    except csv.Error as error:
        raise _invalid(f"{path.name} cannot be read: {error}", "Save it as CSV.", path) from error
    if rows and tuple(cell.strip().casefold() for cell in rows[0]) == _HEADER:
        rows = rows[1:]
    for number, row in enumerate(rows, 1):
        if len(row) != len(_HEADER):
            what = f"{path.name}: line {number} has {len(row)} cells"
            raise _invalid(what, "Write language, word and sound.", path)
        yield Entry(*row)


def _toml(pronunciations: Pronunciations) -> str:
    lines: list[str] = []
    for entry in pronunciations.entries:
        table = f"[{json.dumps(entry.language)}]"
        if table not in lines:
            lines.append(table)
        lines.append(f"{_quoted(entry.word)} = {_quoted(entry.sound)}")
    return "".join(f"{line}\n" for line in lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _csv(pronunciations: Pronunciations) -> str:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(_HEADER)
    rows.writerows((one.language, one.word, one.sound) for one in pronunciations.entries)
    return text.getvalue()


def _hint(why: NoFile) -> str:
    return "Check the name." if why is NoFile.MISSING else "Name a TOML or CSV file."


def _invalid(what: str, hint: str, path: Path | None = None) -> InputError:
    message = f"The pronunciations cannot be used: {what}."
    return InputError(ErrorCode.DICTIONARY_INVALID, message, hint, path)
