"""A script as it is written -> letters, marks, emphasis and ends of paragraphs, with places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

import regex

from speech_gen.script.marks import BadMark, ReadMark, read_mark
from speech_gen.script.problems import ScriptError
from talker.errors import ErrorCode

# Signs that may be written with a backslash before them, and then mean themselves.
ESCAPED = "\\[]*{}#-"

_TOKEN = regex.compile(
    r"""
    (?P<plain>(?:[\p{L}\p{M}]|\p{N}(?!\ufe0f?\u20e3)|[.,!?;:'"()，。！？；：、“”])+)
    | (?P<escaped>\\[\\\[\]*{}\#\-])
    | (?P<paragraph>[ \t]*\n(?:[ \t\r]*\n)+[ \t]*)
    | (?P<newline>[ \t]*\n[ \t]*)
    | (?P<mark>[\[［](?:[^\[\]［］\n]{0,200})[\]］])
    | (?P<bracket>[\[］\]［])
    | (?P<emphasis>\*{1,3})
    | (?P<brace>\{\{|\}\})
    | (?P<field>\{[^{}\n]{0,100}\}|[{}])
    | (?P<emoji>(?:\p{Regional_Indicator}{2}
        | [0-9\#*]\ufe0f?\u20e3
        | (?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[\U0001F000-\U0001FAFF])
          [\ufe0e\ufe0f\U0001F3FB-\U0001F3FF\U000E0020-\U000E007F]*
          (?:\u200d\p{Extended_Pictographic}[\ufe0e\ufe0f\U0001F3FB-\U0001F3FF]*)*)+)
    | (?P<unseen>[\r\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f]+
        | [\ufe00-\ufe0f\ufeff\ufff9-\ufffb]+)
    | (?P<blank>[ \t\x0b\x0c\x85\u2028\u2029\xa0\u2000-\u200a\u202f\u205f\u3000]+)
    | (?P<text>.)
    """,
    regex.VERBOSE | regex.DOTALL,
)
# At the beginning of a line: headings and the points of a list.
_LINE_MARK = regex.compile(r"(?:^|(?<=\n))[ \t]*(?:\#{1,6}[ \t]+|[-*+][ \t]+|>[ \t]?)")
_HEADING = regex.compile(r"(?m)^[ \t]*#{1,6}[ \t]+[^\n]*$|^[ \t]*[-*+][ \t]+[^\n]*$")


class Kind(Enum):
    """What a piece of a script is."""

    LETTERS = auto()
    BLANK = auto()
    LINE = auto()
    PARAGRAPH = auto()
    MARK = auto()
    EMPHASIS = auto()
    EMOJI = auto()


@dataclass(frozen=True)
class Token:
    """A piece from `start` to `stop` (exclusive) of the script; `text` is what it says.

    `mark` is that of Kind.MARK; `weight` the number of stars of Kind.EMPHASIS.
    """

    kind: Kind
    start: int
    stop: int
    text: str = ""
    mark: ReadMark | None = None


def tokens(script: str) -> Iterator[Token]:
    """The pieces of a script in order; ScriptError for what cannot be spoken.

    Codes: SCRIPT_MARK for a mark that there is not, SCRIPT_FIELD for a field that nothing fills,
    SCRIPT_CHARACTER for control characters.
    """
    position = 0
    while position < len(script):
        skipped = _LINE_MARK.match(script, position)
        if skipped is not None and skipped.end() > position:
            if position:
                yield Token(Kind.PARAGRAPH, skipped.start(), skipped.end())
            position = skipped.end()
            continue
        found = _TOKEN.match(script, position)
        assert found is not None  # the last of its choices is any character
        span = found.span()
        token = _token(script, found.lastgroup or "", span)
        if token is not None:
            yield token
        position = span[1]
        if token is not None and token.kind is Kind.LINE and _ends_line_item(script, span[0]):
            yield Token(Kind.PARAGRAPH, span[1], span[1])


def _ends_line_item(script: str, newline: int) -> bool:
    """Whether the line that ends here was a heading or a point of a list."""
    begin = script.rfind("\n", 0, newline) + 1
    return _HEADING.match(script, begin) is not None


_KINDS = {
    "plain": Kind.LETTERS,
    "blank": Kind.BLANK,
    "newline": Kind.LINE,
    "paragraph": Kind.PARAGRAPH,
    "emphasis": Kind.EMPHASIS,
    "emoji": Kind.EMOJI,
}


def _token(script: str, group: str, span: tuple[int, int]) -> Token | None:
    text = script[slice(*span)]
    if group in _KINDS:
        return Token(_KINDS[group], *span, text)
    match group:
        case "escaped":
            return Token(Kind.LETTERS, *span, text[1])
        case "brace":
            return Token(Kind.LETTERS, *span, text[0])
        case "unseen":
            return None
        case "mark":
            return Token(Kind.MARK, *span, text, _mark(script, text[1:-1], span))
        case _:
            return _other(script, group, text, span)


def _mark(script: str, inside: str, span: tuple[int, int]) -> ReadMark:
    try:
        return read_mark(inside)
    except BadMark as bad:
        raise ScriptError(ErrorCode.SCRIPT_MARK, script, span, bad.what, bad.hint) from None


def _other(script: str, group: str, text: str, span: tuple[int, int]) -> Token:
    """A letter, or what must not stand in a script."""
    if group == "bracket":
        what = f"{text} stands alone; marks are written [nod]."
        hint = f"A bracket that is no mark is written \\{text}."
        raise ScriptError(ErrorCode.SCRIPT_MARK, script, span, what, hint)
    if group == "field":
        what = f"nothing fills {text}."
        hint = (
            "Fields are filled from the columns of a sheet; a brace that is none is written twice."
        )
        raise ScriptError(ErrorCode.SCRIPT_FIELD, script, span, what, hint)
    if unicodedata.category(text) in {"Cc", "Cs", "Co", "Cn"} or text == "\ufffd":
        what = f"the character U+{ord(text):04X} is none that can be spoken."
        hint = "Delete it; the file may have been saved in another encoding."
        raise ScriptError(ErrorCode.SCRIPT_CHARACTER, script, span, what, hint)
    return Token(Kind.LETTERS, *span, text)
