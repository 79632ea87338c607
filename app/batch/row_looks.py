"""What a look at the files of a row tells: whether they will do, and how long it speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from app.batch.checked_row import CheckedRow
from app.batch.content_keys import content_key, legacy_key
from app.batch.probes import InputProbes, Probe
from app.models import default_store
from talker.errors import InputError, MouthpieceError
from talker.media.audio import too_long
from talker.options.dub import DubRequest
from talker.options.render import RenderRequest
from talker.options.sound import kept_seconds
from talker.permission import check_permitted


class BatchVoices:
    """Who speaks the texts of a batch."""

    def __init__(self, home: Path) -> None:
        from app.speaking import default_readers  # numbers: not for who only has recordings

        self._readers = default_readers(home)
        self._models = default_store(home)

    def check(self, request: RenderRequest | DubRequest) -> None:
        """InputError for a text that cannot be spoken, ModelMissing for a voice without its own."""
        for model in self._readers.script(request).models:
            self._models.folder(model)


def check_voice(item: CheckedRow, voices: Callable[[], BatchVoices]) -> CheckedRow:
    """The item after a look at who speaks its text."""
    if item.request is None or not item.request.text:
        return item
    try:
        voices().check(item.request)
    except MouthpieceError as error:
        return replace(item, request=None, problem=error)
    return item


def look_at_files(item: CheckedRow, looks: InputProbes) -> CheckedRow:
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
