"""Voices that the user puts into the home: listed with whose they are, refused with a sentence."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file

from app.models.store import ModelStore
from speech_gen.cached import sound_digest
from speech_gen.kokoro.own_voices import own_voice_file, own_voices, read_styles
from speech_gen.kokoro.synthesizer import Kokoro
from speech_gen.kokoro.voices import MODEL
from speech_gen.providers import PROVIDERS, own_provider
from speech_gen.registry import VoiceRegistry
from speech_gen.utterance import Utterance
from speech_gen.voice_files import own_voices_folder
from talker.consent import Consent, write_consent
from talker.errors import ErrorCode, InputError
from talker.model_files import NoModelFiles
from talker.progress import CancelToken

Styles = NDArray[np.float32]


def styles(seed: int = 1) -> Styles:
    return np.random.default_rng(seed).normal(0, 0.1, (510, 1, 256)).astype(np.float32)


def write_voice(home: Path, name: str, values: Styles, facts: str = 'language = "en-US"') -> Path:
    path = own_voices_folder(home) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    match path.suffix:
        case ".npy":
            np.save(path, values)
        case ".pt":
            torch.save(torch.from_numpy(values), path)
        case ".safetensors":
            save_file({"voice": values}, path)
        case _:
            path.write_bytes(values.tobytes())
    path.with_suffix(".toml").write_text(facts, "utf-8")
    return path


def registry(home: Path) -> VoiceRegistry:
    return VoiceRegistry((*PROVIDERS, own_provider(home)))


def test_a_voice_of_each_kind_of_file_is_listed_and_says_whose_it_is(tmp_path: Path) -> None:
    facts = 'title = "Li"\nlanguage = "zh-CN"\nlicence = "ours"\ncommercial = true'
    for suffix in ("npy", "bin", "pt", "safetensors"):
        path = write_voice(tmp_path, f"{suffix}_li.{suffix}", styles(), facts)
        np.testing.assert_array_equal(read_styles(path), styles())
    write_consent(
        own_voices_folder(tmp_path) / "npy_li.npy", Consent(owner="Li", source="a letter")
    )
    known = registry(tmp_path)
    own = [voice for voice in known.voices("zh") if voice.provider == "own"]
    assert [voice.name for voice in own] == ["bin_li", "npy_li", "pt_li", "safetensors_li"]
    voice = known.permitted(known.find_voice("own:npy_li"), NoModelFiles())
    assert (voice.title, voice.licence, voice.commercial) == ("Li", "ours", True)
    assert (voice.owner, voice.consent) == ("Li", "a letter")
    assert known.problems() == ()


def test_a_voice_whose_consent_has_ended_speaks_no_more(tmp_path: Path) -> None:
    path = write_voice(tmp_path, "li.npy", styles())
    write_consent(path, Consent(owner="Li", expires=datetime.date(2020, 1, 1)))
    known = registry(tmp_path)
    with pytest.raises(InputError) as refused:
        known.permitted(known.find_voice("own:li"), NoModelFiles())
    assert refused.value.code is ErrorCode.CONSENT_EXPIRED


@pytest.mark.parametrize(
    ("name", "content", "facts", "words"),
    [
        ("a.npy", None, 'language = "de"', "Kokoro speaks en"),
        ("a.npy", None, 'title = "A"', "language"),
        ("a.npy", None, "language = ", "Invalid value"),
        ("a.npy", None, 'language = "en"\nspeed = 2', "speed"),
        ("a.npy", None, None, "a.toml is missing"),
        ("a.bin", b"RIFF", 'language = "en"', "4 bytes"),
        ("a b.npy", None, 'language = "en"', "its name"),
    ],
)
def test_a_file_that_is_no_voice_gets_its_own_sentence_and_the_others_stay(
    tmp_path: Path, name: str, content: bytes | None, facts: str | None, words: str
) -> None:
    bad = write_voice(tmp_path, name, styles(), facts or "")
    if content is not None:
        bad.write_bytes(content)
    if facts is None:
        bad.with_suffix(".toml").unlink()
    write_voice(tmp_path, "good.bin", styles())
    voices, (problem,) = own_voices(tmp_path)
    assert [voice.name for voice in voices] == ["good"]
    assert problem.code is ErrorCode.VOICE_FILE_INVALID
    assert words in problem.message
    assert bad.name in problem.message
    with pytest.raises(InputError) as refused:
        registry(tmp_path).find_voice(f"own:{bad.stem}")
    assert refused.value.message == problem.message


class _Harmful:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, ("harm",)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pt", _Harmful(), "ValueError"),
        ("a.npy", np.array([_Harmful()] * 9, object), "ValueError"),
        ("a.npy", styles().reshape(256, 510), "shape"),
        ("a.npy", styles().astype(np.int64), "no numbers"),
        ("a.npy", np.full((510, 1, 256), np.nan, np.float32), "numbers"),
        ("a.safetensors", b"\xff" * 600_000, "SafetensorError"),
        ("a.bin", b"\0" * 600_000, "shape"),
    ],
)
def test_what_a_file_holds_is_looked_at_before_it_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: object, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif path.suffix == ".pt":
        torch.save(content, path)
    else:
        np.save(path, content, allow_pickle=True)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=words) as refused:
        read_styles(path)
    assert refused.value.code is ErrorCode.VOICE_FILE_INVALID
    assert not (tmp_path / "harm").exists()


def test_a_file_that_is_replaced_is_another_voice_to_the_cache(tmp_path: Path) -> None:
    def digest() -> str:
        voice = registry(tmp_path).find_voice("own:li")
        return sound_digest(Utterance("Hi.", voice, "en"))

    write_voice(tmp_path, "li.npy", styles(1))
    before = digest()
    assert digest() == before
    write_voice(tmp_path, "li.npy", styles(2))
    assert digest() != before
    own_voice_file(tmp_path, registry(tmp_path).find_voice("own:li")).unlink()
    with pytest.raises(InputError) as gone:
        registry(tmp_path).find_voice("own:li")
    assert gone.value.code is ErrorCode.VOICE_UNKNOWN


@pytest.mark.slow
def test_a_copy_of_a_voice_speaks_as_the_voice_does(
    kokoro: Kokoro, kokoro_models: ModelStore, tmp_path: Path
) -> None:
    source = np.fromfile(kokoro_models.path(MODEL, "voices/af_heart.bin"), np.float32)
    write_voice(tmp_path, "copy.safetensors", source.reshape(510, 1, 256))
    known = registry(tmp_path)
    said = [
        speaker.synthesise(Utterance("Hi there.", known.find_voice(name), "en"), CancelToken())
        for speaker, name in (
            (kokoro, "kokoro:af_heart"),
            (Kokoro(kokoro_models, tmp_path), "own:copy"),
        )
    ]
    np.testing.assert_array_equal(said[0].samples, said[1].samples)
