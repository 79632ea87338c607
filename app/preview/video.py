"""Short, small videos to judge options by, and small pictures of files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from app.preview.disk_cache import keep, previews_folder
from app.preview.messages import Made, MakePreview, MakeThumbnail
from app.preview.missing_models import store
from app.preview.speech import speech_begins
from app.settings import load_settings
from talker.files import digest
from talker.identity import chosen_values, identity
from talker.media.audio import Speech, open_speech
from talker.media.thumbnails import picture_thumbnail, video_thumbnail
from talker.options.render import RenderRequest, Restoration, Upscaling
from talker.pipeline import render
from talker.progress import CancelToken, Notice, Progress, Stage

# Raised when the same options come to mean another video, such as by another default.
_SCHEMA = 1
_SIZE = 256
_RATE = 32000
_LEAD = 0.15  # seconds of silence before the first word


def make_preview(
    question: MakePreview,
    home: Path,
    cancel: CancelToken,
    tell: Callable[[int, int], None],
) -> Made:
    """Renders from the first word on, without enhancement; the same question again is free."""
    publisher = replace(load_settings(home).publisher, sign=False)  # to be there at once
    request = publisher.apply_label(question.request)
    shown = [request.portrait, *([] if request.idle else [request.speech])]
    if request.reference is not None:
        shown.append(request.reference)
    digests = [digest(path) for path in shown]
    name = identity(_SCHEMA, chosen_values(request.options), digests, question.seconds)
    target = previews_folder(home) / f"{name}.mp4"
    if target.exists():
        return Made(path=target)
    small = request.model_copy(
        update=_first_words(request, question.seconds, target.with_suffix(".wav"), cancel)
        | {
            "size": min(request.size, _SIZE),
            "output": target,
            "overwrite": True,
            "enhance": Restoration.OFF,
            "upscale": Upscaling.NONE,
        }
    )

    def listen(report: Progress | Notice) -> None:
        if isinstance(report, Progress) and report.stage is Stage.RENDER:
            tell(report.done, report.total)

    render(
        small,
        on_progress=listen,
        cancel=cancel,
        home=home,
        models=store(home),
        publisher=publisher,
    )
    return Made(path=target)


def _first_words(
    request: RenderRequest, seconds: float, sound: Path, cancel: CancelToken
) -> dict[str, object]:
    """What of the request changes for its first seconds of speech, or of waiting."""
    if request.idle:
        return {"idle": min(request.idle, seconds)}
    speech = open_speech(
        request.speech,
        request.max_minutes,
        fps=request.fps,
        choice=request.sound,
        cancel=cancel,
    )
    begin = max(0.0, speech_begins(speech, cancel) - _LEAD)
    keep(sound, lambda part: _cut(speech, begin, seconds, part))
    return {"speech": sound, "track": 0, "channel": 0}


def make_thumbnail(question: MakeThumbnail, home: Path) -> Made:
    """A JPEG of a picture or of a video's first frame; no path where it cannot be read."""
    path = question.path
    try:
        facts = path.stat()
    except OSError:
        return Made(path=None)
    key = f"{path} {facts.st_size} {facts.st_mtime_ns} {question.width}"
    name = hashlib.sha256(key.encode()).hexdigest()[:32]
    target = previews_folder(home) / f"{name}.jpg"
    if not target.exists():
        width = question.width
        data = picture_thumbnail(path, width) or video_thumbnail(path, width)
        if data is None:
            return Made(path=None)
        keep(target, lambda part: part.write_bytes(data))
    return Made(path=target)


def _cut(speech: Speech, begin: float, seconds: float, target: Path) -> None:
    """Writes mono sound from `begin` on, `seconds` long or to the end."""
    first, count = round(begin * _RATE), round(seconds * _RATE)
    taken = np.zeros(0, np.float32)
    passed = 0
    for block in speech.blocks(_RATE, 1.0):
        start = max(0, first - passed)
        passed += len(block)
        taken = np.concatenate([taken, block[start : start + count - len(taken)]])
        if len(taken) >= count:
            break
    soundfile.write(target, taken, _RATE, subtype="PCM_16", format="WAV")
