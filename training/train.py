"""Trains the viseme network on synthesised speech and writes the file that is shipped.

Run: python -m training.train --data FOLDER [--out FILE]

FOLDER is what `synthesise` made. Prints macro-F1 and accuracy on voices and languages that were
never trained on. The same data and seed give the same file on the same machine.
"""

from __future__ import annotations

import argparse
import logging
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, fftconvolve, resample_poly, sosfilt
from torch import nn
from torch.nn import functional
from typing_extensions import override

from talker.assets import assets_folder
from talker.motion.articulation import heard, targets
from talker.motion.decoding import stretches
from talker.motion.levels import normalised, reference_level, voice_levels
from talker.motion.visemes import (
    BANDS,
    DILATIONS,
    FIRST_TAPS,
    RATE,
    SAMPLE_RATE,
    STRIDE,
    TAPS,
    VISEMES,
    WEIGHTS,
    features,
)
from training.phones import Utterance
from training.synthesise import load

Floats = NDArray[np.float32]

CHANNELS = 160
_RATE = 3e-3
_GENTLER = 4.0  # where training goes on from weights that it wrote before
_AVERAGE = 0.998  # of the weights over the steps: the shipped ones are the running mean
_CROP = 150  # steps of 20 ms
_BATCH = 24
_PROCESSES, _READ_AT_ONCE = 4, 100
_REPORT = 500  # steps; the file is written as often
_RESAMPLED = 40  # the finest change of speed is one in so many
_SEEN = 0.5  # the weight of the shape of the mouth in the loss
_IGNORED = -100  # what torch's cross entropy leaves out
_VOWELS = frozenset(VISEMES.index(name) for name in ("aa", "E", "I", "O", "U", "ax"))
_LIPS, _TEETH = VISEMES.index("PP"), VISEMES.index("FF")
_log = logging.getLogger(__name__)


def _shapes() -> Floats:
    """What is seen of each viseme in spreads [15, 8]: articulators, lips shut, teeth on the lip."""
    contacts = np.eye(len(VISEMES))[:, [_LIPS, _TEETH]]
    shapes = np.hstack([targets(), contacts])
    return (shapes / shapes.std(0)).astype(np.float32)


_SHAPES = _shapes()


