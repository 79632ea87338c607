"""What the window is told of scripts and voices, without a window."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.preview.script import ScriptDesk, list_voices
from app.preview.script_messages import BadVoice, LookAtScript, SpeakScript
from speech_gen.voice_files import VoiceFlaw, own_voices_folder
from talker.options.spoken import SayOptions
from talker.progress import CancelToken
from tests.speech_gen.tones import Tones, tone_voices


def test_a_voice_is_loaded_while_the_script_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tones = Tones()
    monkeypatch.setattr("app.speaking.voice_registry", lambda _: tone_voices(tones))
    desk = ScriptDesk(tmp_path)
    options = SayOptions(voice="anna")
    assert desk.look(LookAtScript(text="[nodd]", options=options)).problem is not None
    assert tones.prepared == []
    assert desk.look(LookAtScript(text="One. Two.", options=options)).words == 2
    assert (tones.prepared, tones.said) == (["tones:anna"], [])
    desk.speak(SpeakScript(text="One. Two.", options=options), CancelToken())
    tones.prepared.clear()
    desk.look(LookAtScript(text="One. Two.", options=options))
    assert tones.prepared == []  # both were said before


def test_files_that_should_be_voices_are_named_with_the_reason(tmp_path: Path) -> None:
    folder = own_voices_folder(tmp_path)
    folder.mkdir()
    (folder / "anna.npy").write_bytes(b"none")
    (folder / "bert.npy").write_bytes(b"none")
    (folder / "bert.toml").write_text('language = "en"', "utf-8")
    found = list_voices(tmp_path)
    assert found.bad == (
        BadVoice(name="anna.npy", flaw=VoiceFlaw.NO_FACTS, found=("anna.toml",)),
        BadVoice(name="bert.npy", flaw=VoiceFlaw.BYTES, found=("4",)),
    )
    assert not any(voice.id.startswith("own:") for voice in found.voices)
