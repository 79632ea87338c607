"""ASS subtitles for libass to burn in: lines, pages and fonts are ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from talker.scene import Size
from talker.subtitles.cues import Cue
from talker.subtitles.fonts import Font
from talker.subtitles.ground import Band, Block, Ground
from talker.subtitles.layout import Typesetter
from talker.subtitles.lit_words import Moment, Placed, in_style, moments, placed_words
from talker.subtitles.style import CaptionStyle, Highlight

_WIDTH_SHARE = 0.88  # of a frame that no platform covers
_SIDES = 0.05
_ROUNDED = 1.01  # a line of just as many letters as it may have is none too long
_TOP_SHARE = 0.96  # of the frame's height, from below: where lines must end
_HANGS = "{\\an8}"  # the ASS command for lines that hang from the upper edge
LINE = 1.4  # libass counts the height of a line, not of a letter
_BOX = 0.2  # of a line's height: the outline that makes a box of a word
_GROWN = 112  # percent of a word that pops up
_SQUARE = frozenset({"zh", "yue", "ja", "ko"})  # languages whose letters are as wide as high
PLAIN = CaptionStyle()
"""As subtitles looked before there were styles."""
BY_THE_TEXT = -1  # as encoding: each line runs in the direction of its first letter
_JOINER = "\u2060"  # invisible: behind it no letter makes a command of a backslash


def format_ass(
    cues: Iterable[Cue],
    fonts: Sequence[Font],
    ground: Ground,
    percent: float,
    look: CaptionStyle = PLAIN,
    *,
    language: str = "",
) -> str:
    """A file for libass; `percent` is the height of a letter in shares of the short side.

    Of `fonts` the first draws what it can, the others what it lacks. `language` is that of the
    cues, a tag.
    """
    width = ground.canvas[0]
    size = max(8, round(min(ground.canvas) * percent / 100 * LINE * look.scale))
    usual = ground.usual
    longest = _longest(look, language) * fonts[0].em * size * _ROUNDED
    room = min(width * _WIDTH_SHARE, ground.width)
    setter = Typesetter(fonts, size, min(room, longest) if longest else room)
    left, right = (
        edge or round(width * _SIDES) for edge in (ground.edges.left, ground.edges.right)
    )
    edge = max(1.0, size * look.outline) if look.outline else 0.0
    style = (
        f"Style: Said,{fonts[0].family},{size},{ass_color(look.color)},{ass_color(look.color)},"
        f"{ass_color(look.outline_color)},&H80000000,"
        f"{-1 if look.bold else 0},0,0,0,100,100,0,0,1,{edge:.1f},{size * look.shadow:.1f},2,"
        f"{left},{right},{usual.margin},"
        f"{BY_THE_TEXT}"
    )
    page = _Page(setter, ground, look)
    lines = (event for cue in in_style(cues, look) for event in page.events(cue))
    return ass_file(ground.canvas, style, lines)


def ass_file(canvas: Size, style: str, events: Iterable[str]) -> str:
    """The text of a file with one style, whose lines are as long as we make them."""
    return "\n".join(
        (
            "[Script Info]",
            "ScriptType: v4.00+",
            f"PlayResX: {canvas[0]}",
            f"PlayResY: {canvas[1]}",
            "WrapStyle: 2",
            "ScaledBorderAndShadow: yes",
            "",
            "[V4+ Styles]",
            "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, "
            "BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, "
            "BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding",
            style,
            "",
            "[Events]",
            "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
            *events,
            "",
        )
    )


def _longest(look: CaptionStyle, language: str) -> float:
    """Ems of the longest line, 0 for one without a limit: two Latin letters are about as wide as
    an em, and so is one of the scripts of East Asia."""
    code = language.partition("-")[0]
    letters = look.longest_in.get(code, look.longest)
    return letters if code in look.longest_in and code in _SQUARE else letters / 2


def ass_color(color: str) -> str:
    """#rrggbb as ASS writes it: blue, green, red."""
    return f"&H00{color[5:7]}{color[3:5]}{color[1:3]}".upper()


