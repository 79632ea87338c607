"""How a group of commands joins the command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from typing_extensions import override

from app import __version__
from app.console.render import Reporter
from talker.errors import ErrorCode, UsageError

Arguments = Callable[[argparse.ArgumentParser], None]
Handler = Callable[[argparse.Namespace, Reporter], int]

_DESCRIPTION = "A portrait and a recording become a talking video, on your own computer."
_EXIT_CODES = (
    "Exit codes: 0 done, 2 wrong usage, 3 bad input, 4 a model is missing, 5 stopped, "
    "6 part of a batch failed, 1 anything else."
)


class _Parser(argparse.ArgumentParser):
    """Raises our own error instead of leaving the process, so that --json can report it."""

    _arguments: Arguments | None = None

    @override
    def error(self, message: str) -> NoReturn:
        raise UsageError(
            ErrorCode.OPTION_INVALID, f"{message[:1].upper()}{message[1:]}.", f"See: {self.prog} -h"
        )

    @override
    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Only now the arguments are added that are the command's own."""
        self._complete()
        return super().parse_known_args(args, namespace)

    @override
    def format_help(self) -> str:
        """The same for its help."""
        self._complete()
        return super().format_help()

    def add_later(self, arguments: Arguments) -> None:
        """Calls `arguments` when this parser is the one that is needed."""
        self._arguments = arguments

    def _complete(self) -> None:
        arguments, self._arguments = self._arguments, None
        if arguments is not None:
            arguments(self)


class Commands:
    """The whole command line: commands by name, `queue` and `queue add` alike.

    `home` is the user's folder, which every command finds in what was parsed.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._top = _Parser(
            prog="mouthpiece", description=_DESCRIPTION, epilog=_EXIT_CODES, allow_abbrev=False
        )
        self._top.add_argument("--version", action="version", version=f"Mouthpiece {__version__}")
        self._parsers: dict[str, argparse.ArgumentParser] = {}
        self._groups = {"": self._group(self._top, "")}

    def add(
        self,
        name: str,
        text: str,
        run: Handler,
        *,
        json: bool = True,
        arguments: Arguments | None = None,
    ) -> argparse.ArgumentParser:
        """Adds the command `name` ("render", "models get") that `run` carries out.

        `arguments` adds what costs something to declare, once the command is asked for.
        """
        parent, _, last = name.rpartition(" ")
        parser = self._parser(parent, last, text)
        parser.set_defaults(run=run, command=name, home=self._home)
        if json:
            parser.add_argument("--json", action="store_true", help="One JSON object per line.")
        if arguments is not None:
            parser.add_later(arguments)
        return parser

    def add_group(self, name: str, text: str) -> None:
        """Adds a command that only holds others: `models` of `models get`."""
        self._groups[name] = self._group(self._parser("", name, text), name)

    def names(self) -> list[str]:
        """Every command, without those that only hold others."""
        return sorted(name for name in self._parsers if name not in self._groups)

    def parse(self, arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
        """The known arguments, and those that no parser knows."""
        return self._top.parse_known_args(arguments)

    def flags(self, command: str) -> list[str]:
        """All flags that a command has."""
        return re.findall(r"--[a-z0-9-]+", self._parsers[command].format_help())

    def print_help(self) -> None:
        """The overview of all commands, to standard output."""
        self._top.print_help()

    def _parser(self, parent: str, name: str, text: str) -> _Parser:
        parser = self._groups[parent].add_parser(
            name, help=text, description=text, epilog=_EXIT_CODES, allow_abbrev=False
        )
        self._parsers[f"{parent} {name}".strip()] = parser
        return parser

    @staticmethod
    def _group(parser: argparse.ArgumentParser, name: str) -> argparse._SubParsersAction[_Parser]:
        group = parser.add_subparsers(
            dest=f"{name}_command".lstrip("_"), metavar="COMMAND", parser_class=_Parser
        )
        group.required = True
        return group
