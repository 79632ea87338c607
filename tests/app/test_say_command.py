"""`say` and `dictionary` on the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import soundfile

from app.command_line import run_command
from speech_gen.providers import PROVIDERS
from speech_gen.registry import VoiceRegistry
from talker.errors import ExitCode
from tests.speech_gen.tones import tone_voices


@pytest.fixture(autouse=True)
def _voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("app.speaking.voice_registry", lambda _: tone_voices())
    monkeypatch.setattr("app.voices.voice_registry", lambda _: tone_voices())
    monkeypatch.chdir(tmp_path)


def _error(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return next(one for one in found if one["type"] == "error")


def test_a_text_becomes_a_sound_with_its_times(tmp_path: Path) -> None:
    times = ["--times", "out.srt", "--times", "out.json"]
    assert run_command(["say", "One two. Three $5.", "-o", "out.flac", *times]) == 0
    info = soundfile.info(tmp_path / "out.flac")
    assert (info.samplerate, info.channels) == (24_000, 1)
    sentences = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert [one["text"] for one in sentences] == ["One two.", "Three $5."]
    assert [word["text"] for word in sentences[1]["words"]] == ["Three", "$5."]
    assert sentences[1]["stop"] == pytest.approx(info.duration, abs=0.01)
    srt = (tmp_path / "out.srt").read_text("utf-8")
    assert "\nThree $5.\n" in srt
    assert srt.startswith("1\n00:00:00,")


def test_a_text_comes_from_a_file_or_from_what_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "text.md").write_bytes("# 标题\n你好。".encode("gb18030"))
    assert run_command(["say", "text.md", "-o", "a.wav"]) == 0
    typed = io.TextIOWrapper(io.BytesIO(b"Hello [pause 1] you."))
    monkeypatch.setattr("sys.stdin", typed)
    assert run_command(["say", "-", "-o", "b.wav"]) == 0
    assert soundfile.info(tmp_path / "b.wav").duration > 1.4


def test_voices_are_listed_with_licences(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["say", "--voices", "en", "--json"]) == 0
    voices = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [voice["id"] for voice in voices] == ["tones:anna", "tones:bert"]
    assert voices[0]["commercial"] is True
    assert run_command(["say", "--voices"]) == 0
    assert "tones:xiaomei" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["say"], "OPTION_INVALID", ExitCode.USAGE),
        (["say", "hi", "-o", "a.xyz"], "OPTION_INVALID", ExitCode.USAGE),
        (["say", "hi", "--voice-speed", "9"], "OPTION_INVALID", ExitCode.USAGE),
        (["say", "missing.txt"], "SCRIPT_UNREADABLE", ExitCode.INPUT),
        (["say", ""], "SCRIPT_EMPTY", ExitCode.INPUT),
        (["say", "[nodd] hi"], "SCRIPT_MARK", ExitCode.INPUT),
        (["say", "Dear {name}"], "SCRIPT_FIELD", ExitCode.INPUT),
        (["say", "hi", "--voice", "nobody"], "VOICE_UNKNOWN", ExitCode.INPUT),
        (["say", "hi", "--language", "de"], "VOICE_LANGUAGE", ExitCode.INPUT),
        (["say", "a" * 200_000], "SCRIPT_TOO_LONG", ExitCode.INPUT),
        (["dictionary", "add", "e!", "a", "b"], "DICTIONARY_INVALID", ExitCode.INPUT),
        (["dictionary", "import", "no.csv"], "DICTIONARY_INVALID", ExitCode.INPUT),
    ],
)
def test_what_cannot_be_said_leaves_nothing_behind(
    arguments: list[str],
    code: str,
    exit_code: ExitCode,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_command([*arguments, "--json"]) == exit_code
    error = _error(capsys)
    assert error["code"] == code
    assert error["hint"]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


@pytest.mark.parametrize(
    "command",
    [["say", "hi."], ["render", "PORTRAIT", "--text", "-"], ["dub", "PORTRAIT", "--text", "-"]],
    ids=["say", "render", "dub"],
)
def test_a_voice_without_its_model_is_refused_before_anything_is_made(
    command: list[str],
    astronaut: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.speaking.voice_registry", lambda _: VoiceRegistry(PROVIDERS))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Hi.")))
    given = [str(astronaut) if one == "PORTRAIT" else one for one in command]
    wanted = ["--voice", "kokoro:af_heart", "-o", str(tmp_path / "out.mp4"), "--json"]
    if command[0] == "say":
        wanted[3] = str(tmp_path / "out.wav")
    assert run_command([*given, *wanted]) == ExitCode.MODEL
    error = _error(capsys)
    assert error["code"] == "MODEL_MISSING"
    assert "mouthpiece models get kokoro-82m" in str(error["hint"])
    assert not list(tmp_path.glob("out.*"))


def test_the_dictionary_changes_what_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["say", "nginx", "-o", "before.wav"]) == 0
    assert run_command(["dictionary", "add", "en", "nginx", "engine x from today"]) == 0
    assert run_command(["say", "nginx", "-o", "after.wav"]) == 0
    lengths = [soundfile.info(tmp_path / f"{name}.wav").duration for name in ("before", "after")]
    assert lengths[1] > 2 * lengths[0]
    assert run_command(["dictionary", "export", "words.csv"]) == 0
    assert run_command(["dictionary", "remove", "en", "nginx"]) == 0
    capsys.readouterr()
    assert run_command(["dictionary", "list"]) == 0
    assert "empty" in capsys.readouterr().out
    assert run_command(["dictionary", "import", "words.csv"]) == 0
    assert run_command(["dictionary", "list", "en", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sound"] == "engine x from today"
