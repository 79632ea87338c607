"""What the person whose voice it is agreed to lies beside the voice's file and is kept to."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from speech_gen.pronunciations import Pronunciations
from speech_gen.providers import PROVIDERS
from speech_gen.reading import Readers
from speech_gen.registry import VoiceRegistry
from talker.consent import Consent, write_consent
from talker.errors import ErrorCode, InputError
from talker.options.spoken import VoiceOptions
from talker.spoken import SpokenVoice
from tests.speech_gen.tones import tones_provider


class _Installed:
    """A folder in which every file of a model lies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, model_id: str, file: str) -> Path:
        return self._folder / model_id / file

    def folder(self, model_id: str) -> Path:
        return self._folder / model_id

    def installed(self, model_id: str) -> bool:
        return (self._folder / model_id).is_dir()


@pytest.fixture
def readers(tmp_path: Path) -> Readers:
    (tmp_path / "tones").mkdir()
    provider = replace(
        tones_provider(),
        model="tones",
        file_of=lambda voice, models: models.path("tones", f"{voice.name}.bin"),
    )
    registry = VoiceRegistry([provider])
    return Readers(registry, _Installed(tmp_path), tmp_path / "home", Pronunciations())


def test_owner_and_consent_of_a_voice_reach_the_record(readers: Readers, tmp_path: Path) -> None:
    consent = Consent(owner="Bert Li", source="drawer 3", expires=datetime.date(9999, 1, 1))
    write_consent(tmp_path / "tones" / "bert.bin", consent)
    reading = readers.reading("One. [voice bert]Two.", VoiceOptions())
    anna, bert = reading.voices
    assert anna == SpokenVoice("tones:anna", "CC0-1.0")
    assert bert == SpokenVoice("tones:bert", "CC0-1.0", "Bert Li", "drawer 3")


def test_a_voice_whose_consent_has_ended_speaks_no_more(readers: Readers, tmp_path: Path) -> None:
    consent = Consent(owner="Bert Li", expires=datetime.date(2020, 1, 1))
    write_consent(tmp_path / "tones" / "bert.bin", consent)
    readers.reading("One.", VoiceOptions())
    with pytest.raises(InputError) as refused:
        readers.reading("One. [voice bert]Two.", VoiceOptions())
    assert refused.value.code is ErrorCode.CONSENT_EXPIRED
    assert "bert.bin ended on 2020-01-01" in refused.value.message
    assert "bert.consent.toml" in refused.value.hint


def test_what_cannot_be_read_allows_nothing(readers: Readers, tmp_path: Path) -> None:
    (tmp_path / "tones" / "anna.consent.toml").write_text("owner = ", "utf-8")
    with pytest.raises(InputError) as refused:
        readers.reading("One.", VoiceOptions())
    assert refused.value.code is ErrorCode.CONSENT_INVALID


def test_every_voice_with_a_model_has_a_file_beside_which_consent_lies() -> None:
    for provider in PROVIDERS:
        assert (provider.file_of is not None) == bool(provider.model)