class _Page:
    """Makes the events of cues: what has no room at once is shown one part after the other."""

    def __init__(self, setter: Typesetter, ground: Ground, look: CaptionStyle) -> None:
        self._setter = setter
        self._ground = ground
        self._look = look

    def events(self, cue: Cue) -> Iterator[str]:
        """Those of one cue, in order."""
        lines = self._setter.lines(cue.text)
        if not lines:
            return
        most, band = _fitting(lines, cue.start, self._setter, self._ground, self._look)
        count = -(-len(lines) // most)
        firsts = [page * len(lines) // count for page in range(count + 1)]
        words = placed_words(cue, lines)
        times = _turns(cue, words, firsts)
        for (first, last), (start, stop) in zip(pairwise(firsts), pairwise(times), strict=True):
            said = [
                replace(word, line=word.line - first) for word in words if first <= word.line < last
            ]
            lit = self._look.highlight is not Highlight.NONE
            for one in moments(said, start, stop) if lit else [Moment(start, stop)]:
                text = written_lines(lines[first:last], self._setter, self._look, one.word)
                yield _event(one, band, text)


def _event(moment: Moment, band: Band, text: str) -> str:
    times = f"{_stamp(moment.start)},{_stamp(moment.stop)}"
    return f"Dialogue: 0,{times},Said,,0,0,{band.margin},,{_HANGS if band.hangs else ''}{text}"


def _turns(cue: Cue, words: Sequence[Placed], firsts: Sequence[int]) -> list[float]:
    """When each page begins, and the last one ends: with its first word where those are known."""
    count = len(firsts) - 1
    times = [cue.start + (cue.stop - cue.start) * page / count for page in range(count + 1)]
    if cue.words:
        for page in range(1, count):
            begins = next((one.start for one in words if one.line >= firsts[page]), times[page])
            times[page] = min(max(begins, times[page - 1]), cue.stop)
    return times


def _fitting(
    lines: Sequence[str], start: float, setter: Typesetter, ground: Ground, look: CaptionStyle
) -> tuple[int, Band]:
    """How many of the lines can be shown at once, and where."""
    width, line = max(map(setter.width, lines)), setter.highest
    wanted = min(len(lines), look.lines or len(lines))
    for most in range(wanted, 0, -1):
        band = ground.band(Block(width, most * line, line, start), look.stand)
        if band is not None:
            return most, band
    # Everything is taken: as if nothing were.
    usual = ground.usual
    return min(wanted, max(1, int((ground.canvas[1] * _TOP_SHARE - usual.margin) / line))), usual


def written_lines(
    lines: Sequence[str],
    setter: Typesetter,
    look: CaptionStyle = PLAIN,
    lit: Placed | None = None,
) -> str:
    """The lines with the fonts that draw them; none of their letters is a command to libass.

    `lit` is the word that is said.
    """
    written, current = [], setter.usual
    for number, line in enumerate(lines):
        start, stop = (lit.first, lit.last) if lit and lit.line == number else (0, 0)
        text = ""
        for part, on in ((line[:start], False), (line[start:stop], True), (line[stop:], False)):
            if not part:
                continue
            before, after = _lighting(look, setter) if on else ("", "")
            text += before
            for run in setter.runs(part):
                if run.font is not current:
                    text += f"{{\\fn{run.font.family}\\fs{setter.size_of(run.font):g}}}"
                    current = run.font
                text += _escaped(run.text)
            text += after
        written.append(text)
    return "\\N".join(written)


def _lighting(look: CaptionStyle, setter: Typesetter) -> tuple[str, str]:
    """What stands before and behind the word that is said."""
    colors = (look.highlight_color, look.color, look.outline_color)
    lit, usual, outline = (f"&H{ass_color(color)[4:]}&" for color in colors)
    match look.highlight:
        case Highlight.COLOR:
            return f"{{\\1c{lit}}}", f"{{\\1c{usual}}}"
        case Highlight.BOX:
            # So wide an outline fills the gaps between the letters, in any script.
            edge, box = setter.highest * look.outline, setter.highest * _BOX
            return f"{{\\3c{lit}\\bord{box:.1f}}}", f"{{\\3c{outline}\\bord{edge:.1f}}}"
        case Highlight.POP:
            grown = f"\\fscx{_GROWN}\\fscy{_GROWN}"
            return f"{{\\1c{lit}{grown}}}", f"{{\\1c{usual}\\fscx100\\fscy100}}"
        case Highlight.NONE:
            return "", ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\" + _JOINER).replace("{", "\\{").replace("}", "\\}")


def _stamp(seconds: float) -> str:
    hundredths = max(0, round(seconds * 100))
    rest, parts = divmod(hundredths, 100)
    return f"{rest // 3600}:{rest // 60 % 60:02}:{rest % 60:02}.{parts:02}"
