"""What MuseTalk hears: the hidden states of Whisper's encoder, for speeches of any length.

The encoder takes 30 seconds. Longer speeches go through it in pieces that overlap, and of each
the middle counts, so that no step is heard without what is around it. What is quiet is measured
by the loudest of the whole speech, not of a piece: nothing changes at a seam.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import WhisperFeatureExtractor
from transformers.models.whisper.modeling_whisper import WhisperEncoder

from talker.dubbing.musetalk.windows import STEPS_PER_SECOND, Window, positions, tokens
from talker.files import atomic_write
from talker.media.audio import Speech
from talker.progress import CancelToken

Floats = NDArray[np.float32]

RATE = 16000
_PIECE = 30 * RATE  # what the encoder takes
_CONTEXT = 5 * RATE  # at each end of a piece that another one hears better
_HOP = _PIECE - 2 * _CONTEXT
_STEP = RATE // STEPS_PER_SECOND
_RANGE = 8.0  # powers of ten below the loudest that are told apart
_NAME = "musetalk-states.bin"
_WINDOW = Window()


@dataclass(frozen=True)
class Piece:
    """30 seconds of a speech, or what there is of them: `samples` from step `start` on, of which
    the steps from `first` to `last` (exclusive, of the speech) count."""

    samples: Floats
    start: int
    first: int
    last: int


def pieces(blocks: Iterable[Floats]) -> Iterator[Piece]:
    """The pieces of a speech whose samples come in blocks of any size."""
    held = np.zeros(0, np.float32)
    start = first = 0  # in samples
    for block in blocks:
        held = np.concatenate([held, block])
        while len(held) > _PIECE:
            last = start + _PIECE - _CONTEXT
            yield Piece(held[:_PIECE], start // _STEP, first // _STEP, last // _STEP)
            held, start, first = held[_HOP:], start + _HOP, last
    last = start + len(held)
    if last // _STEP > first // _STEP:
        yield Piece(held, start // _STEP, first // _STEP, last // _STEP)


class Ear:
    """The encoder and what is made of a sound for it."""

    def __init__(self, encoder: WhisperEncoder, device: torch.device) -> None:
        self._encoder = encoder.to(device)
        self._device = device
        self._extract = WhisperFeatureExtractor(feature_size=encoder.config.num_mel_bins)

    def log_mel(self, samples: Floats) -> Floats:
        """Of at most 30 s at 16 kHz, the rest silence: [bands, 3000], floored by its loudest."""
        made = self._extract(samples, sampling_rate=RATE, return_tensors="np")
        return made.input_features[0]

    @torch.inference_mode()
    def states(self, mel: Floats) -> Floats:
        """[bands, 3000] -> what each layer is given and what the last one gives: [1500, 5, W]."""
        given = torch.from_numpy(mel)[None].to(self._device)
        seen = self._encoder(given, output_hidden_states=True)
        hidden: tuple[Tensor, ...] = (*seen.hidden_states[:-1], seen.last_hidden_state)
        return torch.stack([state[0] for state in hidden], 1).float().cpu().numpy()

    def hear(
        self, speech: Speech, rate: Fraction, folder: Path, cancel: CancelToken
    ) -> HeardSpeech:
        """All of a speech; the states are written to a file in `folder`."""
        loudest = -np.inf
        for piece in pieces(speech.blocks(RATE)):
            cancel.check()
            loudest = max(loudest, float(self.log_mel(piece.samples).max()))
        path, count = folder / _NAME, 0
        with atomic_write(path) as part, part.open("wb") as file:
            for piece in pieces(speech.blocks(RATE)):
                cancel.check()
                mel = np.maximum(self.log_mel(piece.samples), loudest - _RANGE / 4)
                states = self.states(mel.astype(np.float32))
                file.write(states[piece.first - piece.start : piece.last - piece.start].tobytes())
                count = piece.last
        width = self._encoder.config.d_model
        return HeardSpeech(path, count, self._encoder.config.encoder_layers + 1, width, rate)


@dataclass(frozen=True)
class HeardSpeech:
    """The states of `count` steps in a file, for frames at `rate` a second."""

    path: Path
    count: int
    states: int
    width: int
    rate: Fraction

    def rows(self, start: int, stop: int) -> Floats:
        """What the frames hear: float32 [frames, steps * states, width]."""
        steps = _WINDOW.of_frames(start, stop, self.rate)
        first = int(np.clip(steps[0, 0], 0, max(self.count - 1, 0)))
        last = int(np.clip(steps[-1, -1] + 1, 0, self.count))
        made = tokens(self._read(first, last), steps, first, self.count)
        return made + positions(made.shape[1], self.width)

    def _read(self, first: int, last: int) -> Floats:
        row = self.states * self.width
        count = max(last - first, 0) * row
        read = np.fromfile(self.path, "<f4", count, offset=4 * first * row)
        if not count:
            read = np.zeros(row, np.float32)  # nobody hears it
        return read.reshape(-1, self.states, self.width)
