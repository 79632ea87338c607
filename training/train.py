"""Trains the viseme network on synthesised speech and writes the file that is shipped.

Run: python -m training.train --data FOLDER [--out FILE]

FOLDER is what `synthesise` made. Prints macro-F1 and accuracy on voices and languages that were
never trained on. The same data and seed give the same file on the same machine.
"""

from __future__ import annotations

import argparse
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy.ndimage import gaussian_filter1d
from scipy.signal import fftconvolve, resample_poly
from torch import nn
from torch.nn import functional
from typing_extensions import override

from talker.assets import assets_folder
from talker.motion.visemes import (
    BANDS,
    DILATIONS,
    RATE,
    SAMPLE_RATE,
    STRIDE,
    VISEMES,
    WEIGHTS,
    features,
    normalised,
    reference_level,
)
from training.phones import Utterance
from training.synthesise import load

Floats = NDArray[np.float32]

CHANNELS = 112
_AVERAGE = 0.998  # of the weights over the steps: the shipped ones are the running mean
_CROP = 150  # steps of 20 ms
_BATCH = 24
_IGNORED = -100  # what torch's cross entropy leaves out
_VOWELS = frozenset(VISEMES.index(name) for name in ("aa", "E", "I", "O", "U", "ax"))
_log = logging.getLogger(__name__)


