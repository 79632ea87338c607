"""`transcribe`: what is said in recordings and videos, written down with its times."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app.batch.folder import find_files
from app.commands.base import Commands
from app.commands.working import working
from app.console.render import JsonReporter, Reporter
from app.console.terminal import write_line
from app.jobs.transcribe import KIND as TRANSCRIBE
from app.jobs.transcribe import USUAL_KIND, check_target
from app.options import add_flags, checked, given_options
from talker.errors import ErrorCode, ExitCode, InputError, MouthpieceError, UsageError
from talker.options.transcribe import TranscribeOptions, TranscribeRequest
from talker.subtitles.kinds import KINDS, check_kind


def add(commands: Commands) -> None:
    """Adds `transcribe`."""
    made = commands.add(
        "transcribe",
        "Write down what is said in recordings or videos, with the time of every word.",
        _transcribe,
        arguments=partial(add_flags, declared=TranscribeOptions),
    )
    made.add_argument(
        "speeches",
        type=Path,
        nargs="+",
        metavar="SPEECH",
        help="A recording, a video, or a folder of them.",
    )
    made.add_argument(
        *("-o", "--output"),
        type=Path,
        metavar="FILE_OR_FOLDER",
        help=f"The file to write ({', '.join(KINDS)}), or an existing folder; default: an .srt of "
        "the same name beside the recording.",
    )
    made.add_argument("--overwrite", action="store_true", help="Replace what exists.")
    made.add_argument("--queue", action="store_true", help="Add it to the queue instead.")


def _transcribe(parsed: argparse.Namespace, reporter: Reporter) -> int:
    options = checked(TranscribeOptions, given_options(parsed, TranscribeOptions))
    requests = _requests(parsed, options, reporter)
    if parsed.queue:
        return _queued(requests, parsed.home, reporter)
    # Late: --help and usage errors are answered without numbers.
    from app.models import default_store
    from app.transcribing import transcribe
    from talker.recognition.models import open_recogniser

    for request in requests:
        check_target(request)
    if not requests:
        return ExitCode.DONE
    recogniser = open_recogniser(default_store(parsed.home), options.recogniser)
    failed = False
    with working(reporter, parsed.home) as work:
        for request in requests:
            speech, target = request.speech, request.output
            try:
                made = transcribe(
                    recogniser, speech, target, options.spoken_language, work.report, work.cancel
                )
            except MouthpieceError as error:
                if len(requests) == 1 or work.cancel.cancelled:
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


def _queued(requests: Sequence[TranscribeRequest], home: Path, reporter: Reporter) -> int:
    from app.queue.control import new_job
    from app.queue.store import JobStore, queue_path

    with JobStore(queue_path(home)) as store:
        seconds = [TRANSCRIBE.speech_seconds(request) for request in requests]
        jobs = [
            new_job(store, request, speech_seconds=long)
            for request, long in zip(requests, seconds, strict=True)
        ]
        for job_id, job in zip(store.add(jobs), jobs, strict=True):
            if isinstance(reporter, JsonReporter):
                reporter.facts("added", id=job_id, label=job.label, output=str(job.request.output))
            else:
                write_line(f"Job {job_id} will write {job.request.output}")
    if requests and not isinstance(reporter, JsonReporter):
        write_line("Start with: mouthpiece queue run")
    return ExitCode.DONE


def _requests(
    parsed: argparse.Namespace, options: TranscribeOptions, reporter: Reporter
) -> list[TranscribeRequest]:
    """One for each recording; those of a folder whose text is there already are left out."""
    output: Path | None = parsed.output
    found: list[Path] = []
    folders = [path for path in parsed.speeches if path.is_dir()]
    for path in parsed.speeches:
        found += find_files(path).speeches if path in folders else [path]
    if not found:
        raise InputError(
            ErrorCode.BATCH_EMPTY,
            f"There are no recordings in {folders[0]}.",
            "Name a folder that holds some, or the recordings themselves.",
            folders[0],
        )
    targets = _targets(found, output, several=bool(folders))
    given = dict(options) | {"overwrite": parsed.overwrite}
    made = [
        TranscribeRequest(speech=speech, output=target, **given)
        for speech, target in zip(found, targets, strict=True)
    ]
    left = [
        one
        for one in made
        if not (one.speech.parent in folders and one.output.exists() and not parsed.overwrite)
    ]
    if len(left) < len(made) and not isinstance(reporter, JsonReporter):
        write_line(f"{len(made) - len(left)} of {len(made)} are written down already.")
    return left


def _targets(speeches: Sequence[Path], output: Path | None, *, several: bool) -> list[Path]:
    """The file that is written for each recording."""
    if output is None or output.is_dir():
        named = [speech.with_suffix(USUAL_KIND) for speech in speeches]
        targets = named if output is None else [output / path.name for path in named]
    elif len(speeches) > 1 or several:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{output} can be the name of one file only.",
            "Name an existing folder for several.",
        )
    else:
        targets = [output]
    for target in targets:
        check_kind(target)
    if len(set(targets)) < len(targets):
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            "Two of the recordings have the same name, and so would their texts.",
            "Write them one by one, each with -o.",
        )
    return targets
