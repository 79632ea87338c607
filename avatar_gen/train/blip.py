"""Describes pictures in English by BLIP, where it is installed (Li et al. 2022, 2201.12086)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import BlipConfig, BlipForConditionalGeneration

from avatar_gen.load import understood
from talker.checkpoint import as_safetensors
from talker.model_files import ModelFiles

MODEL = "blip-captions"
CONFIG, WORDS, WEIGHTS = "config.json", "tokenizer.json", "pytorch_model.bin"

_MEAN = np.array([0.48145466, 0.4578275, 0.40821073], np.float32)
_SPREAD = np.array([0.26862954, 0.26130258, 0.27577711], np.float32)
_MOST_TOKENS, _BEAMS = 40, 3


class Describer:
    """The network with its words, on the processor."""

    def __init__(self, network: Any, words: Tokenizer) -> None:
        self._network = network
        self._words = words
        self._side = network.config.vision_config.image_size

    @torch.inference_mode()
    def describe(self, picture: NDArray[np.uint8]) -> str:
        """What uint8 [H, W, 3] RGB shows, in a few English words."""
        size = (self._side, self._side)
        seen = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC).astype(np.float32) / 255
        values = torch.from_numpy((seen - _MEAN) / _SPREAD).permute(2, 0, 1)[None]
        said = self._network.generate(
            pixel_values=values, max_new_tokens=_MOST_TOKENS, num_beams=_BEAMS, do_sample=False
        )
        text: str = self._words.decode(said[0].tolist(), skip_special_tokens=True)
        return " ".join(text.split())


def load_describer(files: ModelFiles, home: Path) -> Describer:
    """ModelMissing when it is not installed, ModelDamaged when it cannot be read."""
    config, words, weights = (files.path(MODEL, name) for name in (CONFIG, WORDS, WEIGHTS))
    with understood(weights):
        network = BlipForConditionalGeneration.from_pretrained(
            None,
            config=BlipConfig.from_json_file(config),
            state_dict=load_file(as_safetensors(weights, ("",), home)),
        )
    with understood(words):
        return Describer(network.eval(), Tokenizer.from_file(str(words)))
