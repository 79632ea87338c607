"""Whole sentences from Chinese into English, by Opus-MT (a Marian network), where it is installed.

The files are those of Helsinki-NLP/opus-mt-zh-en: two models of sentencepiece, a vocabulary and a
pickle of weights, which is read as numbers only.
"""

from __future__ import annotations

import json
import re
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch

from avatar_gen.load import understood
from avatar_gen.prompt_translation import Sentences
from talker.checkpoint import unpickled
from talker.errors import ModelDamaged
from talker.model_files import ModelFiles

MODEL = "opus-mt-zh-en"
CONFIG, GENERATION, WEIGHTS = "config.json", "generation_config.json", "pytorch_model.bin"
SOURCE, TARGET, VOCABULARY = "source.spm", "target.spm", "vocab.json"
# Tied to others, or made by a formula.
_NOT_STORED = re.compile(r"lm_head\.weight|.*\.embed_(tokens|positions)\.weight")
_MARKS = re.compile(r"[()\[\]|:<>\\\n]+")  # which prompts read as more than words


class SentenceModel:
    """Translates sentences, loaded when the first one comes."""

    def __init__(self, files: ModelFiles) -> None:
        self._files = files
        self._loaded: tuple[Any, Any] | None = None

    def __call__(self, text: str) -> str:
        """English words without marks; ModelDamaged for files that hold something else."""
        if self._loaded is None:
            self._loaded = _tokenizer(self._files), _network(self._files)
        tokenizer, network = self._loaded
        given = tokenizer([text], return_tensors="pt", truncation=True)
        with torch.inference_mode():
            answer = network.generate(**given)
        said = tokenizer.decode(answer[0], skip_special_tokens=True)
        return _MARKS.sub(" ", said).strip().rstrip(".").strip()


def installed_sentences(files: ModelFiles) -> Sentences | None:
    """Who translates sentences; None where the model or its tokenizer is not installed."""
    there = files.installed(MODEL) and find_spec("sentencepiece") is not None
    return SentenceModel(files) if there else None


def _tokenizer(files: ModelFiles) -> Any:
    from transformers import MarianTokenizer

    source = files.path(MODEL, SOURCE)
    with understood(source), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a cleaner of old punctuation, which prompts need not
        return MarianTokenizer(
            source_spm=str(source),
            target_spm=str(files.path(MODEL, TARGET)),
            vocab=str(files.path(MODEL, VOCABULARY)),
            model_max_length=512,
        )


def _network(files: ModelFiles) -> Any:
    from transformers import GenerationConfig, MarianConfig, MarianMTModel

    path = files.path(MODEL, WEIGHTS)
    with understood(path):
        network = MarianMTModel(MarianConfig.from_dict(_read(files.path(MODEL, CONFIG))))
        missing, unknown = network.load_state_dict(unpickled(path), strict=False)
        lost = [name for name in missing if not _NOT_STORED.fullmatch(name)]
        if lost or unknown:
            raise ModelDamaged(path, f"it is no Opus-MT: {[*lost, *unknown][0]} does not fit")
        network.tie_weights()
        network.generation_config = GenerationConfig.from_dict(_read(files.path(MODEL, GENERATION)))
    return network.eval().requires_grad_(False)


def _read(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_bytes())
    except ValueError as error:
        raise ModelDamaged(path, "it is no JSON") from error
    if not isinstance(read, dict):
        raise ModelDamaged(path, "it holds no table")
    return read
