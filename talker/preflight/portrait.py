"""The portrait of a request: read, turned, its faces found and chosen, cut to what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import cv2
import numpy as np

from talker.cache import Cache, Entry
from talker.engines.base import Portrait
from talker.enhance.limits import check_size
from talker.errors import ErrorCode, InputError
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
from talker.home import cache_folder
from talker.media.playable import is_playable
from talker.media.portraits import load_portrait
from talker.options.picture import Mode
from talker.options.render import RenderRequest
from talker.permission import check_permitted
from talker.preflight.conversation import check_speakers
from talker.preflight.found import Inspected
from talker.preflight.room import (
    WHOLE_PICTURE,
    check_deliverables,
    check_output,
    check_sizes,
    frame_size,
)
from talker.progress import Notice, NoticeCode
from talker.provenance.record import Source
from talker.raster import resize
from talker.scene import Box, Image
from talker.segments import output_path

_FACT_NAMES = ("score", "presence", "yaw", "pitch", "roll")


def inspect_portrait(
    request: RenderRequest, *, landmarks: LandmarkSource | None = None, home: Path
) -> Inspected:
    """Everything that is no matter of the speech: raises the first thing in the way."""
    check_speakers(request)
    consent = check_permitted(request)
    output = output_path(request.output, request.portrait, request.speech)
    check_output(output, request.overwrite)
    check_deliverables(request, output, home)
    check_sizes(request)
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
    if request.mode in WHOLE_PICTURE or request.two_speak:  # else it was known from the header
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


def whole_mode(mode: Mode) -> Mode:
    """How an engine draws each of two faces: into the picture, which is cut already."""
    return {Mode.EXTCROP: Mode.EXTFULL, Mode.EXTFULL: Mode.EXTFULL}.get(mode, Mode.FULL)


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


def _shown(portrait: Portrait, faces: Sequence[Face], request: RenderRequest) -> Portrait:
    """What the video shows of the picture, where an engine needs it so."""
    if len(faces) > 1 and request.mode not in WHOLE_PICTURE:
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


def _reduced(portrait: Portrait, request: RenderRequest) -> Portrait:
    """The portrait at the size at which the video shows it; itself where that is its own."""
    height, width = portrait.image.shape[:2]
    size = frame_size(request, (width, height))
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
    if request.mode in WHOLE_PICTURE and (width, height) != (across, down):
        yield Notice(
            NoticeCode.PICTURE_REDUCED,
            f"{request.portrait.name} has {width}x{height} pixels, more than phones play; the "
            f"video has {across}x{down}. --original-size keeps all of them.",
        )
    factor = request.upscale.factor
    cut = request.mode not in WHOLE_PICTURE and not request.two_speak
    shown = (request.size, request.size) if cut else (across, down)
    size = shown[0] * factor, shown[1] * factor
    if not is_playable(size, request.fps):
        yield Notice(
            NoticeCode.VIDEO_LARGE,
            f"The video will have {size[0]}x{size[1]} pixels, {request.fps} times a second: phones "
            "and many computers do not play that.",
        )


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
