"""What a picture shows: a small copy, the faces, what the mode keeps of it, and what is amiss."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.demo import is_demo
from app.presenters import Presenters
from app.preview.disk_cache import keep, previews_folder
from app.preview.messages import CutPortrait, Finding, LookAtPortrait, Made, PortraitLook, Rectangle
from app.preview.missing_models import store
from talker.consent import check_consent
from talker.engines.base import Portrait
from talker.engines.registry import check_able, choose_engine
from talker.engines.shown import WHOLE_PICTURE
from talker.errors import ErrorCode, InputError, MouthpieceError, UsageError
from talker.face.choose import HUMAN_PRESENCE, choose_face, choose_pair, no_face
from talker.face.landmarks import Face
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.face.orientation import (
    Search,
    find_faces,
    turned,
    turned_digest,
    turned_notices,
)
from talker.face.pair import shown_part
from talker.face.visibility import check_mouth, visibility_notices
from talker.files import atomic_write, digest
from talker.media.images import load_image, load_layer, load_opacity
from talker.media.portraits import LoadedPortrait, load_portrait
from talker.model_files import ModelFiles
from talker.options.engines import STORED
from talker.options.faces import Turn
from talker.options.render import RenderOptions
from talker.progress import Notice
from talker.scene import Box

_log = logging.getLogger(__name__)
_SHOWN_SIDE = 960
_JPEG_QUALITY = 90
_SOFT_WIDTH = 200  # pixels of a face below which the video is not crisp
_TURNED = 25.0  # degrees of yaw from which the far side of the face is guessed
_DARK = 55.0  # mean of the face's light, of 255
_BRIGHT = 235.0


@dataclasses.dataclass(frozen=True)
class _Seen:
    loaded: LoadedPortrait
    image: NDArray[np.uint8]
    digest: str
    search: Search
    picture: Path


class Portraits:
    """Remembers the picture looked at last: another mode or face is answered at once."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._turn = Lock()  # the face networks serve one thread at a time
        self._landmarks: MediaPipeLandmarks | None = None
        self._last: tuple[tuple[tuple[Path, int, int] | None, Turn], _Seen] | None = None

    def look(self, question: LookAtPortrait) -> PortraitLook:
        """Never raises InputError: what stops a video is among the findings."""
        with self._turn:
            try:
                seen = self._seen(question.path, question.turn)
            except InputError as error:
                return PortraitLook(picture=None, findings=(_stop(error),))
            look = _look(seen, question, store(self._home), self._home)
        presenter = Presenters(self._home).of(question.path)
        if presenter is not None:
            look = look.model_copy(update={"presenter": presenter.facts.name})
        try:
            check_consent(question.path)
        except InputError as error:
            return look.model_copy(update={"findings": (_stop(error), *look.findings)})
        return look

    def cut(self, question: CutPortrait) -> Made:
        """Writes the picture, or the part of it, as PNG with its own transparency."""
        with self._turn:
            if question.upright:
                image = self._upright(question.path)
            else:
                clear = load_opacity(question.path) is not None
                image = load_layer(question.path) if clear else load_image(question.path)
        if question.part is not None:
            part = question.part
            top, left = max(0, round(part.top)), max(0, round(part.left))
            bottom, right = round(part.top + part.height), round(part.left + part.width)
            image = image[top:bottom, left:right]
        with atomic_write(question.target, parents=True) as passing:
            Image.fromarray(image).save(passing, "PNG")
        return Made(path=question.target)

    def _upright(self, path: Path) -> NDArray[np.uint8]:
        """Turned, as the window shows it; with its own transparency."""
        seen = self._seen(path)
        if seen.loaded.opacity is None:
            return seen.image
        return turned(load_layer(path), seen.search.quarters)

    def _seen(self, path: Path, turn: Turn = Turn.AUTO) -> _Seen:
        if self._last is not None and self._last[0] == (_state(path), turn):
            return self._last[1]
        loaded = load_portrait(path)
        if self._landmarks is None:
            self._landmarks = MediaPipeLandmarks()
        search = find_faces(loaded.image, self._landmarks, turn.quarters)
        image = turned(loaded.image, search.quarters)
        name = turned_digest(digest(path), search.quarters)
        target = previews_folder(self._home) / f"{name[:32]}-{_SHOWN_SIDE}-2.jpg"
        if not target.exists():
            small = Image.fromarray(image)
            small.thumbnail((_SHOWN_SIDE, _SHOWN_SIDE))
            keep(target, lambda part: small.save(part, "JPEG", quality=_JPEG_QUALITY))
        seen = _Seen(loaded, image, name, search, target)
        self._last = (_state(path), turn), seen
        return seen


