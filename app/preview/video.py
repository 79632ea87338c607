"""Short, small videos to judge options by, and small pictures of files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import soundfile

from app.preview.disk_cache import keep, previews_folder
from app.preview.messages import Made, MakePreview, MakeThumbnail
from app.preview.missing_models import store
from app.preview.script import beginning
from app.preview.speech import speech_begins
from app.settings.store import load_settings
from app.speaking import default_readers
from talker.files import digest
from talker.identity import chosen_values, identity
from talker.media.audio import Speech, open_speech
from talker.media.conversation import channels_apart
from talker.media.thumbnails import picture_thumbnail, video_thumbnail
from talker.options.render import RenderRequest
from talker.options.restoring import Restoration, Upscaling
from talker.options.sound import SoundChoice
from talker.pipeline import render
from talker.progress import CancelToken, Notice, Progress, Stage

# Raised when the same options come to mean another video, such as by another default.
_SCHEMA = 1
_RATE = 32000
_SILENT = 0.001
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
    shown = [request.portrait, *request.recordings]
    if request.reference is not None:
        shown.append(request.reference)
    digests = [digest(path) for path in shown]
    script = [request.text] if request.text else []
    size = [question.size] if "size" in question.model_fields_set else []
    restored = ["restored"] if question.restored else []
    facts = chosen_values(request.options), digests, question.seconds, *size, *restored, *script
    name = identity(_SCHEMA, *facts)
    target = previews_folder(home) / f"{name}.mp4"
    if target.exists():
        return Made(path=target)
    small = request.model_copy(
        update=_first_words(request, question.seconds, target.with_suffix(".wav"), cancel)
        | {
            "size": min(request.size, question.size),
            "output": target,
            "overwrite": True,
            "upscale": Upscaling.NONE,
        }
        | ({} if question.restored else {"enhance": Restoration.OFF})
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
        speaker=default_readers(home) if request.text else None,
    )
    return Made(path=target)


def _first_words(
    request: RenderRequest, seconds: float, sound: Path, cancel: CancelToken
) -> dict[str, object]:
    """What of the request changes for its first seconds of speech, or of waiting."""
    if request.idle:
        return {"idle": min(request.idle, seconds)}
    if request.text:
        return {"text": beginning(request.text, request, seconds), "keep": None}
    voices = _voices(request, cancel)
    begin = max(0.0, min(speech_begins(voice, cancel) for voice in voices) - _LEAD)
    files = [sound, sound.with_suffix(".second.wav")][: len(voices)]
    for voice, target in zip(voices, files, strict=True):
        keep(target, partial(_cut, voice, begin, seconds))
    second = files[1] if len(files) > 1 else None
    return {
        "speech": sound,
        "track": 0,
        "channel": 0,
        "trim": "",
        "cut": (),
        "second_speech": second,
        "second_channel": 0,
    }


def _voices(request: RenderRequest, cancel: CancelToken) -> Sequence[Speech]:
    """What each speaker says."""

    def opened(path: Path, choice: SoundChoice) -> Speech:
        limit, fps = request.max_minutes, request.fps
        return open_speech(path, limit, fps=fps, choice=choice, cancel=cancel)

    if request.second_speech is not None:
        second = SoundChoice(0, request.second_channel, request.kept)
        return opened(request.speech, request.sound), opened(request.second_speech, second)
    if request.second_channel:
        whole = opened(request.speech, replace(request.sound, channel=0))
        return channels_apart(whole, request.channel, request.second_channel, cancel).voices
    return (opened(request.speech, request.sound),)


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
    if not np.abs(taken).max(initial=0.0) > _SILENT:  # who waits for his turn: refused as silence
        noise = np.random.default_rng(0).uniform(-2 * _SILENT, 2 * _SILENT, len(taken) or count)
        taken = noise.astype(np.float32)
    soundfile.write(target, taken, _RATE, subtype="PCM_16", format="WAV")
