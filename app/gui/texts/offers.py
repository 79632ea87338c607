"""What models make possible: sets by purpose, each the smallest way to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.gui.texts.choices import CHOICES
from app.gui.texts.markers import QT_TRANSLATE_NOOP
from talker.options.engines import shipped_engines


@dataclass(frozen=True)
class Offer:
    """`models` are ids of the catalogue; one of `or_else` does as well as all of them."""

    key: str
    icon_name: str
    title: str
    models: tuple[str, ...]
    or_else: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The title in the language of the window."""
        return QCoreApplication.translate(CHOICES, self.title)


DRAW = Offer(
    "draw",
    "portrait",
    QT_TRANSLATE_NOOP("Choices", "Portraits made from a description"),
    ("sd15",),
    ("sdxl", "dreamshaper-8", "realvisxl-5"),
)
CAPTIONS = Offer(
    "captions",
    "text",
    QT_TRANSLATE_NOOP("Choices", "Captions: speech written down"),
    ("faster-whisper-base",),
    tuple(f"faster-whisper-{size}" for size in ("tiny", "small", "medium", "large-v3-turbo")),
)
_FURTHER = (
    Offer(
        "voices",
        "speech",
        QT_TRANSLATE_NOOP("Choices", "Speech from a text: English, Chinese and more"),
        ("kokoro-82m",),
    ),
    CAPTIONS,
    Offer("sharper", "edit", QT_TRANSLATE_NOOP("Choices", "Sharper faces"), ("gfpgan-1.4",)),
    Offer(
        "larger",
        "screen",
        QT_TRANSLATE_NOOP("Choices", "Larger pictures"),
        ("realesr-general-x4v3",),
    ),
    DRAW,
)


def offers() -> Iterator[Offer]:
    """Those of the engines first."""
    for engine in shipped_engines():
        if engine.offer:
            yield Offer(engine.id, "film", engine.offer, engine.offer_models)
    yield from _FURTHER
