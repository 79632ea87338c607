"""Checks every row of a batch before anything runs: what will be made, and what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.batch.path_policy import PathPolicy, resolve_row
from app.batch.probes import InputProbes, Probe
from app.batch.rows import FILES, Row
from app.brands import load_brand
from app.jobs.dub import KIND as DUB
from app.models import default_store
from app.options import options, what_fits
from app.presenters import Presenter, Presenters
from app.presets import load_preset, values_for
from speech_gen.script.parse import parse_script
from speech_gen.script.template import fill_name, fill_script
from talker.errors import ErrorCode, InputError, MouthpieceError, UsageError
from talker.identity import chosen_values, identity
from talker.legacy_identity import legacy_content_key
from talker.media.audio import too_long
from talker.options.deliver import files_of
from talker.options.deliver_spec import map_title
from talker.options.dub import DubRequest
from talker.options.render import RenderOptions, RenderRequest, declared_fields
from talker.options.sound import kept_seconds
from talker.options.spoken import SCRIPT
from talker.permission import check_permitted
from talker.text_list import split_texts

# Raised when the same options come to mean another video, such as by another default.
_SCHEMA = 2
# Options that do not change the video; the output's place is no part of its content either.
_OUTSIDE = frozenset({*FILES, "output", "overwrite", "max_minutes"})


@dataclass(frozen=True)
class SharedSettings:
    """What all rows have in common: `options` are the flags of the command line.

    For one row count, each winning over those before it: the declaration's defaults, `preset`,
    `options`, the row's own preset (which replaces `preset`), the row's own cells; `brand`, or the
    row's own, adds to them. `name_fields` are columns that the names of all videos use.
    """

    preset: str = ""
    brand: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    portrait: Path | None = None
    overwrite: bool = False
    name_fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckedRow:
    """One checked row: either a request (without an output yet) or a problem.

    `name` and `preset` are those that count: the row's own, else its presenter's. `speech` is None
    for an idle presenter. `content_key` stands for the contents and names of the files, the
    options, and the name that was asked for, `legacy_key` for the same in batches of earlier
    versions; `seconds` is how long the speech says it is.
    """

    row: Row
    label: str
    name: str = ""
    preset: str = ""
    portrait: Path | None = None
    clip: Path | None = None
    speech: Path | None = None
    second_speech: Path | None = None
    reference: Path | None = None
    request: RenderRequest | DubRequest | None = None
    content_key: str = ""
    legacy_key: str | None = None
    seconds: float | None = None
    problem: MouthpieceError | None = None

    @property
    def person(self) -> Path | None:
        """The portrait, or the film, of who speaks."""
        return self.clip or self.portrait


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
    named = _Named(home)
    known = {presenter.facts.name.casefold(): presenter for presenter in Presenters(home).all()}
    whole = rows if roots is None else resolve_rows(rows, roots, home)
    items = [_located(_presented(row, known), shared, named, known) for row in whole]
    ready = [item for item in items if item.problem is None]
    looks.probe_ahead(
        [item.portrait for item in ready if item.portrait],
        [path for item in ready for path in (item.speech, item.second_speech) if path],
    )
    requested = (_requested(item, shared, named) for item in items)
    voices = cache(lambda: _Voices(home))
    return tuple(_looked(_spoken(item, voices), looks) for item in requested)


def resolve_rows(rows: Sequence[Row], roots: PathPolicy, home: Path) -> tuple[Row, ...]:
    """The rows of a sheet with whole paths; those that lead outside, also by a preset of `home`
    that the sheet names, have a problem."""
    named = _Named(home)
    return tuple(_preset_inside(resolve_row(row, roots), roots, named) for row in rows)


def _preset_inside(row: Row, roots: PathPolicy, named: _Named) -> Row:
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


def content_key(request: RenderRequest | DubRequest, digests: Sequence[str], name: str) -> str:
    """Hexadecimal; `digests` are those of the portrait and of the other files that there are.

    The files' names count because the video is called after them; their folders do not.
    """
    kind = [DUB.name] if isinstance(request, DubRequest) else []
    names, options = _names(request, name), chosen_values(request, _OUTSIDE)
    return identity(_SCHEMA, *kind, *digests, names, options)


def legacy_key(
    request: RenderRequest | DubRequest, digests: Sequence[str], name: str
) -> str | None:
    """The content key that earlier versions gave; None when there was no such video yet."""
    if isinstance(request, DubRequest):
        return None
    return legacy_content_key(digests, _names(request, name), request, _OUTSIDE)


def _names(request: RenderRequest | DubRequest, name: str) -> list[str]:
    if isinstance(request, DubRequest):
        return [request.clip.stem, request.speech.stem, name]
    second = request.second_speech
    return [request.portrait.stem, request.speech.stem, name, *([second.stem] if second else [])]


def _presented(row: Row, known: Mapping[str, Presenter]) -> Row:
    """The row with its presenter's preset and voice for texts where it names none itself; a problem
    for an unknown one."""
    if not row.presenter or row.problem is not None:
        return row
    presenter = known.get(row.presenter.strip().casefold())
    if presenter is None:
        names = ", ".join(presenter.facts.name for presenter in known.values()) or "nobody yet"
        problem = InputError(
            ErrorCode.PRESENTER_UNKNOWN,
            f"{row.place.capitalize()}: there is no presenter {row.presenter}.",
            f"Presenters are: {names}.",
        )
        return replace(row, problem=problem)
    facts = presenter.facts
    usual = {"voice": facts.text_voice} if facts.text_voice else {}
    return replace(row, preset=row.preset or facts.preset, options=usual | dict(row.options))


def _located(
    row: Row,
    shared: SharedSettings,
    named: _Named,
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
        row = _filled(row, shared)
        item = replace(item, row=row, label=row.name or row.place, name=row.name)
        values = _values(row, shared, named)
        idle, text = _is_idle(values), str(values.get("text", ""))
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
            "Fill the cell" + (", or give --portrait FILE." if "portrait" in missing else "."),
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


def _filled(row: Row, shared: SharedSettings) -> Row:
    """The row with the fields of its text and its name filled, and the text looked at.

    Raises InputError SCRIPT_FIELD for a field without a value, or what else is wrong with the text.
    """
    template = row.text or ("" if row.speech else str(shared.options.get("text", "")))
    name = fill_name(row.name, row.fields)
    for column in shared.name_fields:
        fill_name(f"{{{column}}}", row.fields)  # refused where it has no value
    if not template.strip():
        return replace(row, name=name)
    text = fill_script(template, row.fields)
    parse_script(text)
    return replace(row, name=name, text=text)


def _path(written: str) -> Path | None:
    return Path(written) if written else None


def _requested(item: CheckedRow, shared: SharedSettings, named: _Named) -> CheckedRow:
    """The item with the request of its row."""
    if item.problem is not None:
        return item
    try:
        request = _request(item, shared, named)
    except MouthpieceError as error:
        return replace(item, problem=error)
    return replace(item, request=request)


def _values(row: Row, shared: SharedSettings, named: _Named) -> dict[str, Any]:
    """The options of a row as they were given, each from where it counts most."""
    values: dict[str, Any] = {}
    if shared.preset and not row.preset:
        values |= named.preset_options(shared.preset)
    values |= shared.options
    if row.preset:
        values |= named.preset_options(row.preset)
    values |= row.options
    if row.text.strip():
        values["text"] = row.text
    elif row.speech:  # what this row says itself
        values.pop("text", None)
    return values


def _titled(values: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Options with the fields of all title cards filled; InputError SCRIPT_FIELD."""
    filled = dict(values)
    if values.get("title"):
        filled["title"] = fill_name(str(values["title"]), fields)
    given = values.get("deliverable")
    specs = split_texts(given) if isinstance(given, str | list | tuple) else ()
    # What is no text is refused with the other options.
    if all(isinstance(spec, str) for spec in specs) and any("title" in spec for spec in specs):
        filled["deliverable"] = tuple(
            map_title(spec, lambda title: fill_name(title, fields)) for spec in specs
        )
    return filled


