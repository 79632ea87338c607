"""Where two speak: their voices on one clock."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from talker.errors import ErrorCode, UsageError
from talker.media.audio import Speech, open_speech
from talker.media.conversation import Conversation, channels_apart, recordings_together
from talker.options.render import RenderRequest
from talker.options.sound import SoundChoice
from talker.progress import CancelToken


def check_speakers(request: RenderRequest) -> None:
    """Raises UsageError where two are to speak and there is no recording."""
    if request.two_speak and (request.idle or request.text):
        given = "--idle" if request.idle else "--text"
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"With {given} there is one speaker: two need recordings.",
            f"Leave {given} out, or --second-speech and --second-channel.",
        )


def conversation_of(request: RenderRequest, cancel: CancelToken) -> Conversation:
    """What two say, in two recordings or in two channels of one; AUDIO_... as of any recording."""

    def opened(path: Path, choice: SoundChoice) -> Speech:
        return open_speech(path, request.max_minutes, fps=request.fps, choice=choice, cancel=cancel)

    if request.second_speech is None:
        whole = opened(request.speech, replace(request.sound, channel=0))
        return channels_apart(whole, request.channel, request.second_channel, cancel)
    first = opened(request.speech, request.sound)
    second = opened(request.second_speech, SoundChoice(0, request.second_channel, request.kept))
    return recordings_together(first, second, request.panning, request.max_minutes * 60, cancel)
