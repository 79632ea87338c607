"""Lists the brands: a table for people, JSON lines for programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from app.brands import brand_names, brands_folder, load_brand
from app.console.rich_terminal import Terminal
from app.console.terminal import write_json
from talker.errors import MouthpieceError


def show_brands(home: Path, *, as_json: bool) -> None:
    """All brands with the files that they make, or the reason why one cannot be read."""
    found = {name: _facts(name, home) for name in brand_names(home)}
    if as_json:
        for name, facts in found.items():
            write_json("brand", name=name, **facts)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Brand", "Further files", "What for"):
        table.add_column(title, overflow="fold")
    for name, facts in found.items():
        files = facts.get("message") or "\n".join(facts["deliverables"])
        table.add_row(escape(name), escape(files), escape(facts.get("description", "")))
    console = Terminal()
    console.print(table)
    console.write_line(f"They lie in {brands_folder(home)}")


def _facts(name: str, home: Path) -> dict[str, Any]:
    try:
        brand = load_brand(name, home)
    except MouthpieceError as error:
        return {"code": error.code.value, "message": error.message}
    return {"description": brand.description, "deliverables": list(brand.deliverables)}
