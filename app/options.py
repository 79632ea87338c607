"""Command-line options, their checks and their table, all derived from the request's fields.

`python -m app.options > docs/options.md` writes the page of all options.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MultipleOf
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from app.presets import FillFromPreset
from app.script_file import read_script
from talker.errors import ErrorCode, UsageError
from talker.options.engines import engine_choices, names_engine
from talker.options.render import RenderRequest, declared_fields
from talker.options.spoken import holds_script, names_voice
from talker.suggestions import did_you_mean

Request = TypeVar("Request", bound=BaseModel)

POSITIONAL = ("portrait", "clip", "speech")

_PAGE = """# Options

Made by `python -m app.options > docs/options.md` from the declarations; a test compares them. The
columns of a sheet and the keys of a preset have the names of the flags without the dashes, `_` for
`-`.

## `render`, `batch`, `queue add`

{render}

## `dub`

{dub}

## `deliver`

The same names in `--deliverable "9:16,logo=logo.png,codec=hevc"` and in the form of the window.

{deliver}

## `avatar make`

{avatar}

## `avatar train`

{train}

## `avatar merge`, `avatar extract`

{merge}

{extract}
"""
_NUMBERS = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([,\s]+[-+]?(\d+\.?\d*|\.\d+))*[,\s]*")


@dataclass(frozen=True)
class Option:
    """One field of the request as the command line sees it."""

    name: str
    info: FieldInfo

    @property
    def flag(self) -> str:
        """The long option of the command line, such as `--ai-label`."""
        return "--" + self.name.replace("_", "-")

    @property
    def is_switch(self) -> bool:
        """Whether it is on or off and takes no value."""
        return self.info.annotation is bool

    @property
    def is_sequence(self) -> bool:
        """Whether it takes several numbers."""
        return get_origin(self.info.annotation) is tuple and not self.is_texts

    @property
    def is_texts(self) -> bool:
        """Whether it takes several texts; it may be repeated."""
        return get_args(self.info.annotation)[:1] == (str,)

    @property
    def help(self) -> str:
        """The field's description; empty without one."""
        return self.info.description or ""

    @property
    def values(self) -> str:
        """What may be given, in words."""
        kind: Any = self.info.annotation
        bounds = self.info.metadata
        if names_engine(self.info):
            return ", ".join(engine_choices())
        if self.is_texts:
            return "texts, separated by semicolons"
        if self.is_sequence:
            inner = get_args(kind)[0]
            bounds = [part for extra in get_args(inner)[1:] for part in extra.metadata]
            return f"numbers{_range(bounds)}, such as 10,-20,30"
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return ", ".join(member.value for member in kind)
        if kind is bool:
            return "switch"
        if kind is int:
            return f"whole number{_range(bounds)}"
        if kind is float:
            return f"number{_range(bounds)}"
        if holds_script(self.info):
            return "file, or - for what is typed in"
        if kind is str:
            return "text"
        return "file"

    @property
    def metavar(self) -> str:
        """What stands for the value in the help, as in `--color N,N`."""
        kind: Any = self.info.annotation
        if self.is_sequence:
            return "N,N"
        if self.is_texts:
            return "TEXT;TEXT"
        other = "FILE" if self.values == "file" else "NAME"
        if names_engine(self.info) or names_voice(self.info):
            return "NAME"
        if holds_script(self.info):
            return "FILE"
        return {int: "N", float: "X", str: "TEXT"}.get(kind, other)

    @property
    def default(self) -> str:
        """The default as it would be typed; "" when the help text explains it."""
        value = None if self.info.is_required() else self.info.default
        if value is None or value in ((), "") or isinstance(value, bool):
            return ""
        return f"{value:g}" if isinstance(value, float) else str(value)


def options(declared: type[BaseModel] = RenderRequest) -> list[Option]:
    """All options of a request, in the order of their declaration, files last."""
    return [
        Option(name, info)
        for name, info in declared_fields(declared).items()
        if name not in POSITIONAL
    ]


