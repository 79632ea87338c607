"""The voices of Windows and macOS: stand-in programs behave as theirs are documented to, and speak
by espeak-ng. The real ones are not run here."""

from __future__ import annotations

import base64
import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from speech_gen.delivery import Delivery
from speech_gen.espeak.program import find_espeak
from speech_gen.providers import PROVIDERS
from speech_gen.registry import VoiceRegistry
from speech_gen.speech import SpokenSentence
from speech_gen.system.synthesizer import System
from speech_gen.utterance import Utterance
from talker.errors import ErrorCode, InputError
from talker.progress import CancelToken
from tests.skips import AllowedSkip

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("the stand-ins are scripts")
)

# Listing: one line of JSON for each voice. Speaking: JSON comes by standard input, a WAV file is
# written, and each word is told with where it begins.
POWERSHELL = """#!{python}
import html, json, re, subprocess, sys
from base64 import b64decode
options = sys.argv[1:]
assert options[:3] == ["-NoProfile", "-NonInteractive", "-EncodedCommand"], options
program = b64decode(options[3]).decode("utf-16-le")
open({log!r}, "a").write(json.dumps(options) + "\\n")
if "GetInstalledVoices" in program:
    print('{{"name":"Microsoft Zira Desktop","language":"en-US"}}')
    print('{{"name":"Microsoft Huihui Desktop","language":"zh-CN"}}')
    sys.exit()
asked = json.load(sys.stdin)
open({log!r}, "a").write(json.dumps(asked) + "\\n")
if asked["voice"] != "Microsoft Zira Desktop":
    sys.exit("Cannot set voice. No matching voice is installed.")
subprocess.run([{espeak!r}, "-m", "-w", asked["wave"], asked["ssml"]], check=True)
for place, word in enumerate(html.unescape(re.sub("<[^>]*>", "", asked["ssml"])).split()):
    print(json.dumps({{"text": word.strip(".,"), "start": place * 0.3}}))
"""
SAY = """#!{python}
import json, subprocess, sys
options = sys.argv[1:]
if options == ["-v", "?"]:
    print("Alex                en_US    # Most people recognize me by my voice.")
    print("Eddy (Chinese (China mainland)) zh_CN    # Hi.")
    sys.exit()
text = sys.stdin.read()
open({log!r}, "a").write(json.dumps([*options, text]) + "\\n")
target = options[options.index("-o") + 1]
subprocess.run([{espeak!r}, "-w", target, "--stdin"], input=text.encode(), check=True)
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def _install(name: str, program: str, system: str, patch: pytest.MonkeyPatch, log: Path) -> None:
    espeak = find_espeak()
    if espeak is None:
        pytest.skip("espeak-ng is not installed")
    path = log.parent / "bin" / name
    path.parent.mkdir()
    facts = {"python": sys.executable, "log": str(log), "espeak": str(espeak)}
    path.write_text(program.format(**facts), "utf-8")
    path.chmod(0o755)
    patch.setenv("PATH", str(path.parent))
    patch.setattr("platform.system", lambda: system)


@pytest.fixture
def windows(log: Path, monkeypatch: pytest.MonkeyPatch) -> VoiceRegistry:
    _install("powershell", POWERSHELL, "Windows", monkeypatch, log)
    return VoiceRegistry(PROVIDERS)


@pytest.fixture
def macos(log: Path, monkeypatch: pytest.MonkeyPatch) -> VoiceRegistry:
    _install("say", SAY, "Darwin", monkeypatch, log)
    return VoiceRegistry(PROVIDERS)


def _say(
    registry: VoiceRegistry, name: str, text: str, delivery: Delivery, **sounds: str
) -> SpokenSentence:
    voice = registry.find_voice(f"system:{name}")
    utterance = Utterance(text, voice, voice.languages[0], delivery, sounds)
    return System().synthesise(utterance, CancelToken())


def test_windows_voices_are_found_and_say_when_each_word_begins(
    windows: VoiceRegistry, log: Path
) -> None:
    names = [voice.id for voice in windows.voices() if voice.provider == "system"]
    assert names == ["system:Microsoft Zira Desktop", "system:Microsoft Huihui Desktop"]
    zira = windows.find_voice(names[0])
    assert (zira.languages, zira.commercial) == (("en-US",), False)
    text = 'Salt & pepper <b> from "Nguyen" -v; $(calc)'
    spoken = _say(
        windows, zira.name, text, Delivery(speed=1.2, pitch=-2), nguyen="/wˈɪn/", calc="kalk"
    )
    assert [word.text for word in spoken.words][:2] == ["Salt", "&"]
    assert [word.start for word in spoken.words][:3] == [0, 0.3, 0.6]
    assert 1 < spoken.seconds < 8
    assert spoken.words[-1].stop <= spoken.seconds
    asked = json.loads(log.read_text("utf-8").splitlines()[-1])
    (prosody,) = ET.fromstring(asked["ssml"])
    assert prosody.attrib == {"rate": "+20%", "pitch": "-2st"}
    assert "".join(prosody.itertext()) == text.replace("calc", "kalk")
    (phoneme,) = prosody
    assert phoneme.attrib["ph"] == "wˈɪn"


def test_what_is_said_stands_on_no_command_line(windows: VoiceRegistry, log: Path) -> None:
    for text in ("One secret.", "Another one."):
        _say(windows, "Microsoft Zira Desktop", text, Delivery())
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    commands = {tuple(line) for line in lines if isinstance(line, list)}
    assert len(commands) == 2  # listing and speaking, the same each time
    for command in commands:
        assert "secret" not in base64.b64decode(command[3]).decode("utf-16-le")


def test_a_windows_voice_that_fails_says_why(windows: VoiceRegistry) -> None:
    with pytest.raises(InputError) as failed:
        _say(windows, "Microsoft Huihui Desktop", "你好。", Delivery())
    assert failed.value.code is ErrorCode.VOICE_FAILED
    assert "No matching voice is installed" in failed.value.message


def test_macos_voices_are_found_and_their_words_are_spread(macos: VoiceRegistry, log: Path) -> None:
    voices = [voice for voice in macos.voices() if voice.provider == "system"]
    assert [voice.name for voice in voices] == ["Alex", "Eddy (Chinese (China mainland))"]
    assert [voice.languages for voice in voices] == [("en-US",), ("zh-CN",)]
    spoken = _say(macos, "Alex", "-v Hi [[volm 0]] art party.", Delivery(1.2, 2), art="aht")
    *options, text = json.loads(log.read_text("utf-8"))
    assert text == "[[pbas +2]] -v Hi ((volm 0)) aht party."
    assert options[:2] == ["-v", "Alex"]
    assert options[-4:] == ["-r", "210", "-f", "-"]
    assert [word.text for word in spoken.words] == ["v", "Hi", "volm", "0", "art", "party"]
    assert spoken.words[-1].stop <= spoken.seconds


def test_linux_has_no_voices_of_its_own(
    windows: VoiceRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")
    assert not [one for one in windows.voices() if one.provider == "system"]


def test_a_system_that_cannot_list_its_voices_hides_no_others(
    windows: VoiceRegistry, log: Path
) -> None:
    (log.parent / "bin" / "powershell").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    found = {voice.provider for voice in windows.voices()}
    assert "kokoro" in found
    assert "system" not in found
