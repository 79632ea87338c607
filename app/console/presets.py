"""Lists the presets: a table for people, JSON lines for programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.presets import load_preset, preset_names, presets_folder
from talker.errors import MouthpieceError


def show_presets(home: Path, *, as_json: bool) -> None:
    """All presets with what they set; one that cannot be read is shown with the reason."""
    if as_json:
        for name in preset_names(home):
            sys.stdout.write(json.dumps(_facts(name, home), ensure_ascii=False, default=str) + "\n")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Preset", "Options", "What for"):
        table.add_column(title, overflow="fold")
    for name in preset_names(home):
        table.add_row(escape(name), *_cells(name, home))
    console = Console(highlight=False)
    console.print(table)
    console.print(escape(f"Your own lie in {presets_folder(home)}"), soft_wrap=True)


def _facts(name: str, home: Path) -> dict[str, Any]:
    try:
        preset = load_preset(name, home)
    except MouthpieceError as error:
        return {"type": "preset", "name": name, "code": error.code.value, "message": error.message}
    facts = {"name": preset.name, "description": preset.description}
    return {"type": "preset", **facts, "options": dict(preset.options)}


def _cells(name: str, home: Path) -> tuple[str, str]:
    try:
        preset = load_preset(name, home)
    except MouthpieceError as error:
        return "", f"[red]{escape(str(error))}[/]"
    options = ", ".join(f"{key} {value}" for key, value in preset.options.items())
    return escape(options), escape(preset.description)
