"""From speech to mouth shapes: a small convolutional network, run in numpy.

A log-mel spectrogram goes in, the probability of each of 15 visemes comes out, 50 times a second.
The network (one strided convolution, then residual dilated ones) is trained by
`training/train.py`; batch normalisation is folded into its weights there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from talker.assets import asset
from talker.engines.builtin.mel import RATE, STEP, mel_steps
from talker.errors import ErrorCode, MouthpieceError
from talker.media.audio import Speech
from talker.progress import CancelToken

VISEMES = (
    "sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "RR", "aa", "E", "I", "O", "U", "ax",
)  # fmt: skip
FRAME_RATE = RATE / STEP
VERSION = "1"

_FILE = "visemes.safetensors"
_FRAMES_AT_ONCE = 512
_SPREAD = 3.0

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class VisemeTrack:
    """What the mouth says over time; row i covers the time from i / rate to (i + 1) / rate.

    `probs`: float32 [N, 15] in the order of VISEMES, each row sums to 1; `energy_db`: float32 [N],
    loudness in dB below full scale.
    """

    rate: float
    probs: Floats
    energy_db: Floats


@dataclass(frozen=True)
class Network:
    """Weights: `first` has stride 2, `blocks` are added to what they get, `last` gives logits.

    Each layer is a weight [width, in, out] and a bias [out]; `dilations` belong to `blocks`.
    """

    first: tuple[Floats, Floats]
    blocks: tuple[tuple[Floats, Floats], ...]
    last: tuple[Floats, Floats]
    dilations: tuple[int, ...]

    @property
    def reach(self) -> int:
        """How many output frames to either side can change an output frame."""
        return 1 + sum(
            (len(weight) // 2) * dilation
            for (weight, _), dilation in zip(self.blocks, self.dilations, strict=True)
        )

    def logits(self, features: Floats) -> Floats:
        """Scores [n, 15] for normalised features [2 n, 40]; outside is taken as zero."""
        hidden = np.maximum(_convolve(features, *self.first, stride=2), 0)
        for layer, dilation in zip(self.blocks, self.dilations, strict=True):
            hidden = hidden + np.maximum(_convolve(hidden, *layer, dilation=dilation), 0)
        return _convolve(hidden, *self.last)


def track(speech: Speech, cancel: CancelToken) -> VisemeTrack:
    """Mouth shapes of a whole recording; memory grows by about 7 kB for each second of it."""
    mels, energies = [], []
    for mel, energy in mel_steps(_watched(speech.blocks(RATE), cancel)):
        mels.append(mel.astype(np.float16))  # half the memory; steps of 0.01 in a log are nothing
        energies.append(energy)
    energy_db = np.concatenate(energies)
    probs = classify(np.concatenate(mels), energy_db, load_network(), cancel)
    return VisemeTrack(FRAME_RATE, probs, energy_db)


def classify(
    mel: NDArray[np.float16], energy_db: Floats, network: Network, cancel: CancelToken
) -> Floats:
    """Viseme probabilities [n, 15] for log-mel frames [2 n, 40] and loudness [n]."""
    level = usual_level(mel, energy_db)
    probs = np.empty((len(energy_db), len(VISEMES)), np.float32)
    for start in range(0, len(probs), _FRAMES_AT_ONCE):
        cancel.check()
        stop = min(start + _FRAMES_AT_ONCE, len(probs))
        first, last = max(0, start - network.reach), min(len(probs), stop + network.reach)
        features = (mel[2 * first : 2 * last].astype(np.float32) - level) / np.float32(_SPREAD)
        logits = network.logits(features)[start - first : stop - first]
        scores = np.exp(logits - logits.max(1, keepdims=True))
        probs[start:stop] = scores / scores.sum(1, keepdims=True)
    return probs


def usual_level(mel: NDArray[np.float16], energy_db: Floats) -> Floats:
    """Mean log-mel [40] of the louder half: what makes microphones and distances alike."""
    loud = np.repeat(energy_db >= np.median(energy_db), 2)
    return mel[loud].mean(0, dtype=np.float64).astype(np.float32)


@cache
def load_network() -> Network:
    """The network that ships with the program."""
    path = asset(_FILE)
    try:
        with safe_open(path, "np") as file:
            facts = file.metadata() or {}
            names = file.keys()  # the file itself cannot be walked
            tensors = {name: file.get_tensor(name).astype(np.float32) for name in names}
    except SafetensorError as error:
        raise _broken(str(error)) from error
    if facts.get("version") != VERSION:
        raise _broken(f"version {facts.get('version')} instead of {VERSION}")
    dilations = tuple(json.loads(facts["dilations"]))

    def layer(name: str) -> tuple[Floats, Floats]:
        return tensors[f"{name}.weight"], tensors[f"{name}.bias"]

    blocks = tuple(layer(f"blocks.{i}") for i in range(len(dilations)))
    return Network(layer("first"), blocks, layer("last"), dilations)


def _broken(reason: str) -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.COMPONENT_MISSING,
        f"The program's own file {_FILE} cannot be used: {reason}.",
        "Install Mouthpiece again, or restore the folder `assets` of the checkout.",
    )


def _watched(blocks: Iterator[Floats], cancel: CancelToken) -> Iterator[Floats]:
    for block in blocks:
        cancel.check()
        yield block


def _convolve(
    values: Floats, weight: Floats, bias: Floats, *, stride: int = 1, dilation: int = 1
) -> Floats:
    """Convolution along time of [n, in] with [width, in, out], centred, zeros outside."""
    width = len(weight)
    padding = width // 2 * dilation
    padded = np.pad(values, ((padding, padding), (0, 0)))
    length = len(values)
    taps = [padded[k * dilation : k * dilation + length : stride] for k in range(width)]
    return np.concatenate(taps, 1) @ weight.reshape(-1, weight.shape[2]) + bias
