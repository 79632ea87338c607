"""`transcribe`: what is said in recordings and videos, written down with its times."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from app.commands.base import Commands
from app.commands.working import working
from app.console.render import JsonReporter, Reporter
from app.console.terminal import write_line
from app.options import add_flags, checked, given_options
from talker.errors import ErrorCode, ExitCode, MouthpieceError, UsageError
from talker.options.transcribe import TranscribeOptions
from talker.subtitles.kinds import KINDS


def add(commands: Commands) -> None:
    """Adds `transcribe`."""
    made = commands.add(
        "transcribe",
        "Write down what is said in recordings or videos, with the time of every word.",
        _transcribe,
        arguments=partial(add_flags, declared=TranscribeOptions),
    )
    made.add_argument(
        "speeches", type=Path, nargs="+", metavar="SPEECH", help="A recording or a video."
    )
    made.add_argument(
        *("-o", "--output"),
        type=Path,
        metavar="FILE_OR_FOLDER",
        help=f"The file to write ({', '.join(KINDS)}), or an existing folder; default: an .srt of "
        "the same name beside the recording.",
    )
    made.add_argument("--overwrite", action="store_true", help="Replace what exists.")


def _transcribe(parsed: argparse.Namespace, reporter: Reporter) -> int:
    options = checked(TranscribeOptions, given_options(parsed, TranscribeOptions))
    targets = _targets(parsed.speeches, parsed.output)
    # Late: --help and usage errors are answered without numbers.
    from app.models import default_store
    from app.transcribing import check_transcript, transcribe
    from talker.recognition.models import open_recogniser

    for speech, target in targets:
        check_transcript(speech, target, overwrite=parsed.overwrite)
    recogniser = open_recogniser(default_store(parsed.home), options.recogniser)
    failed = False
    with working(reporter, parsed.home) as work:
        for speech, target in targets:
            try:
                made = transcribe(
                    recogniser, speech, target, options.spoken_language, work.report, work.cancel
                )
            except MouthpieceError as error:
                if len(targets) == 1 or work.cancel.cancelled:
                    raise
                reporter.failure(error)
                failed = True
                continue
            reporter.close()
            if isinstance(reporter, JsonReporter):
                reporter.facts(
                    "transcript", output=str(target), language=made.language, cues=made.cues
                )
            else:
                write_line(str(target.resolve()))
                write_line(f"{made.cues} cues, {made.words} words, language {made.language}")
    return ExitCode.PARTLY_FAILED if failed else ExitCode.DONE


def _targets(speeches: list[Path], output: Path | None) -> list[tuple[Path, Path]]:
    """The file that is written for each recording."""
    if output is None or output.is_dir():
        named = [speech.with_suffix(".srt") for speech in speeches]
        targets = named if output is None else [output / path.name for path in named]
    elif len(speeches) > 1:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{output} can be the name of one file only.",
            "Name an existing folder for several.",
        )
    else:
        targets = [output]
    for target in targets:
        if target.suffix.lower() not in KINDS:
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"{target.name} cannot be written.",
                f"Name a file that ends in one of {', '.join(KINDS)}.",
            )
    if len(set(targets)) < len(targets):
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            "Two of the recordings have the same name, and so would their texts.",
            "Write them one by one, each with -o.",
        )
    return list(zip(speeches, targets, strict=True))
