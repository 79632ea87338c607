"""The marks that a script may hold, declared once for the reader, the docs and the window."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from talker.options.cues import CueKind
from talker.suggestions import did_you_mean


class Effect(Enum):
    """What a mark does."""

    PAUSE = auto()
    DELIVERY = auto()
    VOICE = auto()
    CUE = auto()


@dataclass(frozen=True)
class Mark:
    """One mark: `[name]`, `[name argument]`, and `[/name]` where it holds until then.

    `chinese` are its names in Chinese. `speed` (a factor) and `volume` (dB) are of a delivery;
    `cues` are by argument, with "" for none.
    """

    name: str
    effect: Effect
    example: str
    meaning: str
    chinese: tuple[str, ...] = ()
    closes: bool = False
    speed: float = 1.0
    volume: float = 0.0
    cues: Mapping[str, CueKind] | None = None


def _cue(kind: CueKind, *chinese: str) -> Mark:
    """The mark of a cue that has a name of its own."""
    end = f"…[/{kind.mark}]" if kind.spans else ""
    example = f"[{kind.mark}]{end}"
    cues = {"": kind}
    return Mark(kind.mark, Effect.CUE, example, kind.caption, chinese, kind.spans, cues=cues)


_LOOK = "look"
DIRECTIONS_IN_CHINESE = {
    "左": "left", "右": "right", "上": "up", "下": "down", "镜头": "camera", "鏡頭": "camera",
}  # fmt: skip
"""Where eyes look, as it is written in Chinese."""

MARKS = (
    Mark("pause", Effect.PAUSE, "[pause 0.5]", "Silence, in seconds", ("停顿", "停頓")),
    Mark("slow", Effect.DELIVERY, "[slow]…[/slow]", "Slower", ("慢",), True, speed=0.85),
    Mark("fast", Effect.DELIVERY, "[fast]…[/fast]", "Faster", ("快",), True, speed=1.15),
    Mark("soft", Effect.DELIVERY, "[soft]…[/soft]", "Softer", ("轻", "輕"), True, volume=-5),
    Mark("loud", Effect.DELIVERY, "[loud]…[/loud]", "Louder", ("响", "響"), True, volume=4),
    Mark("voice", Effect.VOICE, "[voice NAME]", "Another voice", ("声音", "聲音", "音色")),
    _cue(CueKind.NOD, "点头", "點頭"),
    _cue(CueKind.SHAKE, "摇头", "搖頭"),
    _cue(CueKind.BLINK, "眨眼"),
    _cue(CueKind.SMILE, "微笑"),
    _cue(CueKind.SERIOUS, "严肃", "嚴肅"),
    _cue(CueKind.BROWS, "挑眉"),
    _cue(CueKind.FROWN, "皱眉", "皺眉"),
    Mark(
        _LOOK,
        Effect.CUE,
        "[look left]…[/look]",
        "Eyes to the left, right, up, down, or back to the camera",
        ("看",),
        closes=True,
        cues={
            kind.mark.removeprefix(_LOOK).strip(): kind
            for kind in CueKind
            if kind.mark.startswith(_LOOK)
        },
    ),
)

EMPHASIS = "*…*"
"""Stars around words stress them."""

_BY_NAME = {name: mark for mark in MARKS for name in (mark.name, *mark.chinese)}
_SECONDS = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)\s*(?:s|秒)?")
LONGEST_PAUSE = 60.0


class BadMark(ValueError):
    """A mark that means nothing: what is wrong with it, and a hint."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


@dataclass(frozen=True)
class ReadMark:
    """A mark as it stands in a script; `argument` is "" without one."""

    mark: Mark
    argument: str = ""
    ends: bool = False

    @property
    def seconds(self) -> float:
        """How long a pause is."""
        found = _SECONDS.fullmatch(self.argument)
        assert found is not None
        return float(found[1])

    @property
    def cue(self) -> CueKind:
        """What the face does."""
        assert self.mark.cues is not None
        return self.mark.cues[self.argument]


def read_mark(inside: str) -> ReadMark:
    """The mark between brackets; BadMark says what is wrong and what may be meant."""
    words = inside.strip().split(None, 1)
    name = words[0].casefold() if words else ""
    ends = name.startswith("/")
    name = name.removeprefix("/")
    argument = words[1].strip() if len(words) > 1 else ""
    mark = _BY_NAME.get(name)
    if mark is None:
        known = did_you_mean(name, _BY_NAME, f"There are: {', '.join(m.name for m in MARKS)}.")
        raise BadMark(f"there is no mark [{inside}].", f"{known} A bracket is written \\[.")
    if ends and (argument or not mark.closes):
        raise BadMark(f"[{inside}] ends nothing.", f"It is written {mark.example}.")
    return ReadMark(mark, "" if ends else _checked(mark, argument, inside), ends)


def _checked(mark: Mark, argument: str, inside: str) -> str:
    """The argument as the mark knows it."""
    bad = BadMark(f"[{inside}] cannot be read.", f"It is written {mark.example}.")
    match mark.effect:
        case Effect.PAUSE:
            found = _SECONDS.fullmatch(argument)
            if found is None:
                raise bad
            if float(found[1]) > LONGEST_PAUSE:
                hint = f"A pause has at most {LONGEST_PAUSE:g} seconds."
                raise BadMark(f"[{inside}] is too long.", hint)
        case Effect.CUE:
            argument = DIRECTIONS_IN_CHINESE.get(argument, argument.casefold())
            if argument not in (mark.cues or {}):
                raise bad
        case Effect.DELIVERY:
            if argument:
                raise bad
        case Effect.VOICE:
            pass  # which voices there are is known to the program alone
    return argument
