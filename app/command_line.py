"""The command line: reads the arguments, runs the command, shows what it says."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from types import TracebackType

from app import __version__
from app.child_process import end_children
from app.commands.base import Commands
from app.console.render import JsonReporter, Reporter, TextReporter
from app.console.streams import safe_streams
from app.console.terminal import write_error_line
from app.doctor.qt import has_screen
from app.interrupts import Interrupts
from app.options import join_numbers, unknown_option
from app.running_mutex import announce
from talker.errors import ErrorCode, ExitCode, InputError, MouthpieceError, UsageError
from talker.home import home_folder, prepare_home

_IMPOSSIBLE = frozenset({errno.ENAMETOOLONG, errno.ELOOP, errno.EILSEQ, errno.EINVAL})
_SHOWN = 120
# The modules of app.commands, with the words that their commands begin with: whoever asks for one
# waits for no other.
_GROUPS = {
    "gui": ("gui", "quit"),
    "render": ("render", "demo"),
    "dub": ("dub",),
    "say": ("say", "dictionary"),
    "transcribe": ("transcribe",),
    "avatar": ("avatar",),
    "avatar_train": ("avatar",),
    "finish": ("inspect",),
    "deliver": ("deliver",),
    "brand": ("brand",),
    "batch": ("batch", "presets"),
    "queue": ("queue", "worker"),
    "queue_run": ("queue", "worker"),
    "serve": ("serve", "users"),
    "mcp": ("mcp",),
    "farm": ("farm",),
    "adapt": ("farm",),
    "models": ("models",),
    "backends": ("backends",),
    "machine": ("doctor", "bench", "update-check"),
}


def command_line(word: str = "") -> Commands:
    """The commands that begin with a word; every command of the program where none does."""
    commands = Commands(home_folder())
    known = any(word in words for words in _GROUPS.values())
    for name, words in _GROUPS.items():
        if word in words or not known:
            import_module(f"app.commands.{name}").add(commands)
    return commands


def run_command(given: list[str]) -> int:
    """Runs one command and returns its exit code."""
    as_json = "--json" in given
    try:
        with safe_streams(as_json=as_json):
            return _run(given, as_json=as_json)
    except MouthpieceError as error:  # what was printed last could not be written
        TextReporter().failure(error)
        return error.exit_code


def _run(given: list[str], *, as_json: bool) -> int:
    announce()
    reporter: Reporter = JsonReporter(sys.stdout) if as_json else TextReporter()
    sys.excepthook = _hook(reporter)
    errors = logging.StreamHandler()
    errors.setLevel(logging.WARNING)  # a job's log wants more than the terminal
    logging.basicConfig(handlers=[errors], format="%(levelname)s %(name)s: %(message)s")
    try:
        parsed = _parse(given)
        prepare_home(parsed.home)
        if parsed.command == "gui":  # Qt's event loop lets no handler run
            return int(parsed.run(parsed, reporter))
        with Interrupts(reporter.failure):
            return int(parsed.run(parsed, reporter))
    except MouthpieceError as error:
        reporter.failure(error)
        return error.exit_code
    except (OSError, ValueError) as error:
        failure = _name_error(error)
        if failure is None:
            raise
        reporter.failure(failure)
        return failure.exit_code
    except KeyboardInterrupt:
        end_children()  # whoever waited for them was interrupted
        reporter.close()
        return ExitCode.INTERRUPTED
    finally:
        reporter.close()


def _parse(given: list[str]) -> argparse.Namespace:
    if not given and has_screen():
        given = ["gui"]
    if not given:
        command_line().print_help()
        raise SystemExit(0)
    commands = command_line(given[0])
    parsed, extra = commands.parse(join_numbers(given))
    if extra:
        unknown = [argument for argument in extra if argument.startswith("-")]
        if unknown:
            raise unknown_option(unknown[0], commands.flags(parsed.command), parsed.command)
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"One argument too many: {extra[0]}.",
            f"See: mouthpiece {parsed.command} -h",
        )
    return parsed


def _name_error(error: OSError | ValueError) -> InputError | None:
    """The error of a name that no file can have, wherever it was met; None for other errors."""
    if isinstance(error, ValueError):  # pydantic has one of its own for the same
        if "surrogates not allowed" not in str(error):
            return None
        name = str(error.object) if isinstance(error, UnicodeEncodeError) else "of a file"
        why = "it is not UTF-8"
    elif error.filename and error.errno in _IMPOSSIBLE:
        name, why = os.fsdecode(error.filename), error.strerror or str(error)
    else:
        return None
    shown = name.encode("utf-8", "backslashreplace").decode()
    short = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return InputError(
        ErrorCode.INPUT_UNREADABLE, f"The name {short} cannot be used: {why}.", "Rename the file."
    )


def _hook(reporter: Reporter) -> Callable[..., None]:
    """What Python calls for an error that nobody expected, before it ends with exit code 1."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        reporter.failure(_unexpected("".join(traceback.format_exception(kind, error, trace))))

    return tell


def _unexpected(text: str) -> MouthpieceError:
    """Keeps a traceback in a log and says where."""
    from app.paths import new_log

    try:
        log = new_log(home_folder())
        log.write_text(f"Mouthpiece {__version__}\n{text}", encoding="utf-8")
    except OSError:
        for line in text.rstrip().split("\n"):
            write_error_line(line)
        where = "The details are above."
    else:
        where = f"The details are in {log}; please send them with a report."
    last = text.strip().splitlines()[-1]
    return MouthpieceError(ErrorCode.INTERNAL, f"Something unexpected went wrong: {last}", where)
