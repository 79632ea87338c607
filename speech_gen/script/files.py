"""Reads a script from a file."""

from __future__ import annotations

from pathlib import Path

from speech_gen.script.problems import script_too_long
from speech_gen.script.script import LONGEST
from talker.errors import ErrorCode, InputError
from talker.files import read_error, regular_file
from talker.subtitles.language import language_in_name
from talker.text_encoding import decode

_BYTES = 4 * LONGEST  # of UTF-8 and UTF-32; other encodings need fewer
_OTHER = {b"{\\rtf": "RTF", b"%PDF": "PDF", b"PK\x03\x04": "a document of a word processor"}


def read_script_file(path: Path) -> str:
    """The text of a script in any usual encoding.

    Raises InputError SCRIPT_UNREADABLE or SCRIPT_TOO_LONG.
    """
    facts = regular_file(path, lambda _, words: _unreadable(path, words))
    if facts.st_size > _BYTES:
        raise script_too_long(facts.st_size, LONGEST)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise read_error(error, path) from error
    return decode_script(data, path)


def decode_script(data: bytes, path: Path) -> str:
    """The text of these bytes; `path` names them in errors and may say their language."""
    other = next((name for mark, name in _OTHER.items() if data.startswith(mark)), None)
    if other is not None:
        raise _unreadable(path, f"is {other}", "Save it as plain text.")
    text = decode(data, language=language_in_name(path)).text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(path: Path, what: str, hint: str = "Name a text file.") -> InputError:
    return InputError(ErrorCode.SCRIPT_UNREADABLE, f"The script {path} {what}.", hint, path)
