"""CLIP's vocabulary, read out of the installed open_clip_torch wheel, as tokenizer files.

Single-file checkpoints carry no tokenizer; all families use this one. The wheel is only a
container: it is never imported.
"""

from __future__ import annotations

import gzip
import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from talker.errors import ErrorCode, MouthpieceError

WORDS = 49_408
START, END = "<|startoftext|>", "<|endoftext|>"
_FILE = "open_clip/bpe_simple_vocab_16e6.txt.gz"
_MERGES = WORDS - 2 * 256 - 2


def write_tokenizer(folder: Path, pad: str) -> None:
    """Writes vocab.json, merges.txt and the two small files beside them into `folder`."""
    merges = _merges()
    letters = _letters()
    words = [*letters, *(f"{letter}</w>" for letter in letters)]
    words += [merge.replace(" ", "") for merge in merges] + [START, END]
    special = {"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": pad}
    settings = {
        **special,
        "tokenizer_class": "CLIPTokenizer",
        "model_max_length": 77,
        "do_lower_case": True,
    }
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        "vocab.json": json.dumps({word: index for index, word in enumerate(words)}),
        "merges.txt": "\n".join(["#version: 0.2", *merges]) + "\n",
        "special_tokens_map.json": json.dumps(special),
        "tokenizer_config.json": json.dumps(settings),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content.encode())


def _merges() -> list[str]:
    try:
        path = Path(str(distribution("open_clip_torch").locate_file(_FILE)))
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return file.read().split("\n")[1 : _MERGES + 1]
    except (PackageNotFoundError, OSError) as error:
        raise MouthpieceError(
            ErrorCode.COMPONENT_MISSING,
            "The vocabulary for single-file models is not installed.",
            "Run `python start.py doctor`, or install open_clip_torch without dependencies.",
        ) from error


def _letters() -> list[str]:
    """One visible character for each of the 256 bytes, those that are visible already first."""
    visible = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in visible]
    return [*map(chr, visible), *(chr(256 + index) for index in range(len(hidden)))]
