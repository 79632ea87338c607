"""The single pictures of a request: one for each seed, or one for each cell of an X/Y grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from avatar_gen.options.sampling import LAST_SEED
from avatar_gen.request import AvatarOptions, AvatarRequest, with_few_steps
from avatar_gen.sent import in_english
from talker.errors import ErrorCode, UsageError
from talker.files import digest
from talker.identity import chosen_values, identity
from talker.legacy_identity import legacy_avatar_key

NOT_KEPT = "not-kept"  # the folder, beside the pictures, of those that are put aside
_MOST_CELLS = 200
# Raised when the same options come to mean other pictures, such as by another default.
_SCHEMA = 3
# What does not change a picture, or belongs to the whole draw.
_NOT_SWEPT = frozenset(
    {"count", "keep", "x_axis", "y_axis", "device", "memory", "compile", "addon_folder"}
    | {"more_control"}  # it brings pictures of its own
)
_APART = frozenset(
    {"count", "keep", "x_axis", "y_axis", "seed", "output", "device", "memory", "compile"}
    | {"addon_folder"}
)


@dataclass(frozen=True)
class Axis:
    """An option and the values that it takes, as they were typed."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class GridCell:
    """One picture: its own options, with its own seed; `x` and `y` are the cell of a grid."""

    options: AvatarOptions
    name: str
    x: int = 0
    y: int = 0


def plan_cells(request: AvatarRequest) -> tuple[GridCell, ...]:
    """All pictures of a request in their order; UsageError for an axis that makes no sense."""
    options = request.options
    key = _key(request)
    if not options.x_axis and not options.y_axis:
        seeds = [(options.seed + index) % (LAST_SEED + 1) for index in range(options.count)]
        return tuple(
            GridCell(options.model_copy(update={"seed": seed}), f"avatar-{key}-{seed:010d}.png")
            for seed in seeds
        )
    across, down = read_axis(options.x_axis), read_axis(options.y_axis)
    if len(across.values) * len(down.values) > _MOST_CELLS:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"The grid would have more than {_MOST_CELLS} pictures.",
            "Give fewer values.",
        )
    return tuple(_cells(options, across, down, key))


def shared_name(shots: tuple[GridCell, ...]) -> str:
    """What the names of all pictures of one request begin with, and no other request's do."""
    return shots[0].name.rpartition("-")[0]


def read_axis(text: str) -> Axis:
    """`steps=10,20` -> the option and its values; an empty text is an axis of one cell.

    Values are separated by commas, or by | where a value holds commas itself.
    """
    if not text:
        return Axis("", ("",))
    name, equals, rest = text.partition("=")
    name = name.strip().replace("-", "_")
    values = tuple(part.strip() for part in rest.split("|" if "|" in rest else ","))
    if not equals or name in _NOT_SWEPT or name not in AvatarOptions.model_fields:
        swept = ", ".join(name for name in AvatarOptions.model_fields if name not in _NOT_SWEPT)
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{text!r} is no axis.",
            f"Write an option and its values, such as steps=10,20,30. Options: {swept}.",
        )
    return Axis(name, values)


def _cells(options: AvatarOptions, across: Axis, down: Axis, key: str) -> Iterator[GridCell]:
    for y, below in enumerate(down.values):
        for x, beside in enumerate(across.values):
            changes = {
                axis.name: value for axis, value in ((across, beside), (down, below)) if axis.name
            }
            try:
                changed = AvatarOptions.model_validate(
                    options.model_dump() | with_few_steps(changes)
                )
            except ValidationError as error:
                name = str(error.errors()[0]["loc"][0])
                raise UsageError(
                    ErrorCode.OPTION_INVALID,
                    f"{name} cannot be {changes.get(name)!r}.",
                    "Change the values of the axis.",
                ) from error
            yield GridCell(changed, f"avatar-{key}-x{x + 1}y{y + 1}.png", x, y)


def _key(request: AvatarRequest) -> str:
    """Names what the pictures of a request share; the same pictures always get the same name.

    A draw that an earlier version began goes on under the name that it had there.
    """
    axes = [request.x_axis, request.y_axis]
    if any(axes):
        axes.append(str(request.seed))
    inputs = [digest(path) for path in request.pictures if path.is_file()]
    rest = "".join(f" {fact}" for fact in (*axes, *inputs))
    legacy = legacy_avatar_key(request, rest, _APART)
    if legacy is not None and _begun(request.output, legacy):
        return legacy
    facts = [chosen_values(request, _APART), axes, inputs]
    sent = in_english(request.options).texts  # other words for the same ones draw other pictures
    return identity(_SCHEMA, *facts, *([sent] if sent else []))[:8]


def _begun(output: Path, key: str) -> bool:
    return any(next(folder.glob(f"avatar-{key}-*"), None) for folder in (output, output / NOT_KEPT))
