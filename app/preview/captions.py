"""Captions on the frame that they are seen on, as burning them in would draw them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.batch.suffixes import PORTRAIT_SUFFIXES
from app.models import default_store
from app.preview.caption_messages import CaptionsLook, FontsLook, ShowCaptions, ShownCue
from app.preview.disk_cache import previews_folder
from app.preview.messages import Finding
from talker.deliver.caption_look import Shown, choose_look
from talker.deliver.face_place import find_face_place
from talker.deliver.framing import Framing, compute_framing
from talker.deliver.planner import Planner, read_master
from talker.errors import MouthpieceError
from talker.files import atomic_write
from talker.media import ffmpeg, picture_arguments
from talker.media.images import load_image
from talker.media.probe import probe
from talker.options.deliver import DeliverOptions
from talker.progress import CancelToken, Notice, ignore_progress
from talker.provenance.manifest import read_record
from talker.render_context import RenderContext
from talker.subtitles.burning import write_burned
from talker.subtitles.cues import Cue
from talker.subtitles.fonts import font_families
from talker.subtitles.ground import Ground
from talker.subtitles.platforms import safe_edges
from talker.subtitles.two_languages import together
from talker.words import Word

_EMPTY = 1280, 720
_GREY = 44
_WIDEST = 960  # pixels of the picture that is shown


@dataclass(frozen=True)
class _Place:
    """A frame on its canvas, uint8 [H, W, 3], and what text keeps off there."""

    pixels: NDArray[np.uint8]
    ground: Ground


class CaptionsDesk:
    """Draws captions on frames."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def show(self, question: ShowCaptions, cancel: CancelToken) -> CaptionsLook:
        """The picture; the same question again overwrites its file. Raises SUBTITLES_INVALID for a
        style, VIDEO_ errors for a file that cannot be read."""
        context = RenderContext(
            self._home, ignore_progress, cancel, models=default_store(self._home)
        )
        notices: list[Notice] = []
        with TemporaryDirectory(prefix="mouthpiece-captions-") as name:
            folder = Path(name)
            place = _place(question, folder, context)
            cues = _seen(question)
            picture = folder / "frame.png"
            Image.fromarray(place.pixels).save(picture, compress_level=1)
            if cues:
                name, language = question.path.name, question.language
                shown = Shown(name, language, place.ground, style=question.style)
                found = choose_look(cues, _options(question), shown, context, notices.append)
                if found is not None:
                    cancel.check()
                    burned = write_burned(cues, *found, folder)
                    drawn = folder / "drawn.png"
                    words = picture_arguments.burned_still_args(
                        picture, burned, question.second, drawn
                    )
                    with ffmpeg.Running(words, folder=folder, cancel=cancel) as running:
                        status = running.wait(cancel)
                        if status != 0:
                            raise running.failure(status, question.path)
                    picture = drawn
            target = _small(picture, question, self._home)
        findings = tuple(Finding(code=one.code, message=one.message) for one in notices)
        return CaptionsLook(picture=target, findings=findings)


def list_fonts() -> FontsLook:
    """The fonts of this computer."""
    return FontsLook(families=tuple(font_families()))


def _seen(question: ShowCaptions) -> Sequence[Cue]:
    """Both languages; all of them, since each may move the next."""
    upper = [_cue(one) for one in question.upper]
    return together(upper, [_cue(one) for one in question.lower]) if question.lower else upper


def _cue(shown: ShownCue) -> Cue:
    words = tuple(Word(*word) for word in shown.words)
    return Cue(shown.start, shown.stop, shown.text, words)


def _options(question: ShowCaptions) -> DeliverOptions:
    """As of a deliverable with these captions, in whichever file they are."""
    path = question.path
    second = path if question.lower else None
    return question.options.model_copy(update={"subtitles": path, "second_subtitles": second})


def _place(question: ShowCaptions, folder: Path, context: RenderContext) -> _Place:
    options, path = _options(question), question.path
    frame = _frame(path, question.second)
    if frame is None:
        shape = compute_framing(_EMPTY, options)
        edges = safe_edges(options.subtitle_platform, shape.canvas)
        pixels = np.full((shape.canvas[1], shape.canvas[0], 3), _GREY, np.uint8)
        return _Place(pixels, Ground(shape.canvas, edges=edges))
    shape, ground = _ground(path, frame, options, folder, context)
    return _Place(_framed(frame, shape), ground)


def _ground(
    path: Path,
    frame: NDArray[np.uint8],
    options: DeliverOptions,
    folder: Path,
    context: RenderContext,
) -> tuple[Framing, Ground]:
    """As for a deliverable where Mouthpiece has made the video; what others made has no label."""
    try:
        record = read_record(path, context.on_progress)
        return Planner(read_master(path), record, folder, context).ground(options)
    except MouthpieceError:
        size = frame.shape[1], frame.shape[0]
        face = find_face_place([frame], size)
        shape = compute_framing(size, options, face.middle)
        edges = safe_edges(options.subtitle_platform, shape.canvas)
        mouth = None if face.mouth is None else shape.place(face.mouth)
        return shape, Ground(shape.canvas, mouth=mouth, edges=edges)


def _frame(path: Path, second: float) -> NDArray[np.uint8] | None:
    """What is seen at a second, uint8 [H, W, 3]; None of a recording."""
    if path.suffix.lower() in PORTRAIT_SUFFIXES:
        return load_image(path)
    video = probe(path).video
    if video is None:
        return None
    width, height = video.width, video.height
    with ffmpeg.Running(picture_arguments.frame_at_args(path, second), read=True) as reader:
        data = reader.stdout.read()
    whole = data.ljust(width * height * 3, b"\0")[: width * height * 3]
    return np.frombuffer(whole, np.uint8).reshape(height, width, 3)


def _framed(frame: NDArray[np.uint8], shape: Framing) -> NDArray[np.uint8]:
    """The frame where it is seen on the canvas."""
    cut, shown = shape.crop, shape.picture
    part = Image.fromarray(frame).crop(
        (cut.left, cut.top, cut.left + cut.width, cut.top + cut.height)
    )
    canvas = Image.new("RGB", shape.canvas)
    canvas.paste(part.resize((shown.width, shown.height)), (shown.left, shown.top))
    return np.asarray(canvas)


def _small(picture: Path, question: ShowCaptions, home: Path) -> Path:
    image = Image.fromarray(load_image(picture, smallest=1))
    image.thumbnail((_WIDEST, _WIDEST))
    name = hashlib.sha256(str(question.path).encode()).hexdigest()[:32]
    target = previews_folder(home) / f"captions-{name}.png"
    with atomic_write(target, parents=True) as part:
        image.save(part, "PNG", compress_level=1)
    return target
