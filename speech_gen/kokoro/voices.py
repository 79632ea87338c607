"""The voices that Kokoro was published with, as far as there is somebody to read for them."""

from __future__ import annotations

from pathlib import Path

from speech_gen.espeak.program import find_espeak
from speech_gen.voice import Voice
from talker.model_files import ModelFiles

PROVIDER = "kokoro"
MODEL = "kokoro-82m"
"""The catalogue's entry: the network, and a file for each voice."""
NETWORK_FILE = "model_quantized.onnx"

# Language, its letter in the names of the voices, women, men; the best of each stand first.
_SPEAKERS = (
    (
        "en-US",
        "a",
        "heart bella nicole aoede kore sarah alloy nova jessica river sky",
        "michael fenrir puck echo eric liam onyx adam santa",
    ),
    ("en-GB", "b", "emma isabella alice lily", "george fable lewis daniel"),
    ("zh-CN", "z", "xiaoyi xiaoxiao xiaobei xiaoni", "yunxi yunjian yunxia yunyang"),
    ("es", "e", "dora", "alex santa"),
    ("fr-FR", "f", "siwis", ""),
    ("hi", "h", "alpha beta", "omega psi"),
    ("it", "i", "sara", "nicola"),
    ("pt-BR", "p", "dora", "alex santa"),
)
_OWN_READERS = frozenset({"en-US", "en-GB", "zh-CN"})
"""Languages whose letters this program turns into sounds; espeak-ng reads the others."""


def voices() -> tuple[Voice, ...]:
    """All of them; without espeak-ng only those of the languages that need no help."""
    helped = find_espeak() is not None
    return tuple(
        _voice(language, f"{letter}{sex}_{name}")
        for language, letter, women, men in _SPEAKERS
        if helped or language in _OWN_READERS
        for sex, names in (("f", women), ("m", men))
        for name in names.split()
    )


def voice_path(voice: Voice, models: ModelFiles) -> Path | None:
    """Its file, beside which a consent may lie; None where the model is not installed."""
    return models.path(MODEL, voice_file(voice)) if models.installed(MODEL) else None


def voice_file(voice: Voice) -> str:
    """Its file in the catalogue's entry: float32, a style of 256 numbers for each length."""
    return f"voices/{voice.name}.bin"


def _voice(language: str, name: str) -> Voice:
    return Voice(
        id=f"{PROVIDER}:{name}",
        title=name[3:].title(),
        languages=(language,),
        licence="Apache-2.0",
        commercial=True,
    )
