"""The files of a row: its own, those of its presenter, those of all rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.batch.checked_row import CheckedRow, SharedSettings
from app.batch.row_options import NamedSettings, filled_row, given_options, is_idle
from app.batch.rows import FILES, Row
from app.presenters import Presenter
from talker.errors import ErrorCode, InputError, MouthpieceError, UsageError
from talker.options.dub import DubRequest
from talker.options.spoken import SCRIPT


def located_row(
    row: Row,
    shared: SharedSettings,
    named: NamedSettings,
    known: Mapping[str, Presenter],
) -> CheckedRow:
    """Where the files of a row are."""
    preset = row.preset or shared.preset
    item = CheckedRow(row, row.name or row.place, row.name, preset)
    if row.problem is not None:
        return replace(item, problem=row.problem)
    try:
        presenter = known.get(row.presenter.strip().casefold())
        own, voice = (None, None)
        if presenter is not None:
            own, voice = presenter.portrait, presenter.facts.voice
        clip = _path(row.clip)
        portrait = None if clip else _path(row.portrait) or own or shared.portrait
        row = filled_row(row, shared)
        item = replace(item, row=row, label=row.name or row.place, name=row.name)
        values = given_options(row, shared, named)
        idle, text = is_idle(values), str(values.get("text", ""))
        speech = _path(row.speech) or (None if text else voice)
        second, reference = _path(row.second_speech), _path(row.reference)
    except MouthpieceError as error:
        return replace(item, problem=error)
    if clip is not None:
        wrong = _not_for_films(row)
        if wrong is not None:
            return replace(item, problem=wrong)
        idle = False
    person = clip or portrait
    missing = ["portrait"] * (not person) + ["speech"] * (not speech and not idle and not text)
    if missing:
        # In quotes, as every column in a problem: that is what the window shows in other languages.
        problem = InputError(
            ErrorCode.ROW_INVALID,
            f"{row.place.capitalize()} has nothing under {' and '.join(map(repr, missing))}.",
            "Fill the cell"
            + (", or give --portrait FILE" if "portrait" in missing else "")
            + (", or write what is said under text." if "speech" in missing else "."),
        )
        return replace(item, problem=problem)
    assert person is not None
    name, spoken = row.name, speech.stem if speech else SCRIPT if text else "idle"
    if presenter is not None and portrait == presenter.portrait:
        # Every presenter's file has the same name: the video is called after the person.
        name = name or f"{presenter.facts.name}_{spoken}"
    return replace(
        item,
        label=name or f"{person.stem} + {spoken}",
        name=name,
        portrait=portrait.absolute() if portrait else None,
        clip=clip.absolute() if clip else None,
        speech=speech.absolute() if speech and not idle else None,
        second_speech=second.absolute() if second else None,
        reference=reference.absolute() if reference else None,
    )


def _not_for_films(row: Row) -> UsageError | None:
    """What a row with a film names that only portraits have."""
    files = [name for name in FILES if getattr(row, name) and name not in DubRequest.model_fields]
    options = [name for name in row.options if name not in DubRequest.model_fields]
    for name in (*files, *options):
        return UsageError(
            ErrorCode.OPTION_INVALID,
            f"{row.place.capitalize()} names a film, for which there is no {name!r}.",
            f"Leave the cell under {name} empty, or the one under clip.",
        )
    return None


def _path(written: str) -> Path | None:
    return Path(written) if written else None
