"""Puts Markdown into a text document in the look of the house."""

from __future__ import annotations

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from app.gui.theme import GRID, Tokens

_MARGIN = GRID * 3
_LINE_HEIGHT = 125.0  # per cent of what the font asks for; Chinese ones ask for more
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_ABOVE = {1: 0, 2: GRID * 3, 3: GRID * 2}
_SIZES = {1: 1.7, 2: 1.2, 3: 1.05}  # of the size of the text


def write(document: QTextDocument, text: str, tokens: Tokens, font: QFont) -> None:
    """Replaces what the document holds; colours are those of the moment."""
    document.setDefaultFont(font)
    document.setDocumentMargin(_MARGIN)
    document.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    while block.isValid():
        _set(cursor, block, tokens, font)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _rule(frame, tokens)
    cursor.endEditBlock()


def _set(cursor: QTextCursor, block: QTextBlock, tokens: Tokens, font: QFont) -> None:
    """Distances of a paragraph, and the size of a heading."""
    given = block.blockFormat()
    level = given.headingLevel()
    shape = QTextBlockFormat()
    if QTextCursor(block).currentTable() is None:
        shape.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
        listed = block.textList() is not None
        shape.setTopMargin(_ABOVE.get(level, 0))
        shape.setBottomMargin(GRID // 2 if listed else GRID)
    cursor.setPosition(block.position())
    cursor.mergeBlockFormat(shape)
    cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    if level:
        cursor.setCharFormat(_heading(level, font))  # Qt's own says its size in another way
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        if fragment.charFormat().isAnchor():
            cursor.setPosition(fragment.position())
            end = fragment.position() + fragment.length()
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            link = QTextCharFormat()
            link.setForeground(QColor(tokens.accent_strong))
            cursor.mergeCharFormat(link)
        part += 1


def _heading(level: int, font: QFont) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontPointSize(font.pointSizeF() * _SIZES.get(level, 1.0))
    made.setFontWeight(QFont.Weight.DemiBold)
    return made


def _rule(table: QTextTable, tokens: Tokens) -> None:
    """Thin lines, and room in the cells."""
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QColor(tokens.line))
    shape.setBorderCollapse(True)
    shape.setCellPadding(GRID)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shape.setBottomMargin(GRID)
    table.setFormat(shape)
