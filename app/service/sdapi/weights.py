"""Models and LoRAs that a request may name: of the catalogue, and of a WebUI's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.models import default_store
from avatar_gen.controls import AUTO
from avatar_gen.models import ENTRIES
from talker.errors import ErrorCode, InputError
from talker.suggestions import did_you_mean

_FILES = (".safetensors", ".ckpt")
_INDEX = "model_index.json"  # of a folder of diffusers


@dataclass(frozen=True)
class Weights:
    """`folder` holds `Stable-diffusion` and `Lora`; None: only the catalogue's models are there."""

    home: Path
    folder: Path | None = None

    def models(self) -> dict[str, str]:
        """What a request calls a model -> what it is to us: an entry, a file or a folder."""
        store = default_store(self.home)
        found = {name: name for name in sorted(ENTRIES - {AUTO}) if store.installed(name)}
        below = self._below("Stable-diffusion")
        folders = [] if below is None else [path.parent for path in below.rglob(_INDEX)]
        for path in (*_of_kind(below), *folders):
            if not any(folder in path.parents for folder in folders):
                found[path.stem if path.is_file() else path.name] = str(path)
        return found

    def loras(self) -> dict[str, str]:
        """The name of a LoRA -> its file."""
        return {path.stem: str(path) for path in _of_kind(self._below("Lora"))}

    def model(self, name: str) -> str:
        """The model of this name, with or without its ending and its hash; MODEL_UNKNOWN."""
        return _find(self.models(), name.partition(" [")[0], "model", "/sdapi/v1/sd-models")

    def lora(self, name: str) -> str:
        """The LoRA of this name; MODEL_UNKNOWN."""
        return _find(self.loras(), name, "LoRA", "/sdapi/v1/loras")

    def _below(self, name: str) -> Path | None:
        return None if self.folder is None else self.folder / name


def _of_kind(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _FILES)


def _find(known: dict[str, str], name: str, what: str, where: str) -> str:
    plain = name.strip().replace("\\", "/").rpartition("/")[2]
    for ending in _FILES:
        plain = plain.removesuffix(ending)
    if plain in known:
        return known[plain]
    raise InputError(
        ErrorCode.MODEL_UNKNOWN,
        f"There is no {what} {name!r} here.",
        did_you_mean(plain, known) or f"See: GET {where}",
    )
