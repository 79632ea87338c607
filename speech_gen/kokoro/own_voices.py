"""The user's own voices for Kokoro's network: files in the home, with what is to be known of them.

`anna.npy` (or .bin, .safetensors, .pt) is the voice as Kokoro's own are: a style of 256 numbers for
each length. `anna.toml` says its language, title and licence, `anna.consent.toml` whose it is.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from langcodes import Language
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from speech_gen.languages import primary
from speech_gen.voice import Voice
from speech_gen.voice_files import OWN, VoiceFileError, VoiceFlaw, own_voices_folder
from talker.toml import TomlInvalid, read_toml

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LENGTHS, NUMBERS = 510, 256
"""Of a voice: how many lengths of a sentence it has a style for, and how many numbers each has."""

_BYTES = LENGTHS * NUMBERS * 4
_MOST_BYTES = 4 * _BYTES  # double precision, and what a file says of itself
_STORAGE = re.compile(r"[^/]+/data/\d+")
_NAME = re.compile(r"[\w-]{1,60}")


def _known_language(tag: str) -> str:
    if primary(tag) not in {"en", "zh", "es", "fr", "hi", "it", "pt"}:
        raise ValueError("Kokoro speaks en, zh, es, fr, hi, it and pt")
    return Language.get(tag).to_tag()


class _Facts(BaseModel):
    """What is to be known of a voice."""

    model_config = ConfigDict(extra="forbid")

    language: Annotated[str, AfterValidator(_known_language)]
    title: str = Field("", max_length=60)
    licence: str = Field("not stated", max_length=200)
    commercial: bool = False


def own_voices(home: Path) -> tuple[tuple[Voice, ...], tuple[VoiceFileError, ...]]:
    """The voices in the home, and what is wrong with the others: VOICE_FILE_INVALID."""
    voices, problems = [], []
    folder = own_voices_folder(home)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix.lower() not in _READERS:
            continue
        try:
            voices.append(_voice(path))
        except VoiceFileError as error:
            problems.append(error)
    return tuple(voices), tuple(problems)


def own_voice_file(home: Path, voice: Voice) -> Path:
    """The file of one of the voices; VOICE_FILE_INVALID where it is gone."""
    folder = own_voices_folder(home)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.stem == voice.name and path.suffix.lower() in _READERS:
            return path
    raise VoiceFileError(folder / voice.name, VoiceFlaw.GONE)


def read_styles(path: Path) -> NDArray[np.float32]:
    """The styles of a voice's file: float32 [510, 1, 256], all finite; VOICE_FILE_INVALID."""
    import numpy as np

    _check_size(path)
    try:
        read = _READERS[path.suffix.lower()](path)
    except Exception as error:  # strangers' files: each reader has errors of its own
        raise VoiceFileError(path, VoiceFlaw.UNREADABLE, type(error).__name__) from error
    if not isinstance(read, np.ndarray) or read.dtype.kind != "f":
        raise VoiceFileError(path, VoiceFlaw.NO_NUMBERS)
    if read.size != LENGTHS * NUMBERS or read.shape[-1] not in {NUMBERS, read.size}:
        raise VoiceFileError(path, VoiceFlaw.SHAPE, list(read.shape))
    if not np.isfinite(read).all():
        raise VoiceFileError(path, VoiceFlaw.NOT_FINITE)
    return np.ascontiguousarray(read, np.float32).reshape(LENGTHS, 1, NUMBERS)


def _check_size(path: Path, least: int = 0) -> None:
    size = path.stat().st_size
    if not least <= size <= _MOST_BYTES:
        raise VoiceFileError(path, VoiceFlaw.BYTES, f"{size:,}")


def _voice(path: Path) -> Voice:
    if not _NAME.fullmatch(path.stem):
        raise VoiceFileError(path, VoiceFlaw.NAME)
    beside = path.with_suffix(".toml")
    try:
        facts = _Facts.model_validate(read_toml(beside))
        _check_size(path, _BYTES // 2)
        read_styles(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError as error:
        raise VoiceFileError(path, VoiceFlaw.NO_FACTS, beside.name) from error
    except ValidationError as error:
        first = error.errors()[0]
        why = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise VoiceFileError(path, VoiceFlaw.FACTS, beside.name, why) from error
    except TomlInvalid as error:
        raise VoiceFileError(path, VoiceFlaw.FACTS, beside.name, error) from error
    except OSError as error:
        raise VoiceFileError(path, VoiceFlaw.UNREADABLE, error) from error
    return Voice(
        id=f"{OWN}:{path.stem}",
        title=facts.title or path.stem,
        languages=(facts.language,),
        licence=facts.licence,
        commercial=facts.commercial,
        sha256=digest,
    )


def _read_bin(path: Path) -> Any:
    import numpy as np

    return np.frombuffer(path.read_bytes(), "<f4")


def _read_npy(path: Path) -> Any:
    import numpy as np

    return np.load(path, allow_pickle=False)


def _read_safetensors(path: Path) -> Any:
    from safetensors.numpy import load

    (only,) = load(path.read_bytes()).values()
    return only


def _read_pt(path: Path) -> Any:
    """The one storage of a zip that torch has saved; its pickle is not looked at."""
    import numpy as np

    with zipfile.ZipFile(path) as pack:
        (only,) = (one for one in pack.infolist() if _STORAGE.fullmatch(one.filename))
        if only.file_size > _MOST_BYTES:
            raise ValueError(only.filename)
        return np.frombuffer(pack.read(only), "<f4")


_READERS: dict[str, Callable[[Path], Any]] = {
    ".bin": _read_bin,
    ".npy": _read_npy,
    ".safetensors": _read_safetensors,
    ".pt": _read_pt,
}
