"""The record of a render, and the request that a record gives back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from talker.errors import ErrorCode, InputError
from talker.needed_models import needed_models
from talker.options.ai_label import Corner, LabelTime
from talker.options.engines import engine_facts
from talker.options.render import RenderOptions, RenderRequest, declared_fields
from talker.preflight.found import Preflight
from talker.provenance.input_index import find_input, index_input
from talker.provenance.record import LONGEST_SCRIPT, Record, Source, noted_corner
from talker.version import __version__
from talker.work_folder import RenderKey


@dataclass(frozen=True)
class RenderOrigin:
    """Who drew the frames of a video: computers that agree in all of it draw the same ones.

    `key` names the render; `width` and `height` are the video's, `corner` that of its label.
    """

    key: RenderKey
    engine: str
    version: str
    weights_id: str
    device: str
    width: int
    height: int
    corner: Corner = Corner.BOTTOM_RIGHT


def render_record(
    request: RenderRequest, ready: Preflight, origin: RenderOrigin, home: Path
) -> Record:
    """What the finished video is to remember: the same request gives the same record."""
    options = request.options.model_dump(
        mode="json", exclude_defaults=True, exclude={"deliverable", "title"}
    )
    found = ready.sources
    index_input(found.portrait, request.portrait, home)
    heard = not (request.idle or request.text)
    if heard:
        index_input(found.speech, ready.speech.path, home)
    if found.second_speech is not None and request.second_speech is not None:
        index_input(found.second_speech, request.second_speech, home)
    if found.reference is not None and request.reference is not None:
        index_input(found.reference, request.reference, home)
    return Record(
        version=__version__,
        id=origin.key.name,
        engine=f"{origin.engine} {origin.version}",
        models=needed_models(request.options.model_copy(update={"engine": origin.engine})),
        portrait=found.portrait,
        speech=found.speech if heard else None,
        script=request.text if len(request.text) <= LONGEST_SCRIPT else "",
        second_speech=found.second_speech,
        voices=ready.voices,
        reference=found.reference,
        options=options,
        label_corner=noted_corner(request.ai_label_corner, origin.corner),
        consent=ready.consent,
    )


def _names_files(field: FieldInfo) -> bool:
    return "Path" in str(field.annotation)


# What a record may say of another render.
_REPEATABLE = frozenset(
    name for name, field in declared_fields(RenderOptions).items() if not _names_files(field)
) - {"deliverable", "title", "ai_label_reason"}


def request_values(
    record: Record, video: Path, given: dict[str, Any], home: Path
) -> dict[str, Any]:
    """The values of a request that makes `video` again; those in `given` win.

    Whoever made the video wrote the record: it names no files of this computer but by their
    content, and switches no label off. Inputs that are not given are looked for where they lay,
    beside the video and in the current folder. With another `text` the video is what sentences are
    kept from. Raises InputError INPUT_CHANGED when an input is not found, NO_RECORD when an option
    is none that the program could have written, NO_SCRIPT for another text of a recording.
    """
    if record.dubbed is not None:
        raise InputError(
            ErrorCode.NO_RECORD,
            f"{video.name} is a film with new words: there is no portrait to make it from.",
            "Dub the film again with: mouthpiece dub FILM SPEECH",
            video,
        )
    script = _script_values(record, video, given)
    known = {
        key: value
        for key, value in record.options.items()
        if key in _REPEATABLE and key not in given
    }
    _require_valid(known, video)
    if known.get("ai_label") == LabelTime.OFF:
        del known["ai_label"]
    name = record.engine.partition(" ")[0]
    if engine_facts(name) is not None:
        known["engine"] = name
    inputs = {
        "portrait": record.portrait,
        "speech": record.speech,
        "second_speech": record.second_speech,
        "reference": record.reference,
    }
    found = {
        which: _found(which, wanted, video, home)
        for which, wanted in inputs.items()
        if wanted is not None and which not in given
    }
    return known | found | script | given


def changeable_script(record: Record, video: Path, home: Path) -> dict[str, Any]:
    """The values of a request with the script of `video`, which keeps what stays as it is in it.

    Raises what `request_values` does, NO_SCRIPT also where the script is too long to be there.
    """
    values = request_values(record, video, {"text": record.script}, home)
    if not record.script:
        raise _script_too_long(video)
    return values


def _script_values(record: Record, video: Path, given: dict[str, Any]) -> dict[str, Any]:
    """The text that is spoken, and the video as what to keep from when it is another one."""
    spoken = record.speech is None and "idle" not in record.options
    if "text" in given:
        if not spoken:
            raise InputError(
                ErrorCode.NO_SCRIPT,
                f"{video.name} was made from a recording, not from a text: no sentence of it can "
                "be said anew.",
                "Make a video of the text without --from.",
                video,
            )
        return {"keep": video}
    if not spoken or not given.keys().isdisjoint({"speech", "idle"}):
        return {}
    if not record.script:
        raise _script_too_long(video)
    return {"text": record.script}


def _script_too_long(video: Path) -> InputError:
    return InputError(
        ErrorCode.NO_SCRIPT,
        f"The script of {video.name} is too long to be in the video.",
        "Give it with --text.",
        video,
    )


def _require_valid(known: dict[str, Any], video: Path) -> None:
    """What a record says wrongly is no mistake in what the user has typed."""
    try:
        RenderOptions.model_validate(known)
    except ValidationError as error:
        wrong = sorted({str(one["loc"][0]) for one in error.errors() if one["loc"]})
        if not wrong:
            return  # options that only together do not fit: what is given may mend that
        raise InputError(
            ErrorCode.NO_RECORD,
            f"{video.name} does not say in a way that can be read how it was made: "
            f"{', '.join(wrong)}.",
            "Give these options yourself, or give a video that no other program has saved since.",
            video,
        ) from error


def _found(which: str, wanted: Source, video: Path, home: Path) -> Path:
    path = find_input(wanted, video.absolute().parent, home)
    if path is None:
        which = which.replace("_", " ")
        raise InputError(
            ErrorCode.INPUT_CHANGED,
            f"The {which} of {video.name}, {wanted.name}, is not there or has changed since.",
            f"Put it beside the video, or name the {which} in the command.",
            video,
        )
    return path
