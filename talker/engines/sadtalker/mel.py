"""The audio front end: sound -> mel spectrogram -> one window for each frame (25 a second).

16 kHz mono; pre-emphasis 0.97; magnitude STFT of 800 points every 200 samples (Hann), centred
in zeros; 80 Slaney mel bands of equal area from 55 to 7600 Hz; decibels put into -4..4. All of
it in float64 up to the last step, and block by block: memory does not grow with the speech.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.signal.windows import hann

from talker.media.audio import Speech
from talker.media.resample import resampled

Floats = NDArray[np.float32]

RATE = 16000
FPS = 25
BANDS = 80
WINDOW = 16  # mel columns that a frame sees
FRAME_SAMPLES = RATE // FPS

_FFT = 800
_HOP = 200
_LOWEST, _HIGHEST = 55.0, 7600.0
_PRE_EMPHASIS = 0.97
_FLOOR = 1e-5
_REFERENCE_DB = 20.0
_RANGE_DB = 100.0
_BOUND = 4.0


def speech_wave(speech: Speech) -> Iterator[Floats]:
    """The speech as float32 mono at 16 kHz, in blocks: resampled with the filter of training."""
    return resampled(speech.blocks(speech.sample_rate), speech.sample_rate, RATE)


def mel_spectrogram(blocks: Iterable[Floats], frames: int | None = None) -> Floats:
    """Mel spectrogram of 16 kHz mono sound given in blocks: float32 [80, n], -4..4.

    The sound is cut after the last whole video frame of 640 samples, or, where `frames` is
    given, cut or filled with silence to that many frames. n = 1 + frames * 640 // 200: 26 kB for
    a second; with `frames` hardly anything else is held in memory.
    """
    parts = _columns(_fitted(blocks, frames))
    if frames is None:
        return np.concatenate(list(parts), axis=1)
    mel = silent_mel(frames)
    at = 0
    for part in parts:
        mel[:, at : at + part.shape[1]] = part
        at += part.shape[1]
    return mel


def silent_mel(frames: int) -> Floats:
    """What idle mode hears, [80, n]: zeros, which stand for no sound that there is."""
    return np.zeros((BANDS, 1 + frames * FRAME_SAMPLES // _HOP), np.float32)


def mel_windows(mel: Floats, start: int, stop: int) -> Floats:
    """What frames `start` to `stop` (exclusive) hear: float32 [stop - start, 80, 16].

    Frame i sees the columns from int(80 * (i - 2) / 25) on; the first and the last column are
    repeated where it looks beyond the ends.
    """
    columns = window_starts(start, stop)[:, None] + np.arange(WINDOW)
    columns = columns.clip(0, mel.shape[1] - 1)
    return np.ascontiguousarray(mel[:, columns].transpose(1, 0, 2))


def window_starts(start: int, stop: int) -> NDArray[np.int64]:
    """First mel column of frames `start` to `stop`; rounded toward zero, also below zero."""
    columns = RATE // _HOP * (np.arange(start, stop) - 2)
    return np.sign(columns) * (np.abs(columns) // FPS)


@cache
def mel_basis() -> NDArray[np.float64]:
    """Weights of the 401 frequencies in the 80 bands: float64 [80, 401]."""
    from librosa.filters import mel  # numba comes with it: not before a network hears something

    return mel(sr=RATE, n_fft=_FFT, n_mels=BANDS, fmin=_LOWEST, fmax=_HIGHEST, dtype=np.float64)


def _fitted(blocks: Iterable[Floats], frames: int | None) -> Iterator[Floats]:
    """The sound as whole video frames: as many as there are, or exactly `frames`."""
    left = None if frames is None else frames * FRAME_SAMPLES
    rest = np.zeros(0, np.float32)
    for block in blocks:
        sound = np.concatenate([rest, block])[:left]
        whole = sound.size // FRAME_SAMPLES * FRAME_SAMPLES
        if whole:
            yield sound[:whole]
        rest = sound[whole:]
        if left is not None:
            left -= whole
            if left == 0:
                return
    if left is not None:
        yield np.concatenate([rest, np.zeros(left - rest.size, np.float32)])


def _columns(blocks: Iterable[Floats]) -> Iterator[Floats]:
    """Columns of the spectrogram, [80, some], as soon as their sound is there."""
    half = _FFT // 2
    waiting = np.zeros(half, np.float64)
    last = 0.0
    for block in blocks:
        sound = block.astype(np.float64)
        sharp = sound - _PRE_EMPHASIS * np.append(last, sound[:-1])
        last = float(sound[-1])
        waiting = np.concatenate([waiting, sharp])
        count = max(0, (waiting.size - _FFT) // _HOP + 1)
        yield _spectrum(waiting, count)
        waiting = waiting[count * _HOP :]
    waiting = np.concatenate([waiting, np.zeros(half)])
    yield _spectrum(waiting, (waiting.size - _FFT) // _HOP + 1)


def _spectrum(sound: NDArray[np.float64], count: int) -> Floats:
    """`count` columns from the beginning of `sound`."""
    if count == 0:
        return np.zeros((BANDS, 0), np.float32)
    pieces = sliding_window_view(sound, _FFT)[::_HOP][:count] * hann(_FFT, sym=False)
    bands = mel_basis() @ np.abs(np.fft.rfft(pieces)).T
    decibels = 20 * np.log10(np.maximum(_FLOOR, bands)) - _REFERENCE_DB
    scaled = 2 * _BOUND * (decibels + _RANGE_DB) / _RANGE_DB - _BOUND
    return scaled.clip(-_BOUND, _BOUND).astype(np.float32)
