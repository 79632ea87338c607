"""Checks every row of a batch before anything runs: what will be made, and what cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from app.batch.checked_row import CheckedRow, SharedSettings
from app.batch.path_policy import PathPolicy, resolve_row
from app.batch.probes import InputProbes
from app.batch.row_files import located_row
from app.batch.row_looks import BatchVoices, check_voice, look_at_files
from app.batch.row_options import NamedSettings, request_of, with_presenter
from app.batch.rows import Row
from app.presenters import Presenters
from talker.errors import MouthpieceError
from talker.options.deliver import files_of
from talker.options.render import RenderOptions


def check_rows(
    rows: Sequence[Row],
    shared: SharedSettings,
    home: Path,
    roots: PathPolicy | None = None,
    looks: InputProbes | None = None,
) -> tuple[CheckedRow, ...]:
    """All rows, checked as far as headers tell; no row's problem touches another.

    Presets and presenters are those of `home`. `roots` resolves the paths of a sheet; without,
    paths are taken as they are. `looks` remembers files between calls.
    """
    looks = looks or InputProbes()
    named = NamedSettings(home)
    known = {presenter.facts.name.casefold(): presenter for presenter in Presenters(home).all()}
    whole = rows if roots is None else resolve_rows(rows, roots, home)
    items = [located_row(with_presenter(row, known), shared, named, known) for row in whole]
    ready = [item for item in items if item.problem is None]
    looks.probe_ahead(
        [item.portrait for item in ready if item.portrait],
        [path for item in ready for path in (item.speech, item.second_speech) if path],
    )
    requested = (_requested(item, shared, named) for item in items)
    voices = cache(lambda: BatchVoices(home))
    return tuple(look_at_files(check_voice(item, voices), looks) for item in requested)


def resolve_rows(rows: Sequence[Row], roots: PathPolicy, home: Path) -> tuple[Row, ...]:
    """The rows of a sheet with whole paths; those that lead outside, also by a preset of `home`
    that the sheet names, have a problem."""
    named = NamedSettings(home)
    return tuple(_preset_inside(resolve_row(row, roots), roots, named) for row in rows)


def _preset_inside(row: Row, roots: PathPolicy, named: NamedSettings) -> Row:
    """The row, with a problem when the preset that the sheet names leads outside its folders."""
    if not row.preset or row.problem is not None:
        return row
    try:
        wanted = RenderOptions.model_validate(named.preset_options(row.preset)).deliverables
        for path in (path for one in wanted for path in files_of(one).values()):
            roots.resolve(str(path.absolute()))
    except MouthpieceError as error:
        return replace(row, problem=error)
    return row


def _requested(item: CheckedRow, shared: SharedSettings, named: NamedSettings) -> CheckedRow:
    """The item with the request of its row."""
    if item.problem is not None:
        return item
    try:
        request = request_of(item, shared, named)
    except MouthpieceError as error:
        return replace(item, problem=error)
    return replace(item, request=request)
