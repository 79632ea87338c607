"""Brings the large parts of an installation that is not complete yet: called by the installer.

The parts are got as models are, by the same store: from the folder beside the installer when they
lie there, else from the network, checked by their hashes and resumed when the line breaks.

    python -m app.install_parts LIST --beside FOLDER --keep FOLDER --into FOLDER
"""

from __future__ import annotations

import argparse
import shutil
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from app.console.models import watching
from app.models.catalogue import Catalogue, Licence, Model, ModelFile, first_problem
from app.models.safe_names import safe_parts
from app.models.store import ModelStore
from app.settings.store import load_settings
from talker.errors import ErrorCode, InputError, MouthpieceError
from talker.files import write_error
from talker.home import home_folder

PARTS_FILE = "parts.json"
_BLOCK = 1 << 20
_PROGRAM = "program"
# A file of the catalogue has an address; this one, which cannot exist, is never asked.
_NOWHERE = "https://nowhere.invalid"
_PAGE = "https://www.apache.org/licenses/LICENSE-2.0"


class PartFile(BaseModel):
    """One zip file; its members are named from the root of the installation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    size: int
    sha256: str


class PartList(BaseModel):
    """All parts, and the folders on the web that hold them; without any they lie beside us."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    addresses: tuple[str, ...]
    files: tuple[PartFile, ...]

    def catalogue(self) -> Catalogue:
        """The same as the store wants it."""
        files = tuple(
            ModelFile(
                name=file.name,
                size=file.size,
                sha256=file.sha256,
                hash_source="the build of this installer",
                mirrors=tuple(
                    f"{address.rstrip('/')}/{file.name}"
                    for address in self.addresses or (_NOWHERE,)
                ),
            )
            for file in self.files
        )
        program = Model(
            id=_PROGRAM,
            title="Mouthpiece",
            purpose="The program itself.",
            needed_by=("the installation",),
            licence=Licence(name="Apache-2.0", url=_PAGE, commercial=True),
            files=files,
        )
        return Catalogue(version=1, models=(program,))


def bring_parts(listed: Path, beside: Path, keep: Path, into: Path, home: Path) -> None:
    """Gets every part of the list `listed` and lays it out in `into`.

    What arrived stays in `keep` until the caller deletes it, so a second call goes on there.
    """
    parts = _read(listed)
    settings = load_settings(home).models
    changes: dict[str, object] = {
        "folder": keep.absolute(),
        "extra_folders": (beside.absolute(),),
        "mirrors": (),
    }
    if not parts.addresses:
        changes["offline"] = True
    store = ModelStore(keep, settings.model_copy(update=changes), parts.catalogue())
    with watching(as_json=False) as listener:
        if not parts.addresses:
            _require_beside(store, parts, beside)
        store.get([_PROGRAM], listener)
    for file in parts.files:
        _lay_out(store.path(_PROGRAM, file.name), into)


def _read(listed: Path) -> PartList:
    try:
        return PartList.model_validate_json(listed.read_bytes())
    except OSError as error:
        raise _invalid(listed, error.strerror or str(error)) from error
    except ValidationError as error:
        raise _invalid(listed, first_problem(error)) from error


def _require_beside(store: ModelStore, parts: PartList, beside: Path) -> None:
    (status,) = store.status([_PROGRAM])
    lacking = [file.file.name for file in status.files if file.path is None]
    if lacking:
        raise InputError(
            ErrorCode.IMPORT_MISSING,
            f"Not whole beside the installer, in {beside}: {', '.join(lacking)}.",
            f"Copy all {len(parts.files)} parts into its folder and start it again.",
            beside,
        )


def _lay_out(part: Path, into: Path) -> None:
    """Unpacks a checked part; its names are checked all the same."""
    try:
        with zipfile.ZipFile(part) as archive:
            for info in archive.infolist():
                target = into.joinpath(*safe_parts(info.filename))
                _extract(archive, info, target)
    except (zipfile.BadZipFile, ValueError) as error:
        raise _invalid(part, str(error)) from error


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(info) as packed, target.open("wb") as file:
            shutil.copyfileobj(packed, file, _BLOCK)
    except OSError as error:
        raise write_error(error, target) from error


def _invalid(path: Path, why: str) -> InputError:
    return InputError(
        ErrorCode.PACK_INVALID,
        f"{path} cannot be used: {why}.",
        "Get the installer and its parts again.",
        path,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 0 when everything is there, else says on stderr what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m app.install_parts", description=__doc__)
    parser.add_argument("list", type=Path)
    for name in ("beside", "keep", "into"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args(arguments)
    try:
        bring_parts(given.list, given.beside, given.keep, given.into, home_folder())
    except MouthpieceError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