def add_inputs(parser: argparse.ArgumentParser, declared: type[BaseModel]) -> None:
    """Adds the two inputs of a request; what the user leaves out is not in the namespace."""
    for name in POSITIONAL:
        info = declared.model_fields.get(name)
        if info is None:
            continue
        # An idle presenter has no recording, and a video that is made again names both.
        parser.add_argument(
            name, metavar=name.upper(), nargs="?", default=argparse.SUPPRESS, help=info.description
        )


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the two inputs of a render and every option."""
    add_inputs(parser, RenderRequest)
    add_preset(parser, RenderRequest)
    add_flags(parser)


def add_preset(parser: argparse.ArgumentParser, declared: type[BaseModel]) -> None:
    """Adds --preset for requests of a kind."""
    parser.add_argument(
        "--preset",
        action=FillFromPreset,
        declared=declared,
        metavar="NAME",
        default=argparse.SUPPRESS,
        help="Options by name, for all that are not given: see `mouthpiece presets`.",
    )


def add_flags(
    parser: argparse.ArgumentParser,
    without: Container[str] = (),
    declared: type[BaseModel] = RenderRequest,
) -> None:
    """Adds every option but those named in `without`."""
    for option in options(declared):
        if option.name not in without:
            _add_flag(parser, option)


def _add_flag(parser: argparse.ArgumentParser, option: Option) -> None:
    names = ["-o", option.flag] if option.name == "output" else [option.flag]
    if option.is_switch:
        parser.add_argument(
            *names, action="store_true", default=argparse.SUPPRESS, help=option.help
        )
        return
    default = f" (default: {option.default})" if option.default else ""
    parser.add_argument(
        *names,
        metavar=option.metavar,
        action="append" if option.is_texts else "store",
        default=argparse.SUPPRESS,
        type=read_script if holds_script(option.info) else str,
        help=f"{option.help} {option.values.capitalize()}{default}.".replace("%", "%%"),
    )


def given_options(
    parsed: argparse.Namespace, declared: type[BaseModel] = RenderRequest
) -> dict[str, Any]:
    """What the user has given of the options, by name; not yet checked."""
    names = declared_fields(declared)
    return {name: value for name, value in vars(parsed).items() if name in names}


def join_numbers(arguments: Iterable[str]) -> list[str]:
    """`--yaw -20 30 10` and `--yaw -20,30,10` become `--yaw=-20,30,10`.

    argparse would take a value that begins with a minus sign for an option.
    """
    flags: set[str] = set()
    joined: list[str] = []
    for argument in arguments:
        flag, _, value = joined[-1].partition("=") if joined else ("", "", "")
        if flag.startswith("--") and _NUMBERS.fullmatch(argument):
            flags = flags or {option.flag for option in options() if option.is_sequence}
            joined[-1] = f"{flag}={value},{argument}" if value else f"{flag}={argument}"
        else:
            joined.append(argument)
    return joined


def build_request(given: Mapping[str, Any]) -> RenderRequest:
    """The request for the given values; UsageError says which option is wrong and what fits."""
    return checked(RenderRequest, given)


def checked(declared: type[Request], given: Mapping[str, Any]) -> Request:
    """A request of any kind for the given values; UsageError as `build_request` says."""
    known = {option.name: option for option in options(declared)}
    try:
        return declared.model_validate(dict(given))
    except ValidationError as error:
        first = error.errors()[0]
        if not first["loc"]:  # options that do not go together; the message is our own
            reason = first["msg"].removeprefix("Value error, ")
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"{reason[:1].upper()}{reason[1:]}.",
                "Add what is missing, or leave out what does not go with the rest.",
            ) from error
        name = str(first["loc"][0])
        if name in POSITIONAL and first["type"] == "missing":
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"{name.upper()} is missing.",
                _missing_hint(declared),
            ) from error
        option = known.get(name)
        if option is None:
            raise unknown_option(
                f"--{name}", [option.flag for option in options(declared)]
            ) from error
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{option.flag} cannot be {as_given(given.get(name))!r}.",
            what_fits(first, option.flag, option),
        ) from error


def _missing_hint(declared: type[BaseModel]) -> str:
    if "clip" in declared.model_fields:
        return "Name a film and a recording; instead of the recording --text FILE will do."
    return "Name a picture and a recording; instead of the recording --idle SECONDS will do."


def as_given(value: object) -> str:
    """A value of an option as the command line and a cell have it: several are one text."""
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def what_fits(refusal: ErrorDetails, name: str, option: Option) -> str:
    """A hint for a value that was refused: our own words where a validator has some."""
    raised = refusal.get("ctx", {}).get("error")
    cause = raised.__cause__ if isinstance(raised, ValueError) else None
    if isinstance(cause, UsageError):
        return str(cause)
    if raised is not None and not names_engine(option.info):
        return f"{name}: {raised}."
    return f"{name} takes: {option.values}."


def unknown_option(given: str, known: Iterable[str], command: str = "render") -> UsageError:
    """The error for an option that does not exist, with the nearest one that does."""
    flag = given.partition("=")[0]
    hint = did_you_mean(flag, known, f"See: mouthpiece {command} -h")
    return UsageError(ErrorCode.OPTION_UNKNOWN, f"There is no option {flag}.", hint)


def page() -> str:
    """The Markdown page of all options, one table for each command (docs/options.md)."""
    # Only here: the command line starts without them.
    from avatar_gen.request import AvatarRequest
    from avatar_gen.train.request import ExtractRequest, MergeRequest, TrainRequest
    from talker.options.deliver import DeliverRequest
    from talker.options.dub import DubRequest

    return _PAGE.format(
        render=table(),
        dub=table(DubRequest),
        deliver=table(DeliverRequest),
        avatar=table(AvatarRequest),
        train=table(TrainRequest),
        merge=table(MergeRequest, without=("model", "loras")),
        extract=table(ExtractRequest, without=("tuned", "base")),
    )


def table(
    declared: type[BaseModel] = RenderRequest, without: Container[str] = ("video", "folder")
) -> str:
    """The options of a request as a Markdown table; `without` are arguments of its command."""
    rows = ["| Option | Values | Default | Meaning |", "|---|---|---|---|"]
    for option in options(declared):
        if option.name in without:
            continue
        flag = f"`-o`, `{option.flag}`" if option.name == "output" else f"`{option.flag}`"
        rows.append(f"| {flag} | {option.values} | {option.default} | {option.help} |")
    return "\n".join(rows)


def _range(metadata: Iterable[Any]) -> str:
    """`[Ge(0), Le(3), MultipleOf(2)]` -> ` from 0 to 3, even`."""
    words = ""
    for bound in metadata:
        if isinstance(bound, Ge):
            words += f" from {bound.ge}"
        elif isinstance(bound, Gt):
            words += f" above {bound.gt}"
        elif isinstance(bound, Le):
            words += f" to {bound.le}"
        elif isinstance(bound, Lt):
            words += f" below {bound.lt}"
        elif isinstance(bound, MultipleOf):
            step = bound.multiple_of
            words += ", even" if step == 2 else f", in steps of {step}"
    return words


if __name__ == "__main__":
    print(page(), end="")
