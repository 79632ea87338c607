"""Which files a draw puts on its model: those of the options, and those that the prompts name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from avatar_gen.prompt_syntax import Tag, taken_tags
from avatar_gen.record_files import lora_parts
from avatar_gen.request import AvatarOptions
from talker.consent import check_consent
from talker.errors import ErrorCode, InputError, UsageError
from talker.files import exists, is_file

_SUFFIXES = (".safetensors", ".pt", ".ckpt", ".bin", ".png")
_EMBEDDINGS = "embeddings"  # the folder of those within the folder for add-ons
_MOST_SCALE = 4.0


@dataclass(frozen=True)
class Lora:
    """A LoRA file and how strongly it counts, in the UNet and in the text encoders."""

    path: Path
    scale: float
    text_scale: float


@dataclass(frozen=True)
class AddonFiles:
    """What is put on a model."""

    loras: tuple[Lora, ...] = ()
    embeddings: tuple[Path, ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """All files, each once."""
        return tuple(dict.fromkeys((*(lora.path for lora in self.loras), *self.embeddings)))


def addon_folder(options: AvatarOptions, home: Path) -> Path:
    """Where files are looked for that a prompt names."""
    return Path(options.addon_folder) if options.addon_folder else home / "addons"


def addon_files(options: AvatarOptions, home: Path) -> AddonFiles:
    """The files of the options and the prompts; InputError MODEL_UNKNOWN for one that is missing,
    CONSENT_EXPIRED for one of a person who has not agreed any more.

    A LoRA that a prompt names may be given by an option as well, by its path: then it counts
    once, as strongly as the prompt says.
    """
    given = [_given(text) for text in options.loras]
    tags = [tag for text in (options.prompt, options.negative) for tag in taken_tags(text)[1]]
    named = [_named(tag, given, addon_folder(options, home)) for tag in tags]
    again = {lora.path for lora in named}
    loras = (*(lora for lora in given if lora.path not in again), *named)
    embeddings = [_existing(Path(text), "embedding") for text in options.embeddings]
    prompts = f"{options.prompt}\n{options.negative}".lower()
    folder = addon_folder(options, home) / _EMBEDDINGS
    embeddings += [path for path in _files(folder) if path.stem.lower() in prompts]
    for path in (*(lora.path for lora in loras), *embeddings):
        check_consent(path)
    return AddonFiles(loras, tuple(dict.fromkeys(embeddings)))


def _given(text: str) -> Lora:
    """`C:/smile.safetensors:0.8`, or `:0.5:0.8` with the text encoders' strength in front."""
    name, scales = (text, ()) if exists(Path(text)) else lora_parts(text)
    return _lora(_existing(Path(name), "LoRA"), scales)


def _named(tag: Tag, given: list[Lora], folder: Path) -> Lora:
    if tag.kind == "hypernet":
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"The prompt names the hypernetwork {tag.name}; these are not known here.",
            "Take <hypernet:...> out of the prompt, or use a LoRA.",
        )
    _, scales = lora_parts(f"x{tag.scales}")
    wanted = Path(tag.name.replace("\\", "/")).name.lower()
    files = [lora.path for lora in given] + list(_files(folder))
    for path in files:
        if wanted in (path.stem.lower(), path.name.lower()):
            return _lora(path, scales)
    raise InputError(
        ErrorCode.MODEL_UNKNOWN,
        f"The prompt names the LoRA {tag.name}, which is not there.",
        f"Put its file into {folder}, name it with --loras, or take <{tag.kind}:{tag.name}> out.",
    )


def _lora(path: Path, scales: tuple[float, ...]) -> Lora:
    for scale in scales:
        if not -_MOST_SCALE <= scale <= _MOST_SCALE:
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"The scale of a LoRA cannot be {scale:g}.",
                f"It lies between -{_MOST_SCALE:g} and {_MOST_SCALE:g}; 1 is usual.",
            )
    return Lora(path, scales[-1] if scales else 1.0, scales[0] if scales else 1.0)


def _files(folder: Path) -> Iterator[Path]:
    """The files of weights below a folder, in the order of their names."""
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _SUFFIXES and is_file(path):
                yield path


def _existing(path: Path, what: str) -> Path:
    if not is_file(path):
        raise InputError(
            ErrorCode.MODEL_UNKNOWN,
            f"The {what} {path} does not exist.",
            "Give the path of its file.",
            path,
        )
    return path
