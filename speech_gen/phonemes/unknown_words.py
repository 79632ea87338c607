"""How an English word sounds that no dictionary has: a small network trained on one that has many.

Weights: the wheel g2p-en (Park and Kim, 2019), letters to ARPAbet, trained on the CMU dictionary.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from talker.wheel_files import wheel_file

Floats = NDArray[np.float32]

_LETTERS = ["<pad>", "<unk>", "</s>", *"abcdefghijklmnopqrstuvwxyz"]
_START, _STOP, _LONGEST = 2, 3, 20

# How Kokoro's phonemes write those of ARPAbet; vowels without their stress.
_PHONEMES = {
    "AA": "ɑ",
    "AE": "æ",
    "AH": "ʌ",
    "AO": "ɔ",
    "AW": "W",
    "AY": "I",
    "EH": "ɛ",
    "ER": "ɜɹ",
    "EY": "A",
    "IH": "ɪ",
    "IY": "i",
    "OW": "O",
    "OY": "Y",
    "UH": "ʊ",
    "UW": "u",
    "CH": "ʧ",
    "DH": "ð",
    "G": "ɡ",
    "HH": "h",
    "JH": "ʤ",
    "NG": "ŋ",
    "R": "ɹ",
    "SH": "ʃ",
    "TH": "θ",
    "Y": "j",
    "ZH": "ʒ",
}
_UNSTRESSED = {"AH": "ə", "ER": "əɹ"}
_STRESSES = {"0": "", "1": "ˈ", "2": "ˌ"}


def _symbols() -> list[str]:
    """What the network puts out, in its order: consonants, and vowels with each stress."""
    consonants = "B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH"
    vowels = "AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW"
    stressed = [f"{vowel}{stress}" for vowel in vowels.split(" ") for stress in "012"]
    return ["<pad>", "<unk>", "<s>", "</s>", *sorted([*consonants.split(" "), *stressed, "UW"])]


_SYMBOLS = _symbols()


class _Weights:
    """The network's numbers: an encoder and a decoder, a gated recurrent unit (GRU) each."""

    def __init__(self) -> None:
        with np.load(wheel_file("g2p-en", "g2p_en/checkpoint20.npz"), allow_pickle=False) as file:
            self.of = {name: file[name].astype(np.float32) for name in file.files}

    def step(self, side: str, data: Floats, state: Floats) -> Floats:
        """The next state of one side (Cho et al., 2014); the gates lie one behind the other."""
        of = self.of
        given = data @ of[f"{side}_w_ih"].T + of[f"{side}_b_ih"]
        kept = state @ of[f"{side}_w_hh"].T + of[f"{side}_b_hh"]
        reset_in, update_in, new_in = np.split(given, 3)
        reset_kept, update_kept, new_kept = np.split(kept, 3)
        reset, update = _sigmoid(reset_in + reset_kept), _sigmoid(update_in + update_kept)
        new = np.tanh(new_in + reset * new_kept)
        return (1 - update) * new + update * state


@cache
def _weights() -> _Weights:
    return _Weights()


@cache
def guess(word: str) -> str:
    """Phonemes of a word of the letters a to z; empty where there is none of them."""
    letters = [_LETTERS.index(one) for one in word.casefold() if one in _LETTERS]
    if not letters:
        return ""
    weights = _weights()
    state = np.zeros(weights.of["enc_w_hh"].shape[1], np.float32)
    for letter in [*letters, _LETTERS.index("</s>")]:
        state = weights.step("enc", weights.of["enc_emb"][letter], state)
    symbol, spoken = _START, []
    for _ in range(_LONGEST):
        state = weights.step("dec", weights.of["dec_emb"][symbol], state)
        symbol = int(np.argmax(state @ weights.of["fc_w"].T + weights.of["fc_b"]))
        if symbol == _STOP:
            break
        spoken.append(_phoneme(_SYMBOLS[symbol]))
    return "".join(spoken)


def _phoneme(symbol: str) -> str:
    sound, stress = symbol.rstrip("012"), symbol[-1]
    if sound == symbol:
        return _PHONEMES.get(symbol, symbol.lower() if symbol.isalpha() else "")
    if stress == "0" and sound in _UNSTRESSED:
        return _UNSTRESSED[sound]
    return _STRESSES[stress] + _PHONEMES[sound]


def _sigmoid(values: Floats) -> Floats:
    one = np.float32(1)
    return one / (one + np.exp(-values))
