"""The drawn pictures in the window, while there are very many of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, PngImagePlugin

from app.bench.gaps import Gaps, print_gaps

if TYPE_CHECKING:  # Qt is loaded once the starts are measured
    from app.gui.shell.main import Desktop

_FOLDERS = 50
_SIDE = 64
_MODELS = 3


def bench_pictures(desktop: Desktop, gaps: Gaps, count: int, seconds: float) -> None:
    """Finds, scrolls and searches `count` pictures, and finds them again, as they are known."""
    from app.gui.pages.avatars import PICTURES, AvatarsPage

    _draw(desktop.context.home, count)
    desktop.window.show_page(AvatarsPage.entry.key)
    page = desktop.window.page
    assert isinstance(page, AvatarsPage)
    panel = page.pictures
    page.show_room(PICTURES)
    found = gaps.until(lambda: panel.model.rowCount() >= count)
    print_gaps(f"find {count:,} pictures", found)
    bar = panel.grid.verticalScrollBar()
    moved = gaps.during(seconds, lambda part: bar.setValue(round(part * bar.maximum())))
    print_gaps("scroll through them", moved)
    panel.bar.search.setText("number 99")
    print_gaps("search them", gaps.until(lambda: panel.model.rowCount() < count))
    panel.bar.search.clear()
    looks: list[int] = []
    panel.looked.connect(lambda: looks.append(1))
    panel.refresh()
    print_gaps("find them again", gaps.until(lambda: bool(looks)))


def _draw(home: Path, count: int) -> None:
    """Small files that tell of a large picture's making."""
    for number in range(count):
        folder = home / "avatars" / f"day {number % _FOLDERS}"
        folder.mkdir(parents=True, exist_ok=True)
        told = {
            "request": {"prompt": f"a presenter, number {number}"},
            "seed": number,
            "model": f"model {number % _MODELS}",
            "width": 512,
            "height": 512,
            "verdict": {"score": number % 100},
        }
        info = PngImagePlugin.PngInfo()
        info.add_itxt("mouthpiece", json.dumps(told))
        colour = (number % 256, number // 256 % 256, 128)
        picture = Image.new("RGB", (_SIDE, _SIDE), colour)
        picture.save(folder / f"avatar-{number:010d}.png", pnginfo=info)
