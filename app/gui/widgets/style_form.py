"""Edits a caption style."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from app.gui.texts.markers import QT_TRANSLATE_NOOP
from app.gui.widgets.editors import Editor
from app.gui.widgets.forms import DeclaredForm
from app.gui.widgets.text_editors import ColorEditor
from talker.subtitles.style import CaptionStyle

_FIRST = ("highlight", "highlight_color", "color", "stand", "lines", "uppercase", "punctuation")
_HIDDEN = ("title", "font", "longest_in")
_COLORS = frozenset({"color", "highlight_color", "outline_color"})
_TITLES = {
    "plain": QT_TRANSLATE_NOOP("CaptionStyles", "Plain"),
    "karaoke": QT_TRANSLATE_NOOP("CaptionStyles", "Word in color"),
    "box": QT_TRANSLATE_NOOP("CaptionStyles", "Word in a box"),
    "pop": QT_TRANSLATE_NOOP("CaptionStyles", "Word that pops up"),
}


class StyleForm(DeclaredForm):
    """Its font and its lines by language stay as they are."""

    def __init__(self) -> None:
        super().__init__(CaptionStyle, _FIRST, _HIDDEN)

    @property
    def options(self) -> CaptionStyle:
        """The style as it is edited."""
        style: CaptionStyle = self._options
        return style

    @override
    def _editor_for(self, name: str) -> Editor:
        if name in _COLORS:
            return ColorEditor(CaptionStyle.model_fields[name])
        return super()._editor_for(name)


def style_title(name: str) -> str:
    """What a style is called; the user's own have their names."""
    text = _TITLES.get(name)
    return name if text is None else QCoreApplication.translate("CaptionStyles", text)