class Taps(nn.Module):
    """A convolution over time [T, B, in] -> [T / stride, B, out], as one product of matrices:
    five times faster on a CPU than torch's dilated one."""

    def __init__(self, inward: int, outward: int, dilation: int = 1, stride: int = 1) -> None:
        super().__init__()
        self.count, self.dilation, self.stride = (
            (TAPS if stride == 1 else FIRST_TAPS),
            dilation,
            stride,
        )
        scale = (2 / (self.count * inward)) ** 0.5
        self.weight = nn.Parameter(scale * torch.randn(self.count, inward, outward))

    @override
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        reach = self.dilation * (self.count // 2)
        padded = functional.pad(x, (0, 0, 0, 0, reach, reach))
        starts = range(0, self.count * self.dilation, self.dilation)
        seen = [padded[k : k + len(x) : self.stride] for k in starts]
        return torch.cat(seen, 2) @ self.weight.flatten(0, 1)


class VisemeNet(nn.Module):
    """Stride 2, residual dilated convolutions, classes: [2 N, B, 40] -> [N, B, 15]."""

    def __init__(self) -> None:
        super().__init__()
        self.first = Taps(BANDS, CHANNELS, stride=STRIDE)
        self.first_norm = nn.BatchNorm1d(CHANNELS)
        self.blocks = nn.ModuleList(Taps(CHANNELS, CHANNELS, d) for d in DILATIONS)
        self.norms = nn.ModuleList(nn.BatchNorm1d(CHANNELS) for _ in DILATIONS)
        self.drop = nn.Dropout(0.1)
        self.last = nn.Linear(CHANNELS, len(VISEMES))

    @override
    def forward(self, mel: torch.Tensor) -> torch.Tensor:
        x = self._active(self.first(mel), self.first_norm)
        for block, norm in zip(self.blocks, self.norms, strict=True):
            x = x + self.drop(self._active(block(x), norm))
        return self.last(x)

    @staticmethod
    def _active(x: torch.Tensor, norm: nn.Module) -> torch.Tensor:
        return functional.relu(norm(x.flatten(0, 1))).view(x.shape)

    def _layers(self) -> list[tuple[str, Taps, nn.BatchNorm1d]]:
        names = (f"block{i}" for i in range(len(DILATIONS)))
        first = ("first", self.first, self.first_norm)
        return [first, *zip(names, self.blocks, self.norms, strict=True)]

    def unfold(self, stored: dict[str, Floats]) -> None:
        """Takes the weights of a file; the batch norms do nothing then, and stay so."""
        with torch.no_grad():
            for name, taps, norm in self._layers():
                taps.weight.copy_(torch.from_numpy(stored[f"{name}.weight"]))
                norm.bias.copy_(torch.from_numpy(stored[f"{name}.bias"]))
                norm.running_var.fill_(1 - norm.eps)
                norm.eval()
            self.last.weight.copy_(torch.from_numpy(stored["last.weight"].T))
            self.last.bias.copy_(torch.from_numpy(stored["last.bias"]))

    def folded(self) -> dict[str, Floats]:
        """Weights [taps, in, out] and biases with the batch norms folded in, as the program reads
        them."""
        found: dict[str, Floats] = {}
        for name, taps, norm in self._layers():
            gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            found[f"{name}.weight"] = (taps.weight * gain).detach().numpy()
            found[f"{name}.bias"] = (norm.bias - norm.running_mean * gain).detach().numpy()
        found["last.weight"] = self.last.weight.T.detach().numpy()
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


def respoken(utterance: Utterance, samples: Floats, factor: float) -> tuple[Utterance, Floats]:
    """The same speech `factor` times as fast and as high: a smaller or larger speaker."""
    down = round(_RESAMPLED * factor)
    exact = down / _RESAMPLED
    phones = tuple(
        replace(phone, start=phone.start / exact, end=phone.end / exact)
        for phone in utterance.phones
    )
    faster = resample_poly(samples, _RESAMPLED, down).astype(np.float32)
    return replace(utterance, phones=phones), faster


def roughened(samples: Floats, others: Floats, chance: np.random.Generator) -> Floats:
    """The same speech in a worse room: echo, narrow band, noise, other people, loudness."""
    if chance.uniform() < 0.4:
        decay = chance.uniform(0.05, 0.5)
        tail = np.arange(int(decay * SAMPLE_RATE)) / SAMPLE_RATE
        echo = chance.standard_normal(len(tail)) * np.exp(-6.9 * tail / decay)
        echo *= chance.uniform(0.1, 0.5) / max(float(np.abs(echo).sum()) ** 0.5, 1e-6)
        echo[0] = 1.0
        samples = fftconvolve(samples, echo)[: len(samples)].astype(np.float32)
    level = float(np.sqrt(np.mean(samples**2)) + 1e-6)
    noise = chance.standard_normal(len(samples))
    for _ in range(int(chance.integers(0, 3))):
        noise = np.diff(noise, prepend=0.0) if chance.uniform() < 0.3 else np.cumsum(noise) * 0.02
        noise -= noise.mean()
    if chance.uniform() < 0.2:
        noise = np.resize(others, len(samples)).astype(np.float64)
    noise *= level * 10 ** (-chance.uniform(5, 45) / 20) / (float(noise.std()) + 1e-9)
    samples = (samples + noise).astype(np.float32)
    if chance.uniform() < 0.35:
        edges = (chance.uniform(50, 300), chance.uniform(3200, 7500))
        samples = sosfilt(butter(2, edges, "bandpass", fs=SAMPLE_RATE, output="sos"), samples)
    return (samples * 10 ** chance.uniform(-1, 0.3)).astype(np.float32)


def example(utterance: Utterance, samples: Floats) -> Example:
    """Features and labels of one sentence."""
    mel = np.concatenate([part for part, _ in features(iter([samples]))])
    steps = len(mel) // STRIDE
    return Example(
        utterance.voice, mel[: steps * STRIDE].astype(np.float16), labels(utterance, steps)
    )


def warped(mel: Floats, chance: np.random.Generator) -> Floats:
    """Another speaker and microphone, in the mel domain: formants moved, floor, masks."""
    bands = np.arange(BANDS)
    place = np.clip(bands * chance.uniform(0.88, 1.14) + chance.uniform(-1, 1), 0, BANDS - 1)
    low = place.astype(int)
    high = np.minimum(low + 1, BANDS - 1)
    part = (place - low).astype(np.float32)
    mel = mel[:, low] + part * (mel[:, high] - mel[:, low])
    tone = chance.normal(0, 0.5) * np.linspace(-1, 1, BANDS) + gaussian_filter1d(
        chance.normal(0, 0.6, BANDS), 4
    )
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
    """Random 3-second pieces: [2 * 150, B, 40] and [150, B] with _IGNORED where unlabelled."""
    mels = np.zeros((_CROP * STRIDE, _BATCH, BANDS), np.float32)
    classes = np.full((_CROP, _BATCH), _IGNORED, np.int64)
    for row, index in enumerate(chance.choice(len(examples), _BATCH, p=weights)):
        example = examples[index]
        steps = len(example.classes)
        start = int(chance.integers(0, max(1, steps - _CROP)))
        stop = min(start + _CROP, steps)
        mel = warped(example.mel.astype(np.float32), chance)
        mel = normalised(mel, reference_level(mel))[start * STRIDE : stop * STRIDE]
        # a short recording knows its microphone badly
        mel += chance.normal(0, 0.12) + 0.4 * gaussian_filter1d(chance.normal(0, 1, BANDS), 5)
        mels[: len(mel), row] = mel
        classes[: stop - start, row] = example.classes[start:stop]
    return torch.from_numpy(mels), torch.from_numpy(classes)


def loss_of(scores: torch.Tensor, classes: torch.Tensor) -> torch.Tensor:
    """Cross entropy in which what must close counts double, and how far the mouth that follows
    from the probabilities is from the one that was meant (both in its usual spread)."""
    flat, meant = scores.flatten(0, 1), classes.flatten()
    weights = torch.ones(len(VISEMES))
    weights[[_LIPS, _TEETH]] = 2.0
    known = meant != _IGNORED
    flat, meant = flat[known], meant[known]
    heard = functional.cross_entropy(flat, meant, weights, label_smoothing=0.05)
    shapes = torch.from_numpy(_SHAPES)
    seen = functional.mse_loss(flat.softmax(1) @ shapes, shapes[meant])
    return heard + _SEEN * seen


def macro_f1(confusion: NDArray[np.int64]) -> tuple[float, NDArray[np.float64]]:
    """Mean F1 over the classes that occur, and the F1 of each class."""
    hits = np.diag(confusion).astype(float)
    f1 = 2 * hits / np.maximum(confusion.sum(0) + confusion.sum(1), 1)
    return float(f1[confusion.sum(1) > 0].mean()), f1


def evaluate(net: VisemeNet, examples: list[Example]) -> str:
    """Macro-F1 by voice and over all, and F1 by class, as lines of text."""
    net.eval()
    shut, seconds = np.zeros((2, 3), int), 0.0
    by_voice: dict[str, NDArray[np.int64]] = {}
    for example in examples:
        mel = voice_levels(example.mel).heard(example.mel, 0, len(example.mel))
        with torch.no_grad():
            scores = net(torch.from_numpy(mel[:, None]))[:, 0]
        guess = scores.argmax(1).numpy()
        table = by_voice.setdefault(example.voice, np.zeros((len(VISEMES), len(VISEMES)), np.int64))
        known = example.classes != _IGNORED
        np.add.at(table, (example.classes[known], guess[: len(known)][known]), 1)
        path = heard(scores.softmax(1).numpy())
        shut += np.array([closures(path, example.classes, kind) for kind in (_LIPS, _TEETH)])
        seconds += len(path) / RATE
    lines = []
    by_voice["all"] = np.sum(list(by_voice.values()), axis=0)
    for voice, table in by_voice.items():
        accuracy = np.trace(table) / table.sum()
        lines.append(f"{voice:34} macro-F1 {macro_f1(table)[0]:.3f}  accuracy {accuracy:.3f}")
    shares = macro_f1(by_voice["all"])[1]
    lines.append("  ".join(f"{n} {v:.2f}" for n, v in zip(VISEMES, shares, strict=True)))
    for name, (hits, meant, false) in zip(("p b m", "f v"), shut, strict=True):
        lines.append(f"{name}: {hits} of {meant} met, {60 * false / seconds:.0f} false a minute")
    return "\n".join(lines)


def closures(
    path: NDArray[np.intp], classes: NDArray[np.int64], viseme: int
) -> tuple[int, int, int]:
    """How many stretches of `viseme` in `classes` [N] the decoded `path` [N] meets within a step,
    how many there are, and how many of `path` meet none within two."""

    meant, found = stretches(classes == viseme), stretches(path == viseme)
    hits = sum(any(c < b + 1 and d > a - 1 for c, d in found) for a, b in meant)
    false = sum(all(c >= b + 2 or d <= a - 2 for a, b in meant) for c, d in found)
    return hits, len(meant), false


def voice_weights(examples: list[Example]) -> NDArray[np.float64]:
    """Recorded voices (flite, festival) count twice as much as all of espeak's together."""
    recorded = np.array([not example.voice.startswith("espeak") for example in examples])
    length = np.array([len(example.classes) for example in examples], float)
    weight = np.where(recorded, 2 / (length * recorded).sum(), 1 / (length * ~recorded).sum())
    weight = weight * length
    return np.asarray(weight / weight.sum())


def read(folder: Path, seed: int | None) -> list[Example]:
    """All sentences of a folder; with a seed each by another speaker, most of them in a worse
    room, those of recorded voices twice."""
    wavs = [wav for wav in sorted(folder.glob("*.wav")) if wav.with_suffix(".json").exists()]
    jobs = [(wavs[i : i + _READ_AT_ONCE], seed) for i in range(0, len(wavs), _READ_AT_ONCE)]
    with ProcessPoolExecutor(_PROCESSES) as pool:
        return [example for found in pool.map(_read, jobs) for example in found]


def _read(job: tuple[list[Path], int | None]) -> list[Example]:
    wavs, seed = job
    chance = np.random.default_rng((seed or 0, zlib.crc32(wavs[0].name.encode())))
    found = []
    others = np.zeros(1, np.float32)
    for utterance in map(load, wavs):
        samples = sound(utterance)
        if len(samples) <= SAMPLE_RATE // 2:
            continue
        if seed is None:
            found.append(example(utterance, samples))
            continue
        for _ in range(1 if utterance.voice.startswith("espeak") else 2):
            other, changed = respoken(utterance, samples, chance.uniform(0.85, 1.2))
            if chance.uniform() < 0.6:
                changed = roughened(changed, others, chance)
            found.append(example(other, changed))
        others = samples
    return found


def write(net: VisemeNet, voices: str, out: Path) -> None:
    """The file that the program reads: weights as float16."""
    # safetensors stores the memory of an array as it lies, whatever its order
    stored = {name: np.ascontiguousarray(value, np.float16) for name, value in net.folded().items()}
    save_file(stored, out, metadata={"version": "2", "voices": voices})


def train(data: Path, out: Path, steps: int, seed: int, start: Path | None = None) -> None:
    """Trains, prints how it does, writes `out`; from the weights in `start`, where it is given."""
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    chance = np.random.default_rng(seed)
    examples = read(data / "train", seed)
    unheard = read(data / "held_out", None)
    hours = sum(len(example.classes) for example in examples) / RATE / 3600
    _log.info("%d sentences, %.2f h", len(examples), hours)
    shares = voice_weights(examples)
    voices = " ".join(sorted({example.voice.split("+")[0] for example in examples}))
    net = VisemeNet()
    rate = _RATE
    if start is not None:
        net.unfold(load_file(start))
        rate /= _GENTLER
    mean = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(_AVERAGE), use_buffers=True
    )
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    for step in range(steps):
        mel, classes = batch(examples, shares, chance)
        loss = loss_of(net(mel), classes)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        mean.update_parameters(net)
        if (step + 1) % _REPORT == 0 or step + 1 == steps:
            found = evaluate(mean.module, unheard)
            _log.info("step %d loss %.3f\n%s", step + 1, loss.item(), found)
            write(mean.module, voices, out)
    _log.info("wrote %s, %d bytes", out, out.stat().st_size)


def main() -> None:
    """The command line of this script."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=assets_folder() / WEIGHTS)
    parser.add_argument("--steps", type=int, default=4600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="go on from the weights in this file")
    arguments = parser.parse_args()
    train(arguments.data, arguments.out, arguments.steps, arguments.seed, arguments.start)


if __name__ == "__main__":
    main()
