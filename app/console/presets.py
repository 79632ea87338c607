"""Lists the presets: a table for people, JSON lines for programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from app.console.rich_terminal import Terminal
from app.console.terminal import write_json
from app.options import as_given
from app.presets import load_preset, preset_names, presets_folder
from talker.errors import MouthpieceError


def show_presets(home: Path, *, as_json: bool) -> None:
    """All presets with what they set; one that cannot be read is shown with the reason."""
    if as_json:
        for name in preset_names(home):
            write_json("preset", **_facts(name, home))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Preset", "Options", "What for"):
        table.add_column(title, overflow="fold")
    for name in preset_names(home):
        table.add_row(escape(name), *_cells(name, home))
    console = Terminal()
    console.print(table)
    console.write_line(f"Your own lie in {presets_folder(home)}")


def _facts(name: str, home: Path) -> dict[str, Any]:
    try:
        preset = load_preset(name, home)
    except MouthpieceError as error:
        return {"name": name, "code": error.code.value, "message": error.message}
    facts = {"name": preset.name, "description": preset.description}
    return {**facts, "options": dict(preset.options)}


def _cells(name: str, home: Path) -> tuple[str, str]:
    try:
        preset = load_preset(name, home)
    except MouthpieceError as error:
        return "", f"[red]{escape(str(error))}[/]"
    options = ", ".join(f"{key} {as_given(value)}" for key, value in preset.options.items())
    return escape(options), escape(preset.description)
