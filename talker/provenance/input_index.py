"""Index of input files by their content, on this computer: a video itself names no folders."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from talker.errors import InputError
from talker.files import atomic_write, digest
from talker.provenance.record import Source


def index_input(source: Source, path: Path, home: Path) -> None:
    """Remembers where an input lies."""
    with (
        suppress(InputError),  # then `render --from` will have to be told where the file is
        atomic_write(_note(source, home), parents=True, sync=False) as part,
    ):
        part.write_text(str(path.absolute()), encoding="utf-8")


def find_input(wanted: Source, near: Path, home: Path) -> Path | None:
    """A file with the content of `wanted`: where it lay, in the folder `near`, or here."""
    name = Path(wanted.name).name  # a record from elsewhere leads to no other folder
    places = [near / name, Path.cwd() / name]
    with suppress(OSError, UnicodeDecodeError):
        places.insert(0, Path(_note(wanted, home).read_text(encoding="utf-8")))
    for place in places:
        with suppress(OSError):
            if place.is_file() and digest(place) == wanted.sha256:
                return place
    return None


def _note(wanted: Source, home: Path) -> Path:
    return home / "inputs" / f"{wanted.sha256[:32]}.txt"
