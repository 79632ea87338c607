"""The command line: reads the arguments, calls the library, shows what it says."""

from __future__ import annotations

import argparse
import logging
import re
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, NoReturn

from app import __version__
from app.options import add_options, build_request, join_numbers, unknown_option
from app.reporters import JsonReporter, Reporter, TextReporter
from talker.errors import ErrorCode, MouthpieceError, UsageError
from talker.progress import CancelToken

_DESCRIPTION = "A portrait and a recording become a talking video, on your own computer."
_EXIT_CODES = (
    "Exit codes: 0 done, 2 wrong usage, 3 bad input, 4 a model is missing, 5 stopped, "
    "1 anything else."
)


class _Parser(argparse.ArgumentParser):
    """Raises our own error instead of leaving the process, so that --json can report it."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            ErrorCode.OPTION_INVALID, f"{message[:1].upper()}{message[1:]}.", f"See: {self.prog} -h"
        )


def build_parser() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """The whole command line, and the parser of each command."""
    parser = _Parser(
        prog="mouthpiece", description=_DESCRIPTION, epilog=_EXIT_CODES, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"Mouthpiece {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    commands.required = True
    parsers: dict[str, argparse.ArgumentParser] = {}

    def add(name: str, help_text: str, *, json: bool = True) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, help=help_text, description=help_text, epilog=_EXIT_CODES, allow_abbrev=False
        )
        parsers[name] = command
        if json:
            command.add_argument("--json", action="store_true", help="One JSON object per line.")
        return command

    add_options(add("render", "Make a talking video from a portrait and a recording."))
    demo = add("demo", "Make a talking video from the sample portrait and recording.")
    demo.add_argument("-o", "--output", type=Path, default=Path("demo.mp4"), metavar="FILE")
    add("doctor", "Say what this computer can do and what is missing.")
    bench = add("bench", "Measure how fast this computer makes videos.", json=False)
    bench.add_argument("engine", choices=["builtin"], help="The engine to measure.")
    bench.add_argument("--quick", action="store_true", help="Short clips; figures vary more.")
    bench.add_argument("--portrait", type=Path, metavar="FILE", help="Instead of the sample.")
    bench.add_argument("--speech", type=Path, metavar="FILE", help="Instead of the sample.")
    return parser, parsers


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    reporter: Reporter = JsonReporter(sys.stdout) if "--json" in given else TextReporter()
    sys.excepthook = _hook(reporter)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        return _run(_parse(given), reporter)
    except MouthpieceError as error:
        reporter.failure(error)
        return error.exit_code
    except KeyboardInterrupt:
        reporter.close()
        return 130
    finally:
        reporter.close()


def _parse(given: list[str]) -> argparse.Namespace:
    parser, commands = build_parser()
    if not given:
        parser.print_help()
        raise SystemExit(0)
    parsed, extra = parser.parse_known_args(join_numbers(given))
    if extra:
        flags = [argument for argument in extra if argument.startswith("-")]
        if flags:
            known = re.findall(r"--[a-z-]+", commands[parsed.command].format_help())
            raise unknown_option(flags[0], known, parsed.command)
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"One argument too many: {extra[0]}.",
            f"See: mouthpiece {parsed.command} -h",
        )
    return parsed


def _run(parsed: argparse.Namespace, reporter: Reporter) -> int:
    command: Callable[[argparse.Namespace, Reporter], int] = {
        "render": _render,
        "demo": _demo,
        "doctor": _doctor,
        "bench": _bench,
    }[parsed.command]
    return command(parsed, reporter)


def _render(parsed: argparse.Namespace, reporter: Reporter) -> int:
    given = {k: v for k, v in vars(parsed).items() if k not in {"command", "json"}}
    return _make(given, reporter)


def _demo(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from app.demo import demo_portrait, demo_speech

    inputs = {"portrait": demo_portrait(), "speech": demo_speech()}
    return _make(inputs | {"output": parsed.output, "overwrite": True}, reporter)


def _make(given: dict[str, Any], reporter: Reporter) -> int:
    request = build_request(given)
    cancel = CancelToken()
    _stop_on_signals(cancel)
    # Late: the program answers --help and usage errors without loading numpy and OpenCV.
    from talker.pipeline import render

    reporter.result(render(request, on_progress=reporter.report, cancel=cancel))
    return 0


def _doctor(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.doctor import examine, show

    return show(examine(), as_json=parsed.json)


def _bench(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench import bench_builtin

    bench_builtin(parsed.portrait, parsed.speech, quick=parsed.quick)
    return 0


def _stop_on_signals(cancel: CancelToken) -> None:
    """The first Ctrl-C asks the work to stop cleanly; a second one ends the process at once."""

    def stop(number: int, _: FrameType | None) -> None:
        cancel.cancel()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def _hook(reporter: Reporter) -> Callable[..., None]:
    """What Python calls for an error that nobody expected, before it ends with exit code 1."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        reporter.failure(_unexpected("".join(traceback.format_exception(kind, error, trace))))

    return tell


def _unexpected(text: str) -> MouthpieceError:
    """Keeps a traceback in a log and says where."""
    from app.paths import new_log

    try:
        log = new_log()
        log.write_text(f"Mouthpiece {__version__}\n{text}", encoding="utf-8")
    except OSError:
        sys.stderr.write(text)
        where = "The details are above."
    else:
        where = f"The details are in {log}; please send them with a report."
    last = text.strip().splitlines()[-1]
    return MouthpieceError(ErrorCode.INTERNAL, f"Something unexpected went wrong: {last}", where)


if __name__ == "__main__":
    sys.exit(main())
