"""Finds out in a second or two whether a request can be done, before heavy work begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from talker.cache import Cache, Entry
from talker.consent import Consent
from talker.engines.base import Partner, Portrait
from talker.engines.registry import find_engine
from talker.enhance.limits import check_size
from talker.errors import ErrorCode, InputError, UsageError
from talker.face.choose import choose_face, choose_pair, no_face
from talker.face.landmarks import Face, LandmarkSource
from talker.face.orientation import (
    Search,
    find_faces,
    turned,
    turned_digest,
    turned_notices,
)
from talker.face.pair import shown_part
from talker.face.visibility import check_mouth, visibility_notices
from talker.files import check_free, check_writable, disk_full, free_bytes, write_error
from talker.gpu import has_gpu
from talker.home import cache_folder, work_folder
from talker.media.audio import Speech, open_speech
from talker.media.conversation import Conversation, channels_apart, recordings_together
from talker.media.idle import idle_speech
from talker.media.images import image_size
from talker.media.playable import is_playable, playable_size
from talker.media.portraits import load_portrait
from talker.media.probe import check_video
from talker.memory import check_memory
from talker.options.cues import Cue
from talker.options.render import DeviceChoice, Mode, RenderRequest
from talker.options.sound import SoundChoice
from talker.permission import check_permitted
from talker.progress import CancelToken, Notice, NoticeCode, Stage
from talker.provenance.record import Source
from talker.provenance.signer_choice import check_publisher
from talker.raster import resize
from talker.render_context import RenderContext
from talker.scene import Box, Image, Size
from talker.segments import frame_count, output_path, render_memory
from talker.spoken import SpokenScript, SpokenVoice, expected_seconds

# Measured on talking heads at quality 18, with a margin; halves every 6 steps of quality.
_BYTES_PER_PIXEL = 0.06
_SOUND_BYTES_PER_SECOND = 100_000
_SPARE_BYTES = 16 << 20
_WHOLE = frozenset({Mode.FULL, Mode.EXTFULL})  # the video shows all of the picture
_MOST_AT_ONCE = 8  # frames that an engine makes at once, at most
_COPIES = 4  # of the portrait: as it was, as the background, and what is held while both are made
_FACT_NAMES = ("score", "presence", "yaw", "pitch", "roll")


@dataclass(frozen=True)
class Sources:
    """The inputs as they were when they were read; what comes of the files later is no matter."""

    portrait: Source
    speech: Source
    reference: Source | None = None
    second_speech: Source | None = None


@dataclass(frozen=True)
class SpeakingFace:
    """A face of the picture, and what it says."""

    portrait: Portrait
    speech: Speech


@dataclass(frozen=True)
class Inspected:
    """What is known of a request before its speech: the portrait, read from `source`, where the
    video goes, and warnings; `second` is the picture with the other face where two speak."""

    portrait: Portrait
    source: Source
    output: Path
    consent: Consent | None
    notices: tuple[Notice, ...]
    second: Portrait | None = None


@dataclass(frozen=True)
class Preflight:
    """A request that can be done: its loaded inputs, where the video goes, and warnings; and the
    `cues` of a script that was spoken to a recording.

    `speech` is what is heard in the video, of `voices` where it was made from a text. `pair`: who
    speaks where two do.
    """

    portrait: Portrait
    speech: Speech
    sources: Sources
    output: Path
    frames: int
    consent: Consent | None
    notices: tuple[Notice, ...]
    cues: tuple[Cue, ...] = ()
    pair: tuple[SpeakingFace, SpeakingFace] | None = None
    voices: tuple[SpokenVoice, ...] = ()

    @property
    def faces(self) -> list[SpeakingFace]:
        """One, or two."""
        return [face for face, _ in self.partners()]

    @property
    def portraits(self) -> list[Portrait]:
        """That of each of them."""
        return [face.portrait for face in self.faces]

    def partners(self) -> list[tuple[SpeakingFace, Partner | None]]:
        """Each face with the other one, whom it listens to; None for the only one."""
        if self.pair is None:
            return [(SpeakingFace(self.portrait, self.speech), None)]
        first, second = self.pair
        return [(first, _partner(first, second)), (second, _partner(second, first))]


def run_preflight(
    request: RenderRequest,
    *,
    landmarks: LandmarkSource | None = None,
    home: Path,
    cancel: CancelToken | None = None,
) -> Preflight:
    """Raises the first thing that stands in the way of `request`; loads its inputs otherwise.

    A text is not spoken yet: of such a request `inspect_portrait` tells all that can be known.
    """
    found = inspect_portrait(request, landmarks=landmarks, home=home)
    if found.second is not None:
        return _with_conversation(request, found, found.second, home, cancel or CancelToken())
    if request.idle:
        speech = idle_speech(request.idle, cache_folder(home))
    else:
        speech = open_speech(
            request.speech,
            request.max_minutes,
            fps=request.fps,
            choice=request.sound,
            cancel=cancel,
        )
    return with_speech(request, found, speech, home)


def with_speech(
    request: RenderRequest,
    found: Inspected,
    speech: Speech,
    home: Path,
    cues: tuple[Cue, ...] = (),
) -> Preflight:
    """The rest of the preflight, when the speech is there."""
    if request.reference is not None:
        check_video(request.reference)
    sources = Sources(
        found.source,
        Source.of(speech.path),
        None if request.reference is None else Source.of(request.reference),
        None if request.second_speech is None else Source.of(request.second_speech),
    )
    check_space(request, found, speech.duration, home)
    return Preflight(
        found.portrait,
        speech,
        sources,
        found.output,
        frame_count(speech.duration, request.fps),
        found.consent,
        (*found.notices, *speech.notices()),
        cues,
    )


def inspect_portrait(
    request: RenderRequest, *, landmarks: LandmarkSource | None = None, home: Path
) -> Inspected:
    """Everything that is no matter of the speech: raises the first thing in the way."""
    _check_speakers(request)
    consent = check_permitted(request)
    output = output_path(request.output, request.portrait, request.speech)
    _check_output(output, request.overwrite)
    _check_deliverables(request, output, home)
    _check_memory(request)
    loaded = load_portrait(request.portrait)
    if landmarks is None:
        from talker.face.mediapipe_dnn import MediaPipeLandmarks

        landmarks = MediaPipeLandmarks()
    source = Source.of(request.portrait)
    search = _search(
        loaded.image, source.sha256, request.turn.quarters, landmarks, Cache(cache_folder(home))
    )
    image = turned(loaded.image, search.quarters)
    faces, notices = _chosen(search, request, image)
    for face in () if request.anyway else faces:
        check_mouth(image, face, request.portrait)
    name = turned_digest(source.sha256, search.quarters)
    opacity = None if loaded.opacity is None else turned(loaded.opacity, search.quarters)
    whole = [Portrait(image, face, name, loaded.clip, search.quarters, opacity) for face in faces]
    portraits = [_shown(one, faces, request) for one in whole]
    image = portraits[0].image
    if request.mode in _WHOLE or request.two_speak:  # else it was known from the header
        check_size(image.shape[1], image.shape[0], request.upscale.factor)
    told = (
        *loaded.notices,
        *turned_notices(request.portrait, search),
        *notices,
        *(one for shown in portraits for one in _visibility(shown, request)),
        *_size_notices(request, whole[0], portraits[0]),
    )
    second = portraits[1] if len(portraits) > 1 else None
    return Inspected(portraits[0], source, output, consent, told, second)


def _with_conversation(
    request: RenderRequest, found: Inspected, second: Portrait, home: Path, cancel: CancelToken
) -> Preflight:
    """The rest of the preflight where two speak."""
    conversation = _conversation(request, cancel)
    ready = with_speech(request, found, conversation.heard, home)
    first_voice, second_voice = conversation.voices
    return replace(
        ready, pair=(SpeakingFace(found.portrait, first_voice), SpeakingFace(second, second_voice))
    )


def _conversation(request: RenderRequest, cancel: CancelToken) -> Conversation:
    def opened(path: Path, choice: SoundChoice) -> Speech:
        return open_speech(path, request.max_minutes, fps=request.fps, choice=choice, cancel=cancel)

    if request.second_speech is None:
        whole = opened(request.speech, replace(request.sound, channel=0))
        return channels_apart(whole, request.channel, request.second_channel, cancel)
    first = opened(request.speech, request.sound)
    second = opened(request.second_speech, SoundChoice(0, request.second_channel, request.kept))
    return recordings_together(first, second, request.panning, request.max_minutes * 60, cancel)


def _check_speakers(request: RenderRequest) -> None:
    if request.two_speak and (request.idle or request.text):
        given = "--idle" if request.idle else "--text"
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"With {given} there is one speaker: two need recordings.",
            f"Leave {given} out, or --second-speech and --second-channel.",
        )


def _chosen(
    search: Search, request: RenderRequest, image: Image
) -> tuple[tuple[Face, ...], tuple[Notice, ...]]:
    """The face or the two faces that speak."""
    try:
        if request.two_speak:
            return choose_pair(search.faces, request.face, request.second_face, request.portrait)
        face, notices = choose_face(search.faces, request.face, request.portrait)
    except InputError as error:
        if error.code is not ErrorCode.NO_FACE:
            raise
        from talker.face.diagnose import why_no_face

        raise no_face(why_no_face(image), request.portrait) from None
    return (face,), notices


def _partner(speaker: SpeakingFace, other: SpeakingFace) -> Partner:
    here, there = (one.portrait.face.mesh[:, :2].mean(0) for one in (speaker, other))
    away = there - here
    across, down = (away / max(float(np.hypot(*away)), 1e-6)).tolist()
    return Partner(other.speech, (across, down))


def _shown(portrait: Portrait, faces: Sequence[Face], request: RenderRequest) -> Portrait:
    """What the video shows of the picture, where an engine needs it so."""
    if len(faces) > 1 and request.mode not in _WHOLE:
        return _cut_around(portrait, faces, request)
    return portrait if portrait.clip else _reduced(portrait, request)


def _cut_around(portrait: Portrait, faces: Sequence[Face], request: RenderRequest) -> Portrait:
    """The part of the picture that holds all faces, as wide as the video will be."""
    height, width = portrait.image.shape[:2]
    part = shown_part([face.mesh for face in faces], (width, height), request.mode)
    size = request.size, max(2, round(request.size * part.height / part.width / 2) * 2)
    shrinks = size[0] < part.width
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    rows, columns = slice(part.top, part.bottom), slice(part.left, part.right)
    opacity = portrait.opacity
    return replace(
        portrait,
        image=resize(portrait.image[rows, columns], size, method),
        opacity=None if opacity is None else resize(opacity[rows, columns], size, method),
        face=portrait.face.within(part).scaled((part.width, part.height), size),
        digest=f"{portrait.digest}-{part.left},{part.top}-{size[0]}x{size[1]}",
    )


def _visibility(portrait: Portrait, request: RenderRequest) -> Iterable[Notice]:
    return visibility_notices(portrait.image, portrait.face, request.portrait)


def whole_mode(mode: Mode) -> Mode:
    """How an engine draws each of two faces: into the picture, which is cut already."""
    return {Mode.EXTCROP: Mode.EXTFULL, Mode.EXTFULL: Mode.EXTFULL}.get(mode, Mode.FULL)


def inspect_request(
    request: RenderRequest, context: RenderContext, landmarks: LandmarkSource | None = None
) -> Preflight:
    """The preflight of a render: also whether its publisher can sign; warnings are reported."""
    with context.stage(Stage.PREFLIGHT):
        check_publisher(context.publisher)
        ready = run_preflight(
            request, landmarks=landmarks, home=context.home, cancel=context.cancel
        )
        for notice in ready.notices:
            context.on_progress(notice)
    return ready


def check_room(request: RenderRequest, home: Path) -> None:
    """Raises InputError DISK_FULL where the video of a request has no room, and whatever else
    stands in its way that can be known before a text is spoken."""
    if request.text:
        found = inspect_portrait(request, home=home)
        check_space(request, found, expected_seconds(request.text), home)
    else:
        run_preflight(request, home=home)


def inspect_script(
    request: RenderRequest, context: RenderContext, landmarks: LandmarkSource | None = None
) -> tuple[Inspected, SpokenScript]:
    """The preflight of a render whose speech is a text: what will be said is known, not how long
    it takes; warnings are reported."""
    with context.stage(Stage.PREFLIGHT):
        check_publisher(context.publisher)
        script = context.speaker.script(request)
        script.prepare()  # meanwhile the portrait is looked at
        if request.keep is not None:
            check_video(request.keep)
        found = inspect_portrait(request, landmarks=landmarks, home=context.home)
        for notice in (*found.notices, *script.notices):
            context.on_progress(notice)
    return found, script


def _frame_size(request: RenderRequest, size: Size) -> Size:
    """What a picture of (width, height) is brought to before a video shows it whole."""
    if request.mode not in _WHOLE or request.original_size:
        return size
    return playable_size(size, request.fps)


def _reduced(portrait: Portrait, request: RenderRequest) -> Portrait:
    """The portrait at the size at which the video shows it; itself where that is its own."""
    height, width = portrait.image.shape[:2]
    size = _frame_size(request, (width, height))
    if size == (width, height):
        return portrait
    opacity = portrait.opacity
    return replace(
        portrait,
        image=resize(portrait.image, size, cv2.INTER_AREA),
        opacity=None if opacity is None else resize(opacity, size, cv2.INTER_AREA),
        face=portrait.face.scaled((width, height), size),
        digest=f"{portrait.digest}-{size[0]}x{size[1]}",
    )


def _size_notices(request: RenderRequest, whole: Portrait, portrait: Portrait) -> Iterator[Notice]:
    """That the picture was made smaller, and that the video is too large for many players."""
    (height, width), (down, across) = whole.image.shape[:2], portrait.image.shape[:2]
    if request.mode in _WHOLE and (width, height) != (across, down):
        yield Notice(
            NoticeCode.PICTURE_REDUCED,
            f"{request.portrait.name} has {width}x{height} pixels, more than phones play; the "
            f"video has {across}x{down}. --original-size keeps all of them.",
        )
    factor = request.upscale.factor
    cut = request.mode not in _WHOLE and not request.two_speak
    shown = (request.size, request.size) if cut else (across, down)
    size = shown[0] * factor, shown[1] * factor
    if not is_playable(size, request.fps):
        yield Notice(
            NoticeCode.VIDEO_LARGE,
            f"The video will have {size[0]}x{size[1]} pixels, {request.fps} times a second: phones "
            "and many computers do not play that.",
        )


def _check_deliverables(request: RenderRequest, output: Path, home: Path) -> None:
    wanted = request.deliverables
    if not wanted:
        return
    from talker.deliver.deliver import check_task, tasks_for

    for order in tasks_for(output, wanted):
        check_task(order, output, home, overwrite=request.overwrite)


def _check_output(output: Path, overwrite: bool) -> None:
    try:
        if output.is_dir():
            raise InputError(
                ErrorCode.OUTPUT_UNWRITABLE,
                f"{output} is a folder.",
                "Name a file for the video.",
                output,
            )
        check_free(output, overwrite=overwrite)
        check_writable(output.parent)
    except OSError as error:
        raise write_error(error, output) from error


def _check_memory(request: RenderRequest) -> None:
    """By the header of the picture: what is refused was never decoded."""
    try:
        width, height = image_size(request.portrait)
    except InputError:
        return  # no picture, or none that can be used: loading says it
    factor, side = request.upscale.factor, request.size
    if request.mode in _WHOLE:
        across, down = _frame_size(request, (width, height))
        check_size(across, down, factor)
        need = render_memory(_MOST_AT_ONCE, (across * factor, down * factor))
        need += _COPIES * width * height * 3
    else:
        need = render_memory(_MOST_AT_ONCE, (side * factor, side * factor)) + width * height * 7
    hint = "Close other programs, use a smaller picture, or --mode crop without --upscale."
    spec = find_engine(request.engine)
    if spec is not None and spec.memory and (request.device is DeviceChoice.CPU or not has_gpu()):
        need += spec.memory
        hint = f"{hint} {spec.title} takes {spec.memory / 1e9:.1f} GB of it, --engine builtin none."
    check_memory(need, request.portrait, hint)


def _search(
    image: Image, name: str, quarters: int | None, landmarks: LandmarkSource, cache: Cache
) -> Search:
    """What may be faces in the picture, turned as asked (None: as the face wants it); found once
    for each picture and landmark source."""
    asked = quarters is not None
    key = (name, "candidates/3", landmarks.name, *([f"turned {quarters}"] if asked else []))
    entry = cache.load(*key)
    if entry is not None:
        faces = [
            Face(Box(**fact["box"]), mesh=mesh, **{name: fact[name] for name in _FACT_NAMES})
            for fact, mesh in zip(entry.facts["faces"], entry.arrays["meshes"], strict=True)
        ]
        return Search(faces, entry.facts["quarters"], asked)
    search = find_faces(image, landmarks, quarters)
    facts = [
        {"box": asdict(face.box)} | {name: getattr(face, name) for name in _FACT_NAMES}
        for face in search.faces
    ]
    meshes = np.array([face.mesh for face in search.faces], np.float32).reshape(-1, 468, 3)
    cache.store(Entry({"meshes": meshes}, {"faces": facts, "quarters": search.quarters}), *key)
    return search


def check_space(request: RenderRequest, found: Inspected, seconds: float, home: Path) -> None:
    """Raises InputError DISK_FULL where a video of so many seconds has no room.

    The work folder needs about the size of the video; the output twice as much, because signing
    writes the finished file once more."""
    image, output = found.portrait.image, found.output
    frames = frame_count(seconds, request.fps)
    whole = request.mode in _WHOLE
    pixels = image.shape[0] * image.shape[1] if whole else request.size**2
    pixels *= request.upscale.factor**2
    picture = frames * pixels * _BYTES_PER_PIXEL * 2 ** ((18 - request.quality) / 6)
    need = int(picture + seconds * _SOUND_BYTES_PER_SECOND) + _SPARE_BYTES
    work = work_folder(home)
    try:
        work.mkdir(parents=True, exist_ok=True)
        shared = work.stat().st_dev == output.parent.stat().st_dev
    except OSError as error:
        raise write_error(error, work) from error
    if free_bytes(output.parent) < need * (3 if shared else 2):
        raise disk_full(output)
    if free_bytes(work) < need:
        raise disk_full(work)