def _is_idle(values: Mapping[str, object]) -> bool:
    try:
        return float(str(values.get("idle", 0))) > 0
    except ValueError:
        return False  # refused when the request is made


def _request(item: CheckedRow, shared: SharedSettings, named: _Named) -> RenderRequest | DubRequest:
    declared: type[RenderRequest] | type[DubRequest]
    declared = RenderRequest if item.clip is None else DubRequest
    values = _values(item.row, shared, named)
    brand = item.row.brand.strip() or shared.brand
    if brand:
        values = named.brand(brand).applied(values)
    values = _titled(values, item.row.fields)
    if declared is DubRequest:
        values = values_for(DubRequest, values) | dict(item.row.options)
    files = {name: getattr(item, name) for name in FILES if name in declared_fields(declared)}
    try:
        return declared.model_validate(values | files | {"overwrite": shared.overwrite})
    except ValidationError as error:
        first = error.errors()[0]
        if not first["loc"]:  # options that do not go together; the message is our own
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"{item.row.place.capitalize()}: {first['msg'].removeprefix('Value error, ')}.",
                "Leave one of them empty.",
            ) from error
        name = str(first["loc"][0])
        option = next((one for one in options(declared) if one.name == name), None)
        if option is None:
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"{item.row.place.capitalize()} names no film, and {name!r} is for films.",
                f"Leave the cell under {name} empty, or name the film under clip.",
            ) from error
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{name} cannot be {str(values[name])!r}.",
            what_fits(first, name, option),
        ) from error


