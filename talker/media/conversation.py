"""Two voices on one clock: what the video sounds like, and what each of the two says by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from talker.errors import ErrorCode, InputError
from talker.media.audio import Speech, no_channel
from talker.media.bleed import RATE, Turns, find_turns, gated
from talker.media.scan import scan
from talker.media.sound_source import MixedSource, MixedVoice
from talker.progress import CancelToken, Notice, NoticeCode

Floats = NDArray[np.float32]

VERSION = "conversation/1"
"""Another one for whatever makes other voices of the same recordings."""

_SILENT_PEAK = 10 ** (-60 / 20)
_FULL_SCALE = 0.98  # of a mix that would clip
_SAME_END = 0.1  # seconds


@dataclass(frozen=True)
class Voice(Speech):
    """One of two voices: only while it speaks, silent after its end.

    `gate` as of `Turns`; the `duration` is that of both together.
    """

    gate: Floats = field(default_factory=lambda: np.ones(1, np.float32), compare=False, repr=False)

    @override
    def blocks(self, rate: int = RATE, seconds: float = 10.0) -> Iterator[Floats]:
        total, done = round(self.duration * rate), 0
        for block in super().blocks(rate, seconds):
            part = block[: total - done]
            yield gated(part, done, rate, self.gate)
            done += len(part)
        size = max(1, round(rate * seconds))
        for start in range(done, total, size):
            yield np.zeros(min(size, total - start), np.float32)


@dataclass(frozen=True)
class Conversation:
    """`heard` is the sound of the video, `voices` what its speakers say, as long as that."""

    heard: Speech
    voices: tuple[Voice, Voice]


def channels_apart(recording: Speech, first: int, second: int, cancel: CancelToken) -> Conversation:
    """Two channels of one recording, counted from 1; its sound stays as it is.

    `first` 0 is the other one. Raises InputError AUDIO_NO_CHANNEL, AUDIO_SILENT for a channel
    without sound, AUDIO_ONE_VOICE where both hold the same.
    """
    first = first or (2 if second == 1 else 1)
    for number in (first, second):
        if number > recording.channels:
            hint = "Give the other voice as --second-speech FILE."
            raise no_channel(recording.path, recording.channels, number, hint)
    alone = [
        replace(recording, source=replace(recording.source, channel=number - 1), channels=1)
        for number in (first, second)
    ]
    turns = _turns(alone[0], alone[1], cancel)
    for number, peak in zip((first, second), turns.peaks, strict=True):
        if peak < _SILENT_PEAK:
            raise InputError(
                ErrorCode.AUDIO_SILENT,
                f"Channel {number} of {recording.path.name} is silent.",
                "Two speakers need a voice each; without --second-channel one face speaks all.",
                recording.path,
            )
    if turns.one_voice:
        raise InputError(
            ErrorCode.AUDIO_ONE_VOICE,
            f"Channels {first} and {second} of {recording.path.name} hold the same sound.",
            "Two speakers need a voice each: record each in a channel or a file of its own.",
            recording.path,
        )
    told = tuple(one for one in recording.told if one.code is not NoticeCode.AUDIO_TWO_VOICES)
    voices = _voices(alone[0], alone[1], turns, recording.duration)
    return Conversation(replace(recording, told=told), voices)


def recordings_together(
    first: Speech, second: Speech, panning: float, limit: float, cancel: CancelToken
) -> Conversation:
    """Two recordings that begin together; the shorter one is silent after its end.

    `panning` 0..1 takes each voice away from the other side, the first to the left, for a mix of
    at most `limit` seconds. Raises InputError AUDIO_ONE_VOICE where both hold the same.
    """
    for speech in (first, second):
        if speech.source.changes:
            raise InputError(
                ErrorCode.AUDIO_UNREADABLE,
                f"{speech.path.name} changes its rate or its channels on the way and cannot be "
                "mixed.",
                "Export the recording again, as WAV.",
                speech.path,
            )
    turns = _turns(first, second, cancel)
    if turns.one_voice:
        raise InputError(
            ErrorCode.AUDIO_ONE_VOICE,
            f"{first.path.name} and {second.path.name} hold the same sound.",
            "Two speakers need a voice each.",
            second.path,
        )
    heard = _mixed(first, second, panning, limit, cancel)
    told = (*first.told, *second.told, *_shorter(first, second))
    voices = _voices(first, second, turns, heard.duration)
    return Conversation(replace(heard, told=told), voices)


def _mixed(
    first: Speech, second: Speech, panning: float, limit: float, cancel: CancelToken
) -> Speech:
    away = 1.0 - panning
    voices = (
        MixedVoice(first.source, first.channels, (1.0, away)),
        MixedVoice(second.source, second.channels, (away, 1.0)),
    )
    rate = max(first.sample_rate, second.sample_rate)
    source = MixedSource(first.path, changes=True, voices=voices, rate=rate)
    facts = scan(source, limit, cancel)
    if facts.peak > 1.0:
        source = replace(source, gain=_FULL_SCALE / facts.peak)
    seconds = facts.samples / facts.rate
    return Speech(source, seconds, facts.rate, facts.channels, "mix", steady=False)


def _turns(first: Speech, second: Speech, cancel: CancelToken) -> Turns:
    return find_turns(cancel.checked(first.blocks(RATE)), second.blocks(RATE))


def _voices(first: Speech, second: Speech, turns: Turns, duration: float) -> tuple[Voice, Voice]:
    one, two = (
        Voice(
            speech.source,
            duration,
            speech.sample_rate,
            speech.channels,
            speech.codec,
            steady=speech.steady,
            gate=gate,
        )
        for speech, gate in zip((first, second), turns.gates, strict=True)
    )
    return one, two


def _shorter(first: Speech, second: Speech) -> Iterator[Notice]:
    less, more = sorted((first, second), key=lambda speech: speech.duration)
    if more.duration - less.duration > _SAME_END:
        yield Notice(
            NoticeCode.AUDIO_SHORTER,
            f"{less.path.name} ends {more.duration - less.duration:.1f} s before "
            f"{more.path.name}: its speaker listens from then on.",
        )
