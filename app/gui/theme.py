"""How the window looks: tokens for light and dark, one style sheet, and tinted icons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.only import only
from app.settings.window import Language, Theme

_HERE = Path(__file__).parent
TOOL_WORD_POINTS = 8.0  # of the words under the icons of tools
GRID = 8  # every distance is a multiple of it
FRAME = QSize(16, 40)  # title and edges, which the system draws around a window
# Windows, macOS, Linux.
_LATIN = ("Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Inter", "Noto Sans", "DejaVu Sans")
# The same letters are drawn differently on the mainland and in Taiwan, so the first found counts.
_SIMPLIFIED = (
    *("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC"),
    *("Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
)
_TRADITIONAL = (
    *("Microsoft JhengHei UI", "Microsoft JhengHei", "PingFang TC", "Noto Sans CJK TC"),
    *("Noto Sans TC", "Source Han Sans TC", "AR PL UMing TW"),
)


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, and `dark` for what is drawn by hand."""

    dark: bool
    window: str
    surface: str
    raised: str
    line: str
    line_strong: str
    text: str
    text_soft: str
    text_faint: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    good: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str


LIGHT = Tokens(
    dark=False,
    window="#f5f6f6",
    surface="#ffffff",
    raised="#eef0f0",
    line="#e1e5e5",
    line_strong="#848e8c",
    text="#1b2423",
    text_soft="#4b5754",
    text_faint="#5f6967",
    accent="#23746c",
    accent_strong="#1a5b55",
    accent_soft="#e0efed",
    on_accent="#ffffff",
    good="#226a42",
    warn="#875900",
    warn_soft="#fbf1dc",
    bad="#b3372f",
    bad_soft="#fbe7e5",
)
DARK = Tokens(
    dark=True,
    window="#171b1b",
    surface="#1f2525",
    raised="#2a3131",
    line="#313a3a",
    line_strong="#728180",
    text="#e8edec",
    text_soft="#b7c2bf",
    text_faint="#a0aca9",
    accent="#5cbcb0",
    accent_strong="#7fd0c5",
    accent_soft="#213b38",
    on_accent="#0c1f1d",
    good="#6cc592",
    warn="#e2b25a",
    warn_soft="#3a3020",
    bad="#f08a80",
    bad_soft="#402625",
)


_ICON_SIZES = (18, 20, 24)
_STYLE = "Fusion"
_STYLED = "styled"  # a property of the application


class Look(QObject):
    """The theme in force. `changed` once every widget has the new style sheet.

    Windows wear the sheet, not the application: under one of the application's, Qt looks at
    a part's whole tree again each time that the part is put into another.
    """

    changed = Signal()
    _sheet_changed = Signal(str)

    def __init__(self, application: QCoreApplication | None) -> None:
        super().__init__(application)
        assert isinstance(application, QApplication)
        self._application = application
        self._theme = Theme.SYSTEM
        self.tokens = LIGHT
        self._worn: Tokens | None = None
        self._sheet = ""
        if not application.property(_STYLED):
            application.setStyle(_STYLE)
        self._system_font = application.font()
        application.setFont(base_font(self._system_font))
        application.styleHints().colorSchemeChanged.connect(self._system_changed)

    def set_theme(self, theme: Theme) -> None:
        """Uses light, dark, or what the system prefers at each moment."""
        self._theme = theme
        dark = theme is Theme.DARK or (theme is Theme.SYSTEM and self._system_is_dark())
        self._wear(DARK if dark else LIGHT)

    def dress(self, window: QWidget) -> None:
        """Puts the style sheet on a window that has no parent, now and at each change of theme."""
        window.setStyleSheet(self._sheet)
        window.ensurePolished()  # Qt would keep this sheet when another comes before it is shown
        self._sheet_changed.connect(window.setStyleSheet)

    def set_language(self, language: Language | None) -> None:
        """Draws Chinese in the faces of its readers."""
        font = base_font(self._system_font, language)
        if font.families() != self._application.font().families():
            self._application.setFont(font)

    def _system_is_dark(self) -> bool:
        return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _system_changed(self) -> None:
        if self._theme is Theme.SYSTEM:
            self.set_theme(Theme.SYSTEM)

    def _wear(self, tokens: Tokens) -> None:
        if tokens == self._worn:  # every widget would be polished again for nothing
            return
        self.tokens = self._worn = tokens
        self._application.setPalette(_palette(tokens))
        self._sheet = style_sheet(tokens)
        self._sheet_changed.emit(self._sheet)
        self.changed.emit()


def styled_application(arguments: Sequence[str]) -> QApplication:
    """An application that has the style of the house from the beginning.

    To set it later makes an object of it, with its six hundred names: a hundredth of the start.
    """
    application = QApplication([*arguments, "-style", _STYLE])
    application.setProperty(_STYLED, True)
    return application


_looks: list[Look] = []


def look() -> Look:
    """The look of the running application; made by the first call."""
    return only(_looks, Look)


def style_sheet(tokens: Tokens) -> str:
    """The one style sheet, filled with a theme's colours."""
    template = Template((_HERE / "theme.qss").read_text(encoding="utf-8"))
    values: Mapping[str, object] = asdict(tokens)
    return template.substitute(
        values,
        icons=(_HERE / "icons").as_posix(),
        scheme=_scheme(tokens),
        tool_word=TOOL_WORD_POINTS,
    )


def base_font(system: QFont, language: Language | None = None) -> QFont:
    """The system's own font first, then faces that know Chinese, those of the language first."""
    font = QFont(system)
    chinese = [*_SIMPLIFIED, *_TRADITIONAL]
    if language is Language.TRADITIONAL_CHINESE:
        chinese = [*_TRADITIONAL, *_SIMPLIFIED]
    # A Chinese face of the system that is the other one's would win over ours.
    first = [system.family()] if system.family() not in chinese else []
    font.setFamilies([*dict.fromkeys([*first, *_LATIN, *chinese])])
    font.setPointSizeF(max(9.75, system.pointSizeF()))
    return font


def icon(
    name: str, role: str = "text_soft", gap: int = 0, sizes: Sequence[int] = _ICON_SIZES
) -> QIcon:
    """An icon of app/gui/icons in a colour of the theme in force; asks again after `changed`.

    `gap` is room to the right of it, for buttons with text: style sheets know none. `sizes` are
    those that it is drawn in, each of which takes its time; others are made smaller from these.
    """
    tokens = look().tokens
    made = QIcon()
    for state, colour in (
        (QIcon.Mode.Normal, getattr(tokens, role)),
        (QIcon.Mode.Disabled, tokens.line_strong),
    ):
        for size in sizes:
            made.addPixmap(pixmap(name, colour, size, gap=gap), state)
    return made


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = 2.0, gap: int = 0) -> QPixmap:
    """An icon as a picture of `size` logical pixels, with a `gap` at its right."""
    source = (_HERE / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("#000", colour).encode()))
    picture = QPixmap(QSize(round((size + gap) * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _scheme(tokens: Tokens) -> str:
    return "dark" if tokens.dark else "light"


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for colour_role, colour in (
        (role.Window, tokens.window),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.raised),
        (role.Button, tokens.surface),
        (role.WindowText, tokens.text),
        (role.Text, tokens.text),
        (role.ButtonText, tokens.text),
        (role.PlaceholderText, tokens.text_faint),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.Mid, tokens.line),
    ):
        palette.setColor(colour_role, QColor(colour))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(tokens.text_faint))
    return palette