class _Named:
    """What rows name of a home, each read once."""

    def __init__(self, home: Path) -> None:
        self.preset_options = cache(lambda name: load_preset(name, home).options)
        self.brand = cache(lambda name: load_brand(name, home))


class _Voices:
    """Who speaks the texts of a batch."""

    def __init__(self, home: Path) -> None:
        from app.speaking import default_readers  # numbers: not for who only has recordings

        self._readers = default_readers(home)
        self._models = default_store(home)

    def check(self, request: RenderRequest | DubRequest) -> None:
        """InputError for a text that cannot be spoken, ModelMissing for a voice without its own."""
        for model in self._readers.script(request).models:
            self._models.folder(model)


def _spoken(item: CheckedRow, voices: Callable[[], _Voices]) -> CheckedRow:
    """The item after a look at who speaks its text."""
    if item.request is None or not item.request.text:
        return item
    try:
        voices().check(item.request)
    except MouthpieceError as error:
        return replace(item, request=None, problem=error)
    return item


def _looked(item: CheckedRow, looks: InputProbes) -> CheckedRow:
    """The item after a look at its files."""
    request = item.request
    if request is None:
        return item
    if isinstance(request, DubRequest):
        seen = [looks.clip(request.clip)]
        recordings = () if request.text else (request.speech,)
        heard = [(path, looks.speech(path)) for path in recordings]
        waits = None
    else:
        seen = [looks.portrait(request.portrait)]
        heard = [(path, _kept(looks.speech(path), request)) for path in request.recordings]
        waits = request.idle or None
    heard = heard or [(request.speech, Probe(seconds=waits))]
    seen += [probe for _, probe in heard]
    if isinstance(request, RenderRequest) and request.reference is not None:
        seen.append(looks.clip(request.reference))
    long = [_too_long(path, probe, request) for path, probe in heard]
    problems = (*(probe.problem for probe in seen), *long, _forbidden(request))
    problem = next((found for found in problems if found is not None), None)
    if problem is not None:
        return replace(item, request=None, problem=problem)
    facts = request, [probe.digest for probe in seen], item.name
    return replace(
        item,
        content_key=content_key(*facts),
        legacy_key=legacy_key(*facts),
        seconds=_longest(probe.seconds for _, probe in heard),
    )


def _forbidden(request: RenderRequest | DubRequest) -> MouthpieceError | None:
    """Looked up each time: a consent ends on its day, though no file has changed."""
    try:
        check_permitted(request)
    except MouthpieceError as error:
        return error
    return None


def _kept(speech: Probe, request: RenderRequest) -> Probe:
    """What is known of a recording once it is trimmed."""
    if speech.seconds is None:
        return speech
    return replace(speech, seconds=kept_seconds(request.kept, speech.seconds))


def _too_long(path: Path, speech: Probe, request: RenderRequest | DubRequest) -> InputError | None:
    if speech.seconds is None or speech.seconds <= request.max_minutes * 60:
        return None
    return too_long(path, request.max_minutes)


def _longest(seconds: Iterable[float | None]) -> float | None:
    """None where one of them is not known."""
    known = list(seconds)
    return None if None in known else max(one for one in known if one is not None)