def _state(path: Path) -> tuple[Path, int, int] | None:
    """Another value whenever the file is another; None while it cannot be looked at."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return path, facts.st_size, facts.st_mtime_ns


def _look(seen: _Seen, question: LookAtPortrait, models: ModelFiles, home: Path) -> PortraitLook:
    height, width = seen.image.shape[:2]
    faces = [face for face in seen.search.faces if face.presence >= HUMAN_PRESENCE]
    look = PortraitLook(
        picture=seen.picture,
        width=width,
        height=height,
        clip=seen.loaded.clip is not None,
        faces=tuple(_rectangle(face.box) for face in faces),
    )
    try:
        speaking, notices = _speaking(seen, question)
        for face in () if question.anyway else speaking:
            check_mouth(seen.image, face, question.path)
    except InputError as error:
        return look.model_copy(update={"findings": (_stop(_explained(error, seen, question)),)})
    told = (
        *seen.loaded.notices,
        *turned_notices(question.path, seen.search),
        *notices,
        *(one for face in speaking for one in visibility_notices(seen.image, face, question.path)),
    )
    found = [Finding(code=notice.code, message=notice.message) for notice in told]
    found += [doubt for face in speaking for doubt in _doubts(seen.image, face, question)]
    numbers = [index for one in speaking for index, face in enumerate(faces) if face is one]
    look = look.model_copy(
        update={
            "chosen": numbers[0],
            "second": numbers[1] if question.pair else None,
            "findings": _once(found),
        }
    )
    portraits = [Portrait(seen.image, face, seen.digest) for face in speaking]
    return _with_cut(look, portraits, question, models, home)


def _once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The first of each kind: of two faces one is enough to know."""
    kinds: dict[str, Finding] = {}
    for one in findings:
        kinds.setdefault(one.code, one)
    return tuple(kinds.values())


def _speaking(seen: _Seen, question: LookAtPortrait) -> tuple[tuple[Face, ...], tuple[Notice, ...]]:
    """The face or the two faces that would speak."""
    faces, path = seen.search.faces, question.path
    if question.pair:
        return choose_pair(faces, question.face, question.second_face, path)
    face, notices = choose_face(faces, question.face, path)
    return (face,), notices


def _with_cut(
    look: PortraitLook,
    portraits: Sequence[Portrait],
    question: LookAtPortrait,
    models: ModelFiles,
    home: Path,
) -> PortraitLook:
    """The look with the engine that renders, and what its video shows of the picture."""
    asked = {"engine": question.engine, "mode": question.mode}
    options = RenderOptions.model_validate(asked, context=STORED)
    try:
        spec = choose_engine(options, models, pair=question.pair).spec
        check_able(spec, options, pair=question.pair)
        if question.pair:
            part = shown_part(
                [one.face.mesh for one in portraits], (look.width, look.height), question.mode
            )
        else:
            part = _visible(spec.cut(portraits[0], options, models, home), portraits[0].image)
        cut = _rectangle(part)
    except (InputError, UsageError) as error:
        return look.model_copy(update={"findings": (_stop(error), *look.findings)})
    except MouthpieceError as error:  # the render will say it; the rest of the look is right
        _log.warning("%s cannot say what it shows: %s", question.engine, error)
        return look
    return look.model_copy(update={"engine": spec.id, "cut": cut})


def _explained(error: InputError, seen: _Seen, question: LookAtPortrait) -> InputError:
    if error.code is not ErrorCode.NO_FACE:
        return error
    from talker.face.diagnose import why_no_face

    return no_face(why_no_face(seen.image), question.path)


def _doubts(image: NDArray[np.uint8], face: Face, question: LookAtPortrait) -> list[Finding]:
    """What works but will not look its best. A whole picture keeps its size, and nobody can give a
    better one of the sample."""
    found = []
    enlarged = question.mode not in WHOLE_PICTURE and not is_demo(question.path)
    if enlarged and face.box.width < _SOFT_WIDTH:
        found.append(
            Finding(
                code="PORTRAIT_SMALL",
                message=f"The face is {face.box.width} pixels wide; the video will look soft.",
            )
        )
    if abs(face.yaw) > _TURNED:
        found.append(Finding(code="PORTRAIT_TURNED", message="The face looks to the side."))
    height, width = image.shape[:2]
    box = face.box
    part = image[
        max(0, box.top) : min(height, box.bottom), max(0, box.left) : min(width, box.right)
    ]
    light = float(cv2.cvtColor(np.ascontiguousarray(part), cv2.COLOR_RGB2GRAY).mean())
    if light < _DARK:
        found.append(Finding(code="PORTRAIT_DARK", message="The face is very dark."))
    if light > _BRIGHT:
        found.append(Finding(code="PORTRAIT_BRIGHT", message="The face is very bright."))
    return found


def _visible(box: Box, image: NDArray[np.uint8]) -> Box:
    """What the picture holds of a box that may reach beyond it."""
    height, width = image.shape[:2]
    return Box(max(box.left, 0), max(box.top, 0), min(box.right, width), min(box.bottom, height))


def _rectangle(box: Box) -> Rectangle:
    return Rectangle(left=box.left, top=box.top, width=box.width, height=box.height)


def _stop(error: InputError | UsageError) -> Finding:
    return Finding(code=error.code, message=error.message, hint=error.hint, stops=True)
