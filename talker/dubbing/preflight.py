"""Finds out whether a dub can be made, before heavy work begins."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from talker.consent import Consent
from talker.dubbing.quality import frame_bytes
from talker.errors import ErrorCode, InputError
from talker.files import check_free, check_writable, disk_full, free_bytes, write_error
from talker.home import work_folder
from talker.media.audio import Speech, open_speech, too_long
from talker.media.film import Film, read_film
from talker.memory import check_memory
from talker.options.dub import DubRequest
from talker.parts.ahead import spoken_ahead
from talker.parts.layout import spoken_sound, whole_speech
from talker.permission import check_permitted
from talker.progress import Notice
from talker.provenance.record import Source
from talker.provenance.signer_choice import check_publisher
from talker.render_context import RenderContext
from talker.segments import output_path
from talker.spoken import SpokenScript, SpokenVoice

_FRAMES_HELD = 160  # between film and encoder: read ahead, drawn, waiting, looked ahead at
_SPARE_BYTES = 16 << 20
_TRACK_BYTES = 6400  # of a frame's face on the disk
_SOUND_BYTES_PER_SECOND = 100_000
_SPOKEN_FPS = 25  # on whose frames a script's sentences are put


@dataclass(frozen=True)
class FilmInput:
    """The film of a dub, its content's name, where the video goes, what its person agreed to."""

    film: Film
    source: Source
    output: Path
    consent: Consent | None


@dataclass(frozen=True)
class Words:
    """What is said: the `speech`; of a recording its content's name `heard`, of a script its
    `voices`; and warnings. `digest` names all that is heard."""

    speech: Speech
    digest: str
    heard: Source | None = None
    voices: tuple[SpokenVoice, ...] = ()
    notices: tuple[Notice, ...] = ()


def inspect_film(request: DubRequest, context: RenderContext) -> FilmInput:
    """Everything that is no matter of the speech: raises the first thing in the way."""
    check_publisher(context.publisher)
    consent = check_permitted(request)
    output = output_path(request.output, request.clip, request.speech)
    check_output(output, request)
    film = read_film(request.clip)
    check_memory(
        _FRAMES_HELD * frame_bytes(film.size),
        request.clip,
        "Close other programs, or give a film with a smaller picture.",
    )
    for notice in film.notices():
        context.on_progress(notice)
    return FilmInput(film, Source.of(request.clip), output, consent)


def recorded_words(request: DubRequest, rate: Fraction, context: RenderContext) -> Words:
    """The recording of a request; its warnings are reported."""
    speech = open_speech(
        request.speech,
        request.max_minutes,
        fps=max(1, int(rate)),
        choice=request.sound,
        cancel=context.cancel,
    )
    heard = Source.of(speech.path)
    for notice in speech.notices():
        context.on_progress(notice)
    return Words(speech, f"{heard.sha256} {speech.variant}", heard, notices=speech.notices())


def spoken_words(
    request: DubRequest, script: SpokenScript, path: Path, context: RenderContext
) -> Words:
    """All of a script as one recording at `path`. Raises InputError AUDIO_TOO_LONG."""
    with (
        spoken_sound(path, script.rate, _SPOKEN_FPS) as sound,
        spoken_ahead(script, context.cancel) as spoken,
    ):
        for said in spoken:
            sound.add(said)
            if sound.seconds > request.max_minutes * 60:
                raise too_long(request.speech, request.max_minutes)
        seconds = sound.seconds
    speech = whole_speech(path, script.rate, seconds)
    return Words(speech, script.digest, voices=script.voices, notices=script.notices)


def check_room(found: FilmInput, seconds: float, home: Path) -> None:
    """Raises InputError DISK_FULL where a video of so many seconds has no room: the work takes
    about its size, the output twice as much, because signing writes the finished file once more."""
    film = found.film
    frames = seconds * float(film.rate)
    need = int(2 * frames * film.bits / 8 + seconds * _SOUND_BYTES_PER_SECOND) + _SPARE_BYTES
    tracks = int(min(frames, film.frames) * _TRACK_BYTES)
    work = work_folder(home)
    try:
        work.mkdir(parents=True, exist_ok=True)
        shared = work.stat().st_dev == found.output.parent.stat().st_dev
    except OSError as error:
        raise write_error(error, work) from error
    if free_bytes(found.output.parent) < need * 2 + (need + tracks if shared else 0):
        raise disk_full(found.output)
    if free_bytes(work) < need + tracks:
        raise disk_full(work)


def check_output(output: Path, request: DubRequest) -> None:
    """Raises what keeps a file from being written there: it is a folder, the film itself, there
    already."""
    try:
        if output.is_dir() or output == request.clip.absolute():
            what = "is a folder" if output.is_dir() else "is the film itself"
            hint = "Name another file for the video."
            raise InputError(ErrorCode.OUTPUT_UNWRITABLE, f"{output} {what}.", hint, output)
        check_free(output, overwrite=request.overwrite)
        check_writable(output.parent)
    except OSError as error:
        raise write_error(error, output) from error
