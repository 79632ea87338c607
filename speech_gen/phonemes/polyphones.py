"""Which of its sounds a Chinese character has in a sentence, by a small network that reads it.

Weights: the wheel g2pM (Park and Lee, 2020, arXiv:2004.03136), a recurrent network over the
characters of a sentence, trained on 99,000 sentences with one sound each that people have noted.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from talker.wheel_files import wheel_file

Floats = NDArray[np.float32]

# How the network's alphabet calls what it does not know, and the ends of a sentence.
_UNKNOWN, _BEGIN, _END = "<UNK>", "시", "끝"
_ARRAYS = frozenset({("numpy", "ndarray"), ("numpy", "dtype"), ("_codecs", "encode")})


class Numbers(pickle.Unpickler):
    """Reads arrays of numpy and plain values, and calls nothing else."""

    @override
    def find_class(self, module: str, name: str) -> Any:
        if name == "_reconstruct" and module.endswith(".multiarray"):
            return np.zeros(0).__reduce__()[0]  # wherever this numpy has it
        if (module, name) not in _ARRAYS:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def _read(name: str) -> Any:
    with wheel_file("g2pM", f"g2pM/{name}.pkl").open("rb") as file:
        return Numbers(file).load()


class _Network:
    """One layer that reads from both sides, and two that choose."""

    def __init__(self) -> None:
        self._of: Mapping[str, Floats] = {
            name: np.asarray(value, np.float32) for name, value in _read("np_ckpt").items()
        }
        self._characters: Mapping[str, int] = _read("char2idx")
        classes: Mapping[str, int] = _read("class2idx")
        # Those of one sound it was never taught; a choice among others would be a guess.
        self._choices = {
            character: {one.replace("u:", "v"): classes[one] for one in sounds if one in classes}
            for character, sounds in _read("digest_cedict").items()
            if len(character) == 1 and len(sounds) > 1
        }

    def choose(self, sentence: str, places: Sequence[int]) -> dict[int, str]:
        """The sounds of the characters at some places, of those that have several."""
        doubtful = {at: found for at in places if (found := self._choices.get(sentence[at]))}
        if not doubtful:
            return {}
        of, unknown = self._of, self._characters[_UNKNOWN]
        signs = [_BEGIN, *sentence, _END]
        read = of["embedding.weight"][[self._characters.get(sign, unknown) for sign in signs]]
        both = np.concatenate([self._along(read, ""), self._along(read[::-1], "_reverse")[::-1]], 1)
        chosen = {}
        for at, classes in doubtful.items():
            likely = self._likely(both[at + 1])
            chosen[at] = max(classes, key=lambda one: likely[classes[one]])
        return chosen

    def _likely(self, read: Floats) -> Floats:
        of = self._of
        inner = np.maximum(of["logit_layer.0.weight"] @ read + of["logit_layer.0.bias"], 0)
        return of["logit_layer.2.weight"] @ inner + of["logit_layer.2.bias"]

    def _along(self, read: Floats, side: str) -> Floats:
        """What is remembered at each sign: a long short-term memory (Hochreiter, 1997)."""
        of = self._of
        again = of[f"lstm.weight_hh_l0{side}"].T
        given = read @ of[f"lstm.weight_ih_l0{side}"].T
        given += of[f"lstm.bias_ih_l0{side}"] + of[f"lstm.bias_hh_l0{side}"]
        said = memory = np.zeros(again.shape[0], np.float32)
        found = []
        for step in given:
            taken, kept, new, shown = np.split(step + said @ again, 4)
            memory = _sigmoid(kept) * memory + _sigmoid(taken) * np.tanh(new)
            said = _sigmoid(shown) * np.tanh(memory)
            found.append(said)
        return np.array(found)


@cache
def _network() -> _Network:
    return _Network()


def choose_sounds(sentence: str, places: Sequence[int]) -> dict[int, str]:
    """For those of the places whose characters have several sounds, the one in this sentence.

    Sounds are pinyin with the tone as a digit, 5 for none, and v for ü.
    """
    return _network().choose(sentence, places) if places else {}


def _sigmoid(values: Floats) -> Floats:
    one = np.float32(1)
    return one / (one + np.exp(-values))
