"""`python -m installers.icon` makes windows/mouthpiece.ico out of the program's own icon."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from installers.payload import ICON
from installers.pins import ROOT

_SOURCE = ROOT / "app" / "gui" / "icons" / "app.svg"
_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def make_icon(source: Path, target: Path) -> None:
    """Draws every size by itself: small ones scaled down from a large one are blurred."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(source))
    pictures = [_draw(renderer, size) for size in _SIZES]
    pictures[-1].save(target, sizes=[(size, size) for size in _SIZES], append_images=pictures[:-1])
    del application


def _draw(renderer: QSvgRenderer, size: int) -> Image.Image:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return Image.open(io.BytesIO(content.data())).convert("RGBA")


if __name__ == "__main__":
    make_icon(_SOURCE, ICON)
