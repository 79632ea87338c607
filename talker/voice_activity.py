"""Speech or not: how probably somebody speaks, by the network of silero-vad (MIT).

Music, noise and breath are no speech to it, however loud. The network is read out of the installed
wheel, which is never imported: it would bring torch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talker.wheel_files import wheel_file

Floats = NDArray[np.float32]

RATE = 16_000
STEP = 512
"""Samples of RATE that share one probability: 32 ms."""

_BEFORE = 64  # samples that the network sees of the step before
_MOST = 512  # steps at once
_FILE = "silero_vad/data/silero_vad_16k_sequence.onnx"


class VoiceActivity:
    """Listens to one recording from its beginning, block by block; its state goes on."""

    def __init__(self) -> None:
        self._hidden = np.zeros((1, 1, 128), np.float32)
        self._cell = np.zeros((1, 1, 128), np.float32)
        self._before = np.zeros(_BEFORE, np.float32)
        self._waiting = np.zeros(0, np.float32)

    def feed(self, block: Floats) -> Floats:
        """Probabilities [n] in 0..1 of the steps that are now complete; `block` is mono at RATE."""
        samples = np.concatenate([self._waiting, block]).astype(np.float32, copy=False)
        whole = len(samples) // STEP * STEP
        self._waiting = samples[whole:]
        return self._listen(samples[:whole].reshape(-1, STEP))

    def close(self) -> Floats:
        """That of the last step, [1] or [0], as if silence followed."""
        rest = len(self._waiting)
        return self.feed(np.zeros(STEP - rest, np.float32)) if rest else np.zeros(0, np.float32)

    def _listen(self, steps: Floats) -> Floats:
        found = [np.zeros(0, np.float32)]
        for first in range(0, len(steps), _MOST):
            some = steps[first : first + _MOST]
            ends = np.concatenate([self._before[None], some[:-1, -_BEFORE:]])
            self._before = some[-1, -_BEFORE:]
            given = {
                "input": np.concatenate([ends, some], axis=1),
                "h": self._hidden,
                "c": self._cell,
            }
            probs, self._hidden, self._cell = _session().run(None, given)
            found.append(probs)
        return np.concatenate(found)


def speech_probabilities(blocks: Iterable[Floats]) -> Floats:
    """How probably somebody speaks [N] in each step of a whole recording, mono at RATE."""
    return np.concatenate([np.zeros(0, np.float32), *_probabilities(blocks)])


def _probabilities(blocks: Iterable[Floats]) -> Iterator[Floats]:
    activity = VoiceActivity()
    for block in blocks:
        yield activity.feed(block)
    yield activity.close()


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    path = wheel_file("silero-vad", _FILE)
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
