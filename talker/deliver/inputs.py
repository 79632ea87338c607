"""Checks and probes the input files of a deliverable before any work, so nothing fails late."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from talker.deliver import matting
from talker.deliver.encoders import choose_encoder
from talker.deliver.plan import Bumper
from talker.errors import ErrorCode, InputError
from talker.media.audio import open_speech
from talker.media.images import image_size, load_image
from talker.media.probe import check_video, is_video, probe
from talker.media.video_frames import read_form
from talker.options.deliver import DeliverOptions, Matte, cuts_out
from talker.options.deliver_spec import check_codec
from talker.subtitles.files import read_subtitles
from talker.subtitles.style import load_style


def check_inputs(options: DeliverOptions, home: Path) -> None:
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
    for texts in (options.subtitles, options.second_subtitles):
        if texts is not None:
            read_subtitles(texts, options.subtitle_encoding.named)
    load_style(options.subtitle_style, home)
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
    # Sound may begin before the picture: the first frame is then shown that much longer.
    duration = max(Fraction(0), facts.video.times[0]) + facts.video.duration
    return Bumper(path, float(duration), facts.audio is not None, read_form(path))
