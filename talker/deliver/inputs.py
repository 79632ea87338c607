"""Checks and probes the input files of a deliverable before any work, so nothing fails late."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from talker.deliver import matting
from talker.deliver.encoders import choose_encoder
from talker.deliver.plan import Bumper
from talker.errors import ErrorCode, InputError, MouthpieceError
from talker.media.audio import Speech, open_speech
from talker.media.images import image_size, load_image
from talker.media.probe import check_video, is_video, probe
from talker.options.deliver import DeliverOptions, Matte, cuts_out
from talker.options.deliver_spec import check_codec
from talker.progress import CancelToken
from talker.subtitles.alignment import RATE, align, split_script, voiced_spans
from talker.subtitles.cues import Cue, check_count, read_cues, read_text, subtitles_invalid

_CUES = frozenset({".srt", ".vtt"})


def check_inputs(options: DeliverOptions) -> None:
    """Raises the first thing that is wrong: a codec, a file that cannot be used, a network."""
    check_codec(options)
    if options.logo is not None:
        load_image(options.logo, smallest=1)
    if options.background is not None and not is_picture(options.background):
        check_video(options.background)
    for clip in (options.intro, options.outro):
        if clip is not None:
            read_bumper(clip)
    if options.music is not None:
        open_speech(options.music, max_minutes=1440)
    if options.subtitles is not None:
        subtitle_texts(options.subtitles)
    if cuts_out(options) and options.matte is Matte.NETWORK:
        matting.Segmenter()
    choose_encoder(options)


def is_picture(path: Path) -> bool:
    """Whether a file is a still picture; IMAGE_ errors for pictures that cannot be used."""
    try:
        image_size(path)
    except InputError as error:
        if error.code is not ErrorCode.IMAGE_UNREADABLE or not is_video(path):
            raise
        return False
    return True


def read_bumper(path: Path) -> Bumper:
    """An intro or outro; VIDEO_UNREADABLE when it is no video."""
    check_video(path)
    facts = probe(path)
    if facts.video is None:
        raise ValueError(f"{path} was not checked")
    return Bumper(path, float(facts.video.duration), facts.audio is not None)


def subtitle_texts(path: Path) -> tuple[Cue, ...] | list[str]:
    """The cues of a subtitle file, or the pieces of a script that has no times yet."""
    if path.suffix.lower() in _CUES:
        return read_cues(path)
    texts = split_script(read_text(path))
    if not texts:
        raise subtitles_invalid(path, "is empty")
    check_count(path, len(texts))
    return texts


def cues_for(path: Path, video: Path, cancel: CancelToken) -> tuple[Cue, ...]:
    """The subtitles of `video`; a script is timed by the pauses of its speech."""
    texts = subtitle_texts(path)
    if isinstance(texts, tuple):
        return texts
    return align(texts, _speech_spans(video, cancel), cancel)


def _speech_spans(video: Path, cancel: CancelToken) -> Sequence[tuple[float, float]]:
    try:
        speech: Speech = open_speech(video, max_minutes=1440, cancel=cancel)
    except MouthpieceError as error:
        if error.code is not ErrorCode.AUDIO_SILENT:
            raise
        return ()
    return voiced_spans(cancel.checked(speech.blocks(RATE)))
