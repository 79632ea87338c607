"""Lists voices and pronunciations: tables for people, JSON lines for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from rich.markup import escape
from rich.table import Table

from app.console.rich_terminal import Terminal
from app.console.terminal import write_json
from speech_gen.pronunciations import Entry
from speech_gen.registry import VoiceRegistry


def show_voices(registry: VoiceRegistry, language: str, *, as_json: bool) -> None:
    """Who can speak, or only who speaks a language; with licences, and what may be sold."""
    voices = registry.voices(language)
    if as_json:
        for voice in voices:
            write_json("voice", **asdict(voice))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Voice", "Name", "Languages", "Licence", "Commercial use"):
        table.add_column(title, overflow="fold")
    for voice in voices:
        spoken, sold = ", ".join(voice.languages), "yes" if voice.commercial else "no"
        table.add_row(*map(escape, (voice.id, voice.title, spoken, voice.licence, sold)))
    console = Terminal()
    if table.row_count:
        console.print(table)
    else:
        console.print("No voice speaks this language here." if language else "There are no voices.")
    for problem in registry.problems():
        console.print(escape(str(problem)))


def show_entries(entries: Sequence[Entry], *, as_json: bool) -> None:
    """Words and their sounds."""
    if as_json:
        for entry in entries:
            write_json("word", **asdict(entry))
        return
    table = Table("Language", "Word", "Sound", box=None, pad_edge=False, header_style="bold")
    for entry in entries:
        table.add_row(*map(escape, (entry.language, entry.word, entry.sound)))
    console = Terminal()
    if table.row_count:
        console.print(table)
    else:
        console.print("The dictionary is empty.")