class VisemeNet(nn.Module):
    """Conv1d stride 2, residual dilated convolutions, classes: [B, 40, 2 N] -> [B, 15, N]."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv1d(BANDS, CHANNELS, 5, stride=STRIDE, padding=2, bias=False)
        self.first_norm = nn.BatchNorm1d(CHANNELS)
        self.blocks = nn.ModuleList(
            nn.Conv1d(CHANNELS, CHANNELS, 5, dilation=d, padding=2 * d, bias=False)
            for d in DILATIONS
        )
        self.norms = nn.ModuleList(nn.BatchNorm1d(CHANNELS) for _ in DILATIONS)
        self.drop = nn.Dropout(0.1)
        self.last = nn.Conv1d(CHANNELS, len(VISEMES), 1)

    @override
    def forward(self, mel: torch.Tensor) -> torch.Tensor:
        x = functional.relu(self.first_norm(self.first(mel)))
        for block, norm in zip(self.blocks, self.norms, strict=True):
            x = x + self.drop(functional.relu(norm(block(x))))
        return self.last(x)

    def folded(self) -> dict[str, Floats]:
        """Weights with the batch norms folded in, as the program reads them."""
        found: dict[str, Floats] = {}
        pairs = [("first", self.first, self.first_norm)]
        names = (f"block{i}" for i in range(len(DILATIONS)))
        pairs += list(zip(names, self.blocks, self.norms, strict=True))
        for name, conv, norm in pairs:
            gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            found[f"{name}.weight"] = (conv.weight * gain[:, None, None]).detach().numpy()
            found[f"{name}.bias"] = (norm.bias - norm.running_mean * gain).detach().numpy()
        found["last.weight"] = self.last.weight.detach().numpy()
        found["last.bias"] = self.last.bias.detach().numpy()
        return found


@dataclass(frozen=True)
class Example:
    """Log-mel frames float16 [2 N, 40] and classes int64 [N] of one sentence."""

    voice: str
    mel: NDArray[np.float16]
    classes: NDArray[np.int64]


def labels(utterance: Utterance, steps: int) -> NDArray[np.int64]:
    """The class at (k + 0.5) / RATE for each step.

    An English l that no vowel follows is dark: it sounds like the o of other languages and would
    teach that o is a consonant, so it teaches nothing.
    """
    times = (np.arange(steps) + 0.5) / RATE
    classes = np.zeros(steps, np.int64)
    for phone, after in zip(utterance.phones, (*utterance.phones[1:], None), strict=True):
        dark = utterance.language == "en" and phone.label in ("l", "el")
        dark = dark and (after is None or after.viseme not in _VOWELS)
        inside = (times >= phone.start) & (times < phone.end)
        classes[inside] = _IGNORED if dark else phone.viseme
    return classes


def sound(utterance: Utterance) -> Floats:
    """Mono samples at 16 kHz."""
    samples, rate = soundfile.read(utterance.wav, dtype="float32")
    return resample_poly(samples, SAMPLE_RATE, rate).astype(np.float32)


def roughened(samples: Floats, chance: np.random.Generator) -> Floats:
    """The same speech in a worse room: echo, telephone band, tone, noise, loudness."""
    if chance.uniform() < 0.35:
        decay = chance.uniform(0.05, 0.35)
        tail = np.arange(int(decay * SAMPLE_RATE)) / SAMPLE_RATE
        echo = chance.standard_normal(len(tail)) * np.exp(-6.9 * tail / decay)
        echo *= chance.uniform(0.1, 0.5) / max(float(np.abs(echo).sum()) ** 0.5, 1e-6)
        echo[0] = 1.0
        samples = fftconvolve(samples, echo)[: len(samples)].astype(np.float32)
    if chance.uniform() < 0.15:
        samples = resample_poly(resample_poly(samples, 1, 2), 2, 1)[: len(samples)]
    level = float(np.sqrt(np.mean(samples**2)) + 1e-6)
    noise = chance.standard_normal(len(samples))
    for _ in range(int(chance.integers(0, 3))):
        noise = np.diff(noise, prepend=0.0) if chance.uniform() < 0.3 else np.cumsum(noise) * 0.02
        noise -= noise.mean()
    noise *= level * 10 ** (-chance.uniform(5, 45) / 20) / (float(noise.std()) + 1e-9)
    return ((samples + noise) * 10 ** chance.uniform(-1, 0.3)).astype(np.float32)


def example(utterance: Utterance, samples: Floats) -> Example:
    """Features and labels of one sentence."""
    mel = np.concatenate([part for part, _ in features(iter([samples]))])
    steps = len(mel) // STRIDE
    return Example(
        utterance.voice, mel[: steps * STRIDE].astype(np.float16), labels(utterance, steps)
    )


def warped(mel: Floats, chance: np.random.Generator) -> Floats:
    """Another speaker and microphone, in the mel domain: formants moved, tilt, floor, masks."""
    bands = np.arange(BANDS)
    place = np.clip(bands * chance.uniform(0.88, 1.14) + chance.uniform(-1, 1), 0, BANDS - 1)
    low = place.astype(int)
    high = np.minimum(low + 1, BANDS - 1)
    part = (place - low).astype(np.float32)
    mel = mel[:, low] + part * (mel[:, high] - mel[:, low])
    tone = chance.normal(0, 0.5) * np.linspace(-1, 1, BANDS) + chance.normal(0, 0.3)
    tone += gaussian_filter1d(chance.normal(0, 0.6, BANDS), 4)
    mel = mel + tone.astype(np.float32)
    if chance.uniform() < 0.5:
        floor = np.quantile(mel, chance.uniform(0.02, 0.35))
        mel = np.logaddexp(mel, floor + 0.3 * chance.standard_normal(mel.shape))
    if chance.uniform() < 0.4:
        start = int(chance.integers(0, BANDS - 5))
        mel[:, start : start + int(chance.integers(1, 6))] = mel.mean()
    return mel.astype(np.float32)


def batch(
    examples: list[Example], weights: NDArray[np.float64], chance: np.random.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Random 3-second pieces: [B, 40, 2 * 150] and [B, 150] with _IGNORED where unlabelled."""
    mels = np.zeros((_BATCH, BANDS, _CROP * STRIDE), np.float32)
    classes = np.full((_BATCH, _CROP), _IGNORED, np.int64)
    for row, index in enumerate(chance.choice(len(examples), _BATCH, p=weights)):
        example = examples[index]
        steps = len(example.classes)
        start = int(chance.integers(0, max(1, steps - _CROP)))
        stop = min(start + _CROP, steps)
        mel = warped(example.mel.astype(np.float32), chance)
        mel = normalised(mel, reference_level(mel))[start * STRIDE : stop * STRIDE]
        mels[row, :, : len(mel)] = mel.T
        classes[row, : stop - start] = example.classes[start:stop]
    return torch.from_numpy(mels), torch.from_numpy(classes)


