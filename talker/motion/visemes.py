"""Speech to visemes: a small language-independent network, run with numpy alone.

Log-mel features, then a residual 1-D convolution network (He et al., 2016, in one dimension)
trained by `training.train`; about 0.65 million weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from talker.assets import asset
from talker.errors import ErrorCode, MouthpieceError
from talker.motion.levels import voice_levels
from talker.motion.pitch import PitchMeter
from talker.progress import CancelToken

Floats = NDArray[np.float32]

VISEMES = (
    "sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "RR", "aa", "E", "I", "O", "U", "ax",
)  # fmt: skip
WEIGHTS = "visemes.safetensors"

SAMPLE_RATE = 16000
HOP = 160
BANDS = 40
STRIDE = 2
RATE = SAMPLE_RATE / HOP / STRIDE
FIRST_TAPS, TAPS = 5, 3
DILATIONS = (1, 2, 4, 8, 1, 2, 4, 8)

_WINDOW, _FFT = 400, 512
_LOW_HZ, _HIGH_HZ = 60.0, 7600.0
_PRE_EMPHASIS = np.float32(0.95)
_FLOOR = 1e-7
_FIRST = HOP // 2 - _WINDOW // 2  # the window of frame i is centred on (i + 0.5) hops
_CHUNK = 1000  # network steps at once
_CONTEXT = sum(DILATIONS) * (TAPS // 2)  # steps that one step sees on either side


class Sound(Protocol):
    """What can be heard in blocks of mono samples."""

    def blocks(self, rate: int) -> Iterator[Floats]:
        """Consecutive blocks of samples in -1..1 at `rate`."""
        ...


@dataclass(frozen=True)
class VisemeTrack:
    """Viseme probabilities `probs` float32 [N, 15] (order of VISEMES), loudness `energy_db` float32
    [N] and `pitch` in semitones above the usual [N], `rate` rows a second; row k stands for time
    (k + 0.5) / rate."""

    rate: float
    probs: Floats
    energy_db: Floats
    pitch: Floats


def track(speech: Sound, cancel: CancelToken) -> VisemeTrack:
    """What the speech says and how loud, for the whole recording; memory stays small."""
    mels, energies = [], []
    melody = PitchMeter(SAMPLE_RATE, RATE)

    def heard() -> Iterator[Floats]:
        for block in speech.blocks(SAMPLE_RATE):
            melody.feed(block)
            yield block

    for mel, energy in features(heard()):
        cancel.check()
        mels.append(mel.astype(np.float16))
        energies.append(energy)
    steps = len(np.concatenate(energies)) // STRIDE if energies else 0
    if steps == 0:
        silence = np.zeros((1, len(VISEMES)), np.float32)
        silence[:, 0] = 1.0
        return VisemeTrack(RATE, silence, np.full(1, -100.0, np.float32), np.zeros(1, np.float32))
    power = np.concatenate(energies)[: steps * STRIDE].reshape(steps, STRIDE).mean(1)
    energy_db = (10 * np.log10(power + 1e-10)).astype(np.float32)
    probs = _classify(np.concatenate(mels)[: steps * STRIDE], cancel)
    return VisemeTrack(RATE, probs, energy_db, melody.semitones(steps))


def features(blocks: Iterator[Floats]) -> Iterator[tuple[Floats, Floats]]:
    """Log-mel frames [n, 40] and mean power [n] of consecutive blocks, 100 frames a second.

    How the sound is cut into blocks makes no difference.
    """
    waiting = np.zeros(-_FIRST, np.float32)
    last = np.float32(0.0)
    for block in blocks:
        if not len(block):
            continue
        emphasised = block - _PRE_EMPHASIS * np.concatenate([[last], block[:-1]])
        last = block[-1]
        waiting = np.concatenate([waiting, emphasised.astype(np.float32)])
        count = (len(waiting) - _WINDOW) // HOP + 1
        if count > 0:
            yield _frames(waiting, count)
            waiting = waiting[count * HOP :]
    rest = (len(waiting) + _FIRST) // HOP
    if rest > 0:
        yield _frames(np.pad(waiting, (0, _WINDOW)), rest)


def _frames(samples: Floats, count: int) -> tuple[Floats, Floats]:
    view = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[: count * HOP : HOP]
    power = (view[:, -_FIRST : HOP - _FIRST] ** 2).mean(1)
    spectrum = np.abs(np.fft.rfft(view * _hann(), _FFT)).astype(np.float32) ** 2
    return np.log(spectrum @ _mel_filters().T + _FLOOR).astype(np.float32), power


@cache
def _hann() -> Floats:
    return np.hanning(_WINDOW + 1)[:-1].astype(np.float32)


@cache
def _mel_filters() -> Floats:
    """Triangles on the mel scale (O'Shaughnessy, 1987): [40, 257]."""

    def mel(hertz: NDArray[np.float64] | float) -> NDArray[np.float64]:
        return 2595 * np.log10(1 + np.asarray(hertz) / 700)

    points = np.linspace(mel(_LOW_HZ), mel(_HIGH_HZ), BANDS + 2)
    bins = mel(np.arange(_FFT // 2 + 1) * SAMPLE_RATE / _FFT)
    rising = (bins - points[:-2, None]) / (points[1:-1] - points[:-2])[:, None]
    falling = (points[2:, None] - bins) / (points[2:] - points[1:-1])[:, None]
    return np.clip(np.minimum(rising, falling), 0, None).astype(np.float32)


@cache
def _weights() -> dict[str, Floats]:
    path = asset(WEIGHTS)
    try:
        stored = load_file(path)
    except SafetensorError as error:
        raise MouthpieceError(
            ErrorCode.COMPONENT_MISSING,
            f"The program's own file {WEIGHTS} is damaged: {error}.",
            "Install Mouthpiece again, or restore the folder `assets` of the checkout.",
            path,
        ) from error
    return {name: value.astype(np.float32) for name, value in stored.items()}


def _classify(mel: NDArray[np.float16], cancel: CancelToken) -> Floats:
    """Probabilities [N, 15] for log-mel frames [2 N, 40], in chunks that overlap."""
    levels = voice_levels(mel)
    steps = len(mel) // STRIDE
    probs = np.empty((steps, len(VISEMES)), np.float32)
    for start in range(0, steps, _CHUNK):
        cancel.check()
        stop = min(start + _CHUNK, steps)
        low, high = max(start - _CONTEXT, 0), min(stop + _CONTEXT, steps)
        part = levels.heard(mel, max(low * STRIDE - 2, 0), high * STRIDE + 2)
        before = 2 - (low * STRIDE - max(low * STRIDE - 2, 0))
        after = 2 - (min(high * STRIDE + 2, len(mel)) - high * STRIDE)
        padded = np.pad(part, ((before, after), (0, 0)))
        probs[start:stop] = _network(padded, high - low)[start - low : stop - low]
    return probs


def _network(mel: Floats, steps: int) -> Floats:
    """The forward pass; `mel` has two more frames on either side than 2 * `steps`."""
    weights = _weights()
    x = _convolved(mel, "first", STRIDE, 1, steps)
    for index, dilation in enumerate(DILATIONS):
        reach = dilation * (TAPS // 2)
        x = x + _convolved(np.pad(x, ((reach, reach), (0, 0))), f"block{index}", 1, dilation, steps)
    scores = x @ weights["last.weight"] + weights["last.bias"]
    scores = np.exp(scores - scores.max(1, keepdims=True))
    return scores / scores.sum(1, keepdims=True)


def _convolved(x: Floats, name: str, stride: int, dilation: int, steps: int) -> Floats:
    """A convolution with its bias, cut off at zero: [`steps`, out]."""
    weights = _weights()
    found = np.tile(weights[f"{name}.bias"], (steps, 1))
    for index, tap in enumerate(weights[f"{name}.weight"]):
        start = index * dilation
        found += x[start : start + stride * (steps - 1) + 1 : stride] @ tap
    return np.maximum(found, 0, out=found)
