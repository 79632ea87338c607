"""Two drawn pictures beside each other, and how their making differs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.theme import GRID
from app.gui.widgets.basic import label, spaced
from app.gui.widgets.dialog import Dialog
from app.pictures import Picture

_SIZE = QSize(1000, 640)
_LEAST = 200


class WholePicture(QLabel):
    """A picture as large as there is room for."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        self._picture = picture
        self.setMinimumSize(_LEAST, _LEAST)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._picture.isNull():
            kept, smooth = (
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self.setPixmap(self._picture.scaled(self.size(), kept, smooth))


class CompareDialog(Dialog):
    """Shown once, in the language of the moment."""

    def __init__(self, pictures: tuple[Picture, Picture], parent: QWidget) -> None:
        super().__init__(parent, size=_SIZE)
        self.setWindowTitle(self.tr("Compare"))
        row = spaced(QHBoxLayout(), 0, GRID * 2)
        self.inside.addLayout(row, 1)
        for picture, other in (pictures, pictures[::-1]):
            side = spaced(QVBoxLayout(), 0, GRID)
            shown = WholePicture(QPixmap(str(picture.path)))
            shown.setAccessibleName(picture.name)
            side.addWidget(shown, 1)
            words = label("soft", wrap=True)
            words.setText("\n".join(self._differences(picture, other)))
            side.addWidget(words)
            row.addLayout(side, 1)

    def _differences(self, picture: Picture, other: Picture) -> list[str]:
        """What is said of one picture and not of the other; its name where that is nothing."""
        facts = (
            (self.tr("Prompt"), picture.prompt, other.prompt),
            (self.tr("Seed"), picture.seed, other.seed),
            (self.tr("Model"), picture.model, other.model),
            (
                self.tr("Size"),
                f"{picture.width} \u00d7 {picture.height}",
                f"{other.width} \u00d7 {other.height}",
            ),
            (self.tr("Score"), picture.score, other.score),
        )
        return [f"{name}: {own}" for name, own, theirs in facts if own != theirs] or [picture.name]