def macro_f1(confusion: NDArray[np.int64]) -> tuple[float, NDArray[np.float64]]:
    """Mean F1 over the classes that occur, and the F1 of each class."""
    hits = np.diag(confusion).astype(float)
    f1 = 2 * hits / np.maximum(confusion.sum(0) + confusion.sum(1), 1)
    return float(f1[confusion.sum(1) > 0].mean()), f1


def evaluate(net: VisemeNet, examples: list[Example]) -> str:
    """Macro-F1 by voice and over all, and F1 by class, as lines of text."""
    net.eval()
    by_voice: dict[str, NDArray[np.int64]] = {}
    for example in examples:
        mel = normalised(example.mel, reference_level(example.mel))
        with torch.no_grad():
            guess = net(torch.from_numpy(mel.T[None]))[0].argmax(0).numpy()
        table = by_voice.setdefault(example.voice, np.zeros((len(VISEMES), len(VISEMES)), np.int64))
        np.add.at(table, (example.classes, guess[: len(example.classes)]), 1)
    lines = []
    by_voice["all"] = np.sum(list(by_voice.values()), axis=0)
    for voice, table in by_voice.items():
        accuracy = np.trace(table) / table.sum()
        lines.append(f"{voice:34} macro-F1 {macro_f1(table)[0]:.3f}  accuracy {accuracy:.3f}")
    shares = macro_f1(by_voice["all"])[1]
    lines.append("  ".join(f"{n} {v:.2f}" for n, v in zip(VISEMES, shares, strict=True)))
    return "\n".join(lines)


def voice_weights(examples: list[Example]) -> NDArray[np.float64]:
    """Recorded voices (flite, festival) count as much as all of espeak's together."""
    recorded = np.array([not example.voice.startswith("espeak") for example in examples])
    length = np.array([len(example.classes) for example in examples], float)
    weight = np.where(recorded, 0.5 / (length * recorded).sum(), 0.5 / (length * ~recorded).sum())
    weight = weight * length
    return np.asarray(weight / weight.sum())


def read(folder: Path, chance: np.random.Generator | None) -> list[Example]:
    """All sentences of a folder; with `chance` each one half of the time in a worse room."""
    found = []
    for wav in sorted(folder.glob("*.wav")):
        if wav.with_suffix(".json").exists():
            utterance = load(wav)
            samples = sound(utterance)
            if chance is not None and chance.uniform() < 0.6:
                samples = roughened(samples, chance)
            if len(samples) > SAMPLE_RATE // 2:
                found.append(example(utterance, samples))
    return found


def train(data: Path, out: Path, steps: int, seed: int) -> None:
    """Trains, prints how it does, writes `out`."""
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    chance = np.random.default_rng(seed)
    examples = read(data / "train", chance)
    unheard = read(data / "held_out", None)
    hours = sum(len(example.classes) for example in examples) / RATE / 3600
    _log.info("%d sentences, %.2f h", len(examples), hours)
    weights = voice_weights(examples)
    net = VisemeNet()
    mean = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(_AVERAGE), use_buffers=True
    )
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps)
    for step in range(steps):
        mel, classes = batch(examples, weights, chance)
        loss = functional.cross_entropy(net(mel), classes, label_smoothing=0.05)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        mean.update_parameters(net)
        if (step + 1) % 500 == 0:
            _log.info(
                "step %d loss %.3f\n%s", step + 1, loss.item(), evaluate(mean.module, unheard)
            )
    stored = {name: value.astype(np.float16) for name, value in mean.module.folded().items()}
    voices = sorted({example.voice.split("+")[0] for example in examples})
    save_file(stored, out, metadata={"version": "1", "voices": " ".join(voices)})
    _log.info("wrote %s, %d bytes", out, out.stat().st_size)


def main() -> None:
    """The command line of this script."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=assets_folder() / WEIGHTS)
    parser.add_argument("--steps", type=int, default=4500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    train(arguments.data, arguments.out, arguments.steps, arguments.seed)


if __name__ == "__main__":
    main()
