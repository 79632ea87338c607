"""Speech as a stream: what of a recording is heard, facts about it, and its samples in blocks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.errors import ErrorCode, InputError
from talker.media import ffmpeg, sound_arguments
from talker.media.claims import GIVE, Claims, TrackClaims, read_claims, unreadable
from talker.media.scan import Measured, scan
from talker.media.sound_source import SoundSource
from talker.options.sound import SoundChoice, kept_seconds
from talker.progress import CancelToken, Notice, NoticeCode

_SILENT_PEAK = 10 ** (-60 / 20)
_SILENT_RMS = 10 ** (-75 / 20)
_NARROW_RATE = 16000
_MINUTE = 60.0
_LISTEN_SECONDS = 300.0  # of each track, to find the one with speech
_HOLE_SECONDS = 0.1  # fewer in all are not worth a word
_NO_VOICE_LOOKS = 6  # at sound (3 s), from which on its lack of speech is told


@dataclass(frozen=True)
class Speech:
    """A readable recording. `duration` in seconds, decoded length, not the container's claim.

    `source` is what is heard of the file: it has `channels`, and everything that is decoded, timed
    or encoded comes from there. `steady` is False when the packets are not simply one behind the
    other: there are holes, it begins late, or rate or channels change. `silent` says that there is
    nothing to hear, on purpose. `told`: what its user should know.
    """

    source: SoundSource
    duration: float
    sample_rate: int
    channels: int
    codec: str
    steady: bool = True
    silent: bool = False
    told: tuple[Notice, ...] = ()

    @property
    def path(self) -> Path:
        """The file."""
        return self.source.path

    @property
    def variant(self) -> str:
        """What is heard where that is not simply all samples of the first track; else empty."""
        source = self.source
        if not source.track and source.channel is None and self.steady:
            return ""
        kept = "".join(f" {span}" for span in source.kept)
        return f"{source.track} {source.channel} {self.steady}{kept}"

    def blocks(self, rate: int = 16000, seconds: float = 10.0) -> Iterator[NDArray[np.float32]]:
        """Mono samples in -1..1 at `rate`, in consecutive blocks; memory does not grow.

        Every block but the last holds `seconds` of sound. All channels count alike.
        """
        size = max(1, round(rate * seconds)) * 4
        args = sound_arguments.mono_args(self.source, self.channels, rate)
        with ExitStack() as running:
            feed: bool | ffmpeg.Running = False
            if self.source.changes:
                samples = sound_arguments.samples_args(self.source)
                feed = running.enter_context(ffmpeg.Running(samples, read=True))
            decoder = running.enter_context(ffmpeg.Running(args, feed=feed, read=True))
            while block := decoder.stdout.read(size):
                yield np.frombuffer(block[: len(block) // 4 * 4], "<f4").astype(np.float32)
            if decoder.wait() != 0:
                raise unreadable(self.path)

    def notices(self) -> tuple[Notice, ...]:
        """Warnings about a recording that works but will not work well, and what was chosen."""
        if self.sample_rate >= _NARROW_RATE:
            return self.told
        return (
            Notice(
                NoticeCode.AUDIO_NARROW_BAND,
                f"{self.path.name} has telephone quality ({self.sample_rate} Hz): lips follow "
                "hissing sounds better with 16000 Hz or more.",
            ),
            *self.told,
        )


def open_speech(
    path: Path,
    max_minutes: float = 120.0,
    *,
    fps: int = 25,
    choice: SoundChoice | None = None,
    cancel: CancelToken | None = None,
) -> Speech:
    """Reads a recording (or the sound of a video) once from end to end, in flat memory.

    Where there are several tracks, each is listened to for some minutes first. Raises InputError
    with an AUDIO_ code when it is missing, a folder, without sound, without the chosen track or
    channel, empty, silent, shorter than one frame at `fps`, longer than `max_minutes`, or holds
    broken samples; what is not kept of it counts for none of these.
    """
    choice, cancel = choice or SoundChoice(), cancel or CancelToken()
    claims = read_claims(path)
    claimed = kept_seconds(choice.kept, claims.seconds or 0.0)
    if claimed > max_minutes * _MINUTE:
        raise too_long(path, max_minutes)
    source = _chosen_track(path, claims, choice.track, cancel)
    track = claims.tracks[source.track]
    if choice.channel:
        source = replace(source, channel=_known_channel(path, track, choice.channel))
    source = replace(source, kept=choice.kept)
    facts = scan(source, max_minutes * _MINUTE, cancel)
    if choice.kept:
        _check_kept(path, facts, fps)
    _check(path, facts, max_minutes, fps)
    told = _told(path, claims, source, facts, chosen=choice.track > 0)
    source, channels = replace(source, changes=facts.changes), facts.channels
    if facts.cancelling is not None:
        source, channels = replace(source, channel=facts.cancelling), 1
    steady = not (source.late or facts.filled or facts.changes or source.kept)
    return Speech(
        source,
        facts.samples / facts.rate,
        facts.rate,
        channels,
        track.codec,
        steady=steady,
        told=told,
    )


def _check(path: Path, facts: Measured, max_minutes: float, fps: int) -> None:
    """Raises what keeps a recording from being used."""
    if not facts.complete:
        raise too_long(path, max_minutes)
    if facts.samples == 0:
        raise InputError(ErrorCode.AUDIO_EMPTY, f"{path.name} holds no sound at all.", GIVE, path)
    if not facts.finite:
        raise InputError(
            ErrorCode.AUDIO_NOT_FINITE,
            f"{path.name} holds samples that are not numbers.",
            "Export the recording again, as WAV with 16 or 24 bits.",
            path,
        )
    duration = facts.samples / facts.rate
    if duration < 1 / fps:
        raise InputError(
            ErrorCode.AUDIO_TOO_SHORT,
            f"{path.name} is shorter than one frame ({duration * 1000:.1f} ms).",
            "Give a longer recording.",
            path,
        )
    if _is_silent(facts):
        raise InputError(
            ErrorCode.AUDIO_SILENT,
            f"{path.name} is silent.",
            "Check that the right track was recorded, or make it louder.",
            path,
        )


def _check_kept(path: Path, facts: Measured, fps: int) -> None:
    """Raises what keeps a recording from being cut."""
    if facts.changes:
        raise InputError(
            ErrorCode.AUDIO_UNREADABLE,
            f"{path.name} changes its rate or its channels on the way and cannot be cut.",
            "Export the recording again, as WAV.",
            path,
        )
    if facts.samples < facts.rate / fps:
        raise nothing_kept(path)


def nothing_kept(path: Path) -> InputError:
    """The error for a recording of which trimming leaves nothing."""
    return InputError(
        ErrorCode.AUDIO_NOTHING_KEPT,
        f"Nothing is left of {path.name} after trimming.",
        "Choose another stretch: it must lie within the recording.",
        path,
    )


def _is_silent(facts: Measured) -> bool:
    return facts.peak < _SILENT_PEAK or facts.rms < _SILENT_RMS


def _chosen_track(path: Path, claims: Claims, wanted: int, cancel: CancelToken) -> SoundSource:
    """The track that is heard: the wanted one, else the only one that its file marks as default
    unless it is silent, else the one with most speech."""
    sources = [
        SoundSource(path, index, timed=claims.timed, late=claims.timed and track.late)
        for index, track in enumerate(claims.tracks)
    ]
    if wanted > len(sources):
        count = len(sources)
        raise InputError(
            ErrorCode.AUDIO_NO_TRACK,
            f"{path.name} has {count} sound track{'s' * (count > 1)}; there is no track {wanted}.",
            f"Choose --track 1{f' to {count}' if count > 1 else ''}, or none.",
            path,
        )
    if wanted or len(sources) == 1:
        return sources[max(wanted - 1, 0)]
    marked = [index for index, track in enumerate(claims.tracks) if track.default]
    if len(marked) == 1 and _hearing(sources[marked[0]], cancel)[1] > 0:
        return sources[marked[0]]
    return max(sources, key=lambda source: _hearing(source, cancel))


def _hearing(source: SoundSource, cancel: CancelToken) -> tuple[int, float]:
    """How much speech the beginning of a track holds, and its level: 0 when it is silent."""
    try:
        facts = scan(source, _LISTEN_SECONDS, cancel, cut=True)
    except InputError:
        return 0, 0.0
    return facts.voiced, 0.0 if _is_silent(facts) else facts.rms


def _known_channel(path: Path, track: TrackClaims, wanted: int) -> int:
    """Its number from 0; AUDIO_NO_CHANNEL where the track does not have it."""
    if track.channels and wanted > track.channels:
        hint = "Choose --channel mix, or one that it has."
        raise no_channel(path, track.channels, wanted, hint)
    return wanted - 1


def no_channel(path: Path, count: int, wanted: int, hint: str) -> InputError:
    """The error for a channel beyond the `count` that a recording has."""
    return InputError(
        ErrorCode.AUDIO_NO_CHANNEL,
        f"{path.name} has {count} channel{'s' * (count > 1)}; there is no channel {wanted}.",
        hint,
        path,
    )


def _told(
    path: Path, claims: Claims, source: SoundSource, facts: Measured, *, chosen: bool
) -> tuple[Notice, ...]:
    """What was chosen and mended, and whether anybody speaks at all."""
    told = []
    if len(claims.tracks) > 1 and not chosen:
        told.append(
            Notice(
                NoticeCode.AUDIO_TRACK_CHOSEN,
                f"{path.name} has {len(claims.tracks)} sound tracks; track {source.track + 1} is "
                "heard. Choose another one with --track.",
            )
        )
    if facts.cancelling is not None:
        told.append(
            Notice(
                NoticeCode.AUDIO_CHANNEL_CHOSEN,
                f"The channels of {path.name} cancel each other out (one is inverted); channel "
                f"{facts.cancelling + 1} alone is heard.",
            )
        )
    if facts.filled > facts.rate * _HOLE_SECONDS and not source.late:
        told.append(
            Notice(
                NoticeCode.AUDIO_HAS_HOLES,
                f"{path.name} has holes ({facts.filled / facts.rate:.1f} s), as after lost "
                "packets or a paused recorder; there is silence in them.",
            )
        )
    if facts.two_voices:
        told.append(
            Notice(
                NoticeCode.AUDIO_TWO_VOICES,
                f"{path.name} seems to hold two voices, one in each channel, and the lips follow "
                "both. Let two faces of a picture speak with --second-channel right, or choose one "
                "voice with --channel.",
            )
        )
    if facts.audible >= _NO_VOICE_LOOKS and not facts.voiced:
        told.append(
            Notice(
                NoticeCode.AUDIO_NO_VOICE,
                f"No voice stands out in {path.name}: lips would move with its music or noise.",
            )
        )
    return tuple(told)


def claimed_seconds(path: Path) -> float | None:
    """How long a recording says it is, without decoding it; None where it does not say.

    Raises what `open_speech` finds before it reads the sound itself, whatever the length.
    """
    return read_claims(path).seconds


def claimed_codec(path: Path) -> str:
    """The codec of the first sound track; raises what `claimed_seconds` does."""
    return read_claims(path).tracks[0].codec


def too_long(path: Path, max_minutes: float) -> InputError:
    """The error for a recording beyond the limit."""
    return InputError(
        ErrorCode.AUDIO_TOO_LONG,
        f"{path.name} is longer than {max_minutes:g} minutes.",
        "Cut it, or allow more with --max-minutes.",
        path,
    )
