"""Decodes what is heard of a recording once from end to end, and measures it."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talker.media import ffmpeg, sound_arguments
from talker.media.claims import unreadable
from talker.media.sound_source import SoundSource
from talker.media.voice import VoiceMeter
from talker.media.watchdog import WatchedReader
from talker.progress import CancelToken

Floats = NDArray[np.float32]

_CHUNK_BYTES = 1 << 20
_DECODED = re.compile(r"decode errors \((\d+) samples\)")
_CHANGED = "Reconfiguring filter graph"
# Channels of independent sound lose nothing in the mix that each of them has; with half the
# level gone some cancel each other out.
_CANCELLED = 0.25
# Two channels with a voice each are loud by turns: by so many dB, for so much of the time each.
_TURN_SECONDS, _TURN_DB, _AUDIBLE_POWER = 0.1, 12.0, 1e-5
_TURN_SHARE = 0.15


@dataclass(frozen=True)
class Measured:
    """What decoding found. `samples` of each channel; `peak` of all of them, `powers` float64
    [channels] their mean squares, and `mixed` that of their mean.

    `filled`: samples of silence in holes. `changes`: rate or channels change on the way.
    `turns`: of the time with sound, the smaller share in which one of two channels is alone.
    `audible` and `voiced` are those of a VoiceMeter for the mix. `finite` is False when there are
    samples that are no numbers, `complete` when there was more than the limit.
    """

    rate: int
    channels: int
    samples: int = 0
    peak: float = 0.0
    powers: NDArray[np.float64] | None = None
    mixed: float = 0.0
    filled: int = 0
    changes: bool = False
    audible: int = 0
    voiced: int = 0
    turns: float = 0.0
    finite: bool = True
    complete: bool = True

    @property
    def rms(self) -> float:
        """Of all channels together."""
        return 0.0 if self.powers is None else float(self.powers.mean()) ** 0.5

    @property
    def two_voices(self) -> bool:
        """Whether two channels seem to hold a voice each."""
        return self.turns > _TURN_SHARE

    @property
    def cancelling(self) -> int | None:
        """The loudest channel (from 0) where the mix of all cancels itself out; None elsewhere."""
        if self.powers is None or self.channels < 2:
            return None
        independent = float(self.powers.sum()) / self.channels**2
        return int(self.powers.argmax()) if self.mixed < _CANCELLED * independent else None


def scan(source: SoundSource, limit: float, cancel: CancelToken, *, cut: bool = False) -> Measured:
    """Measures at most `limit` seconds; `cut` asks for no more than these from the decoder.

    Raises InputError AUDIO_UNREADABLE when nothing can be decoded.
    """
    args = sound_arguments.samples_args(source, limit if cut else None)
    with ffmpeg.Running(args, read=True) as decoder:
        header = _wav_header(decoder.stdout)
        if header is None:
            if decoder.wait() == 0:
                return Measured(1, 1)
            raise unreadable(source.path)
        tally = _Tally(*header)
        rest = b""
        while chunk := decoder.stdout.read(_CHUNK_BYTES):
            cancel.check()
            chunk = rest + chunk
            whole = len(chunk) // tally.bytes * tally.bytes
            rest = chunk[whole:]
            if not tally.add(np.frombuffer(chunk[:whole], "<f4")):
                return Measured(*header, max(tally.samples, 1), finite=False)
            if tally.samples > limit * tally.rate:
                return Measured(*header, tally.samples, complete=False)
        if decoder.wait() != 0 and tally.samples == 0:
            raise unreadable(source.path)
        return tally.measured(decoder.log())


class _Tally:
    """Sums over blocks of interleaved samples."""

    def __init__(self, rate: int, channels: int) -> None:
        self.rate = rate
        self.channels = channels
        self.bytes = 4 * channels
        self.samples = 0
        self._peak = 0.0
        self._energies = np.zeros(channels)
        self._mixed = 0.0
        self._voice = VoiceMeter(rate)
        self._turns = np.zeros(3)  # loud looks: the first alone, the second alone, all

    def add(self, values: Floats) -> bool:
        """Whether all of them are numbers."""
        energy = float(np.dot(values, values))
        if not np.isfinite(energy):
            return False
        mix = values
        if self.channels > 1:
            frames = values.reshape(-1, self.channels)
            self._energies += [float(np.dot(one, one)) for one in frames.T]  # quicker than at once
            mix = frames @ np.full(self.channels, 1 / self.channels, np.float32)
            self._mixed += float(np.dot(mix, mix))
            if self.channels == 2:
                self._compare(frames)
        else:
            self._energies += energy
            self._mixed += energy
        self.samples += len(mix)
        self._peak = max(
            self._peak, float(values.max(initial=0.0)), -float(values.min(initial=0.0))
        )
        self._voice.feed(mix)
        return True

    def _compare(self, frames: Floats) -> None:
        """Which of two channels [n, 2] is the louder one, look by look."""
        size = max(1, round(_TURN_SECONDS * self.rate))
        looks = frames[: len(frames) // size * size].reshape(-1, size, 2)
        powers = np.einsum("nsc,nsc->nc", looks, looks) / size
        louder, softer = powers.max(1), powers.min(1)
        alone = (louder > _AUDIBLE_POWER) & (louder > softer * 10 ** (_TURN_DB / 10))
        first = int((alone & (powers[:, 0] == louder)).sum())
        self._turns += first, int(alone.sum()) - first, int((louder > _AUDIBLE_POWER).sum())

    def measured(self, log: str) -> Measured:
        """The account of everything, with what ffmpeg's `log` says."""
        count = max(self.samples, 1)
        decoded = _DECODED.search(log)
        changes = _CHANGED in log
        filled = self.samples - int(decoded[1]) if decoded and not changes else 0
        return Measured(
            self.rate,
            self.channels,
            self.samples,
            self._peak,
            self._energies / count,
            self._mixed / count,
            max(filled, 0),
            changes,
            self._voice.audible,
            self._voice.voiced,
            float(self._turns[:2].min() / max(self._turns[2], 1.0)),
        )


def _wav_header(stream: WatchedReader) -> tuple[int, int] | None:
    """Sample rate and channels of a WAV stream, read up to its samples; None when there is none."""
    if len(stream.read(12)) < 12:
        return None
    rate, channels = 0, 0
    while len(head := stream.read(8)) == 8:
        name, size = struct.unpack("<4sI", head)
        if name == b"data":
            return rate, channels
        body = stream.read(size + size % 2)
        if name == b"fmt ":
            channels, rate = struct.unpack("<HI", body[2:8])
    return None
