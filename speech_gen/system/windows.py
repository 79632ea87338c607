"""The voices of Windows, by .NET's System.Speech, which PowerShell runs.

Two programs of ours, which never change, are given to PowerShell; what is to be said comes by its
standard input as JSON, and never stands on a command line or in a program.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from speech_gen.speech import SpokenWord
from speech_gen.system.program import PROVIDER, run_program
from speech_gen.utterance import Utterance
from speech_gen.voice import Voice
from speech_gen.word_times import WORD, spelling
from talker.programs import find_program

_LICENCE = "Windows (its licence terms)"
_SYSTEM = "Windows"
_BEGIN = """
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Console]::InputEncoding = New-Object Text.UTF8Encoding $false
[Console]::OutputEncoding = New-Object Text.UTF8Encoding $false
Add-Type -AssemblyName System.Speech
$speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer
"""
_LIST = (
    _BEGIN
    + """
foreach ($voice in $speaker.GetInstalledVoices()) {
  if ($voice.Enabled) {
    $info = $voice.VoiceInfo
    @{ name = $info.Name; language = $info.Culture.Name } | ConvertTo-Json -Compress
  }
}
"""
)
# The events wait in a queue while the sentence is spoken, and are read when it is over.
_SPEAK = (
    _BEGIN
    + """
$asked = [Console]::In.ReadToEnd() | ConvertFrom-Json
$speaker.SelectVoice($asked.voice)
$speaker.SetOutputToWaveFile($asked.wave)
Register-ObjectEvent $speaker SpeakProgress -SourceIdentifier word
Register-ObjectEvent $speaker SpeakCompleted -SourceIdentifier end
$null = $speaker.SpeakSsmlAsync($asked.ssml)
$end = Wait-Event -SourceIdentifier end
$speaker.SetOutputToNull()
if ($end.SourceEventArgs.Error) { throw $end.SourceEventArgs.Error }
foreach ($word in @(Get-Event -SourceIdentifier word -ErrorAction SilentlyContinue)) {
  $said = $word.SourceEventArgs
  @{ text = $said.Text; start = $said.AudioPosition.TotalSeconds } | ConvertTo-Json -Compress
}
$speaker.Dispose()
"""
)


def find_windows() -> Path | None:
    """PowerShell as Windows has it; None elsewhere."""
    return find_program("powershell")


def voices() -> tuple[Voice, ...]:
    """Those that are installed and switched on."""
    return tuple(
        Voice(f"{PROVIDER}:{one['name']}", one["name"], (one["language"],), _LICENCE, False)
        for one in _answers(_LIST, "")
        if one.get("name") and one.get("language")
    )


def speak(utterance: Utterance, wave: Path) -> tuple[SpokenWord, ...]:
    """Writes a WAV file; the words of the text from where each begins to the next one."""
    question = {"voice": utterance.voice.name, "wave": str(wave), "ssml": ssml(utterance)}
    told = [
        (str(one["text"]), float(one["start"])) for one in _answers(_SPEAK, json.dumps(question))
    ]
    stops = [start for _, start in told[1:]] + [float("inf")]
    return tuple(
        SpokenWord(text, start, stop) for (text, start), stop in zip(told, stops, strict=True)
    )


def ssml(utterance: Utterance) -> str:
    """The sentence in the W3C's Speech Synthesis Markup Language 1.0."""
    delivery = utterance.delivery
    rate, pitch = f"{(delivery.speed - 1) * 100:+.0f}%", f"{delivery.pitch:+g}st"
    said, done = "", 0
    for word in WORD.finditer(utterance.text):
        said += escape(utterance.text[done : word.start()]) + _marked(word[0], utterance)
        done = word.end()
    said += escape(utterance.text[done:])
    return (
        '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" '
        f"xml:lang={quoteattr(utterance.voice.languages[0])}>"
        f'<prosody rate="{rate}" pitch="{pitch}">{said}</prosody></speak>'
    )


def _marked(word: str, utterance: Utterance) -> str:
    sounds = {known.casefold(): sound for known, sound in utterance.pronounce.items()}
    sound = sounds.get(word.casefold(), "")
    if len(sound) > 2 and sound[0] == sound[-1] == "/":
        return f'<phoneme alphabet="ipa" ph={quoteattr(sound[1:-1])}>{escape(word)}</phoneme>'
    return escape(spelling(word, utterance.pronounce))


def _answers(program: str, question: str) -> list[dict[str, str]]:
    """The lines of JSON that a program of ours answers with."""
    powershell = find_windows()
    if powershell is None:
        return []
    encoded = base64.b64encode(program.encode("utf-16-le")).decode()
    options = ("-NoProfile", "-NonInteractive", "-EncodedCommand", encoded)
    lines = run_program(powershell, options, question, _SYSTEM).splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]
