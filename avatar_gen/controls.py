"""What ControlNets follow: their kinds, and how one is written besides the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from talker.errors import ErrorCode, UsageError
from talker.options.choice import Choice
from talker.text_list import quoted, split, unquoted

AUTO = "auto"
_GIVEN = "given-"


class Condition(Choice):
    """What ControlNet is shown: something drawn from the picture, or a finished drawing."""

    CANNY = "canny", "Edges"
    OPENPOSE = "openpose", "Pose"
    GIVEN_CANNY = "given-canny", "Finished drawing of edges"
    GIVEN_OPENPOSE = "given-openpose", "Finished drawing of a pose"
    OPENPOSE_FACE = "openpose-face", "Pose with the face"
    LINEART = "lineart", "Line art"
    SCRIBBLE = "scribble", "Scribble"
    SOFTEDGE = "softedge", "Soft edges"
    DEPTH = "depth", "Depth"
    TILE = "tile", "The picture itself"
    GIVEN_LINEART = "given-lineart", "Finished line art"
    GIVEN_SCRIBBLE = "given-scribble", "Finished scribble"
    GIVEN_SOFTEDGE = "given-softedge", "Finished soft edges"
    GIVEN_DEPTH = "given-depth", "Finished picture of depths"

    @property
    def is_given(self) -> bool:
        """Whether the picture is such a drawing already."""
        return self.value.startswith(_GIVEN)

    @property
    def network(self) -> str:
        """What the ControlNet for it is called, such as openpose."""
        return self.value.removeprefix(_GIVEN).removesuffix("-face")


@dataclass(frozen=True)
class Control:
    """One ControlNet: what it follows, how strictly, in which part of the steps.

    `model` is an entry of the catalogue or a file; `picture` is empty where it follows the picture
    of the request.
    """

    kind: Condition
    strength: float = 1.0
    start: float = 0.0
    end: float = 1.0
    model: str = AUTO
    picture: str = ""


_NUMBERS = {"strength": (0.0, 2.0), "start": (0.0, 1.0), "end": (0.0, 1.0)}
_NAMES = tuple(field.name for field in fields(Control) if field.name != "kind")
_LIKE = "Write it like: depth,strength=0.6,start=0,end=0.5"


def read_control(text: str) -> Control:
    """`depth,strength=0.6,start=0,end=0.5,model=FILE,picture=FILE`; all but the first may be left
    out, and values with commas stand between double quotes.

    UsageError OPTION_INVALID says which part of it cannot be.
    """
    first, *parts = (unquoted(part) for part in split(text, ",")) if text.strip() else ("",)
    if first not in set(Condition):
        raise _refused(
            f"{first!r} is nothing that a ControlNet follows",
            f"Choose of: {', '.join(Condition)}. {_LIKE}",
        )
    given: dict[str, str | float] = {}
    for part in parts:
        name, equals, value = part.partition("=")
        name = name.strip()
        if not equals or name not in _NAMES:
            raise _refused(f"{part!r} says nothing of a ControlNet", _LIKE)
        given[name] = _number(name, value) if name in _NUMBERS else unquoted(value)
    control = Control(Condition(first), **given)  # type: ignore[arg-type]
    check_part(control, text)
    return control


def check_part(control: Control, said: str) -> None:
    """UsageError OPTION_INVALID for a ControlNet that ends before it begins."""
    if control.start >= control.end:
        raise _refused(
            f"{said} would begin at {control.start:g} and end at {control.end:g} of the steps",
            "The start must be less than the end.",
        )


def written_control(control: Control) -> str:
    """The text that `read_control` reads so; what is as usual is left out."""
    usual = Control(control.kind)
    parts = [control.kind.value]
    for name in _NAMES:
        value = getattr(control, name)
        if value != getattr(usual, name):
            said = f"{value:g}" if isinstance(value, float) else value
            parts.append(quoted(f"{name}={said}", ",;"))
    return ",".join(parts)


def with_files(text: str, change: Callable[[str], str]) -> str:
    """The text with the files that it names changed; `auto` and what is not said stay."""
    control = read_control(text)
    changed = {
        name: change(value)
        for name in ("model", "picture")
        if (value := getattr(control, name)) not in ("", AUTO)
    }
    return written_control(Control(**{**vars(control), **changed}))


def _number(name: str, value: str) -> float:
    low, high = _NUMBERS[name]
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise _refused(
            f"The {name} of a ControlNet cannot be {value.strip()!r}",
            f"It lies between {low:g} and {high:g}.",
        )
    return number


def _refused(what: str, hint: str) -> UsageError:
    return UsageError(ErrorCode.OPTION_INVALID, f"{what}.", hint)
