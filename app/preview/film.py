"""What the window shows of a film before it gets new words: who may speak, and where it goes on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.preview.disk_cache import keep, previews_folder
from app.preview.film_messages import LookAtFilm, MakeJoin
from app.preview.messages import Finding, Made, PortraitLook, Rectangle
from talker.consent import check_consent
from talker.dubbing.joins import speech_frames, write_join
from talker.dubbing.tracker import MIN_WIDTH
from talker.errors import ErrorCode, InputError
from talker.face.choose import HUMAN_PRESENCE
from talker.face.landmarks import Face
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.files import digest
from talker.identity import identity
from talker.media.film import Film, read_film
from talker.progress import CancelToken
from talker.scene import Box

_SECONDS = 10  # of the beginning, that are looked through for a face
_SHOWN_SIDE = 640
_JPEG_QUALITY = 88
# Raised when the same film and choice come to mean another video.
_JOIN_SCHEMA = 2


def look_at_film(question: LookAtFilm, home: Path, cancel: CancelToken) -> PortraitLook:
    """The first picture with a face, and all faces in it. Never raises InputError: what stops a
    dub is among the findings."""
    path = question.path
    try:
        film = read_film(path)
        picture, faces = _first_faces(film, cancel)
        check_consent(path)
    except InputError as error:
        stop = Finding(code=error.code, message=error.message, hint=error.hint, stops=True)
        return PortraitLook(picture=None, findings=(stop,))
    target = previews_folder(home) / f"{digest(path)[:32]}-film-{_SHOWN_SIDE}.jpg"
    if not target.exists():
        small = Image.fromarray(picture)
        small.thumbnail((_SHOWN_SIDE, _SHOWN_SIDE))
        keep(target, lambda part: small.save(part, "JPEG", quality=_JPEG_QUALITY))
    told = [Finding(code=notice.code, message=notice.message) for notice in film.notices()]
    return PortraitLook(
        picture=target,
        width=film.size[0],
        height=film.size[1],
        faces=tuple(_rectangle(face.box) for face in faces),
        clip=True,
        findings=(*told, *_doubts(path, faces)),
    )


def make_join(question: MakeJoin, home: Path, cancel: CancelToken) -> Made:
    """The place where the film goes on by itself, or ends; the same question again is free."""
    options, speech = question.options, question.speech
    chosen = (options.extend.value, options.ending.value, options.face, options.sound)
    heard = None if speech is None else digest(speech)
    name = identity(_JOIN_SCHEMA, digest(question.path), heard, *map(str, chosen))
    target = previews_folder(home) / f"{name}.mp4"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        film = read_film(question.path)
        spoken = None if speech is None else speech_frames(speech, film, options, cancel)
        write_join(film, spoken, options, target, cancel)
    return Made(path=target)


def _first_faces(film: Film, cancel: CancelToken) -> tuple[NDArray[np.uint8], list[Face]]:
    """The first picture in which somebody is seen, one a second; else the first of all."""
    landmarks = MediaPipeLandmarks()
    whole = Box(0, 0, *film.size)
    first: NDArray[np.uint8] | None = None
    for second in range(_SECONDS):
        number = round(second * film.rate)
        cancel.check()
        if number >= film.frames:
            break
        reader = film.read(number)
        frame = next(reader, None)
        reader.close()
        if frame is None:
            break
        picture = frame.rgb(whole)
        first = picture if first is None else first
        faces = [face for face in landmarks.detect(picture) if face.presence >= HUMAN_PRESENCE]
        if faces:
            return picture, faces
    assert first is not None, "a film has a first frame"
    return first, []


def _doubts(path: Path, faces: list[Face]) -> tuple[Finding, ...]:
    """No reasons to refuse the film: somebody may come later, or nearer."""
    if not faces:
        text = f"In the first {_SECONDS} s of {path.name} no face is seen."
        return (Finding(code=ErrorCode.NO_FACE, message=text),)
    if max(face.box.width for face in faces) < MIN_WIDTH:
        text = f"The face in {path.name} is less than {MIN_WIDTH} pixels wide where it begins."
        return (Finding(code=ErrorCode.FACE_TOO_SMALL, message=text),)
    return ()


def _rectangle(box: Box) -> Rectangle:
    return Rectangle(left=box.left, top=box.top, width=box.width, height=box.height)
