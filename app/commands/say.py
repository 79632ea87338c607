"""`say` and `dictionary`: a text spoken into a file, and how its words sound."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.base import Commands
from app.commands.working import working
from app.console.render import JsonReporter, Reporter
from app.console.terminal import write_line
from app.options import add_flags, checked, given_options
from app.script_file import TYPED, read_script
from talker.errors import ErrorCode, UsageError
from talker.files import check_free
from talker.options.spoken import SayOptions

if TYPE_CHECKING:
    from speech_gen.pronunciations import Pronunciations

_SCRIPTS = frozenset({".txt", ".md", ".text"})


def add(commands: Commands) -> None:
    """Adds `say` and `dictionary`."""
    say = commands.add(
        "say",
        "Speak a text into a sound file; with --voices, list who can speak.",
        _say,
        arguments=partial(add_flags, declared=SayOptions),
    )
    say.add_argument(
        "script",
        nargs="?",
        metavar="TEXT|FILE|-",
        help="What is spoken: the text itself, a text file, or - for what is typed in.",
    )
    say.add_argument(
        *("-o", "--output"),
        type=Path,
        default=Path("speech.wav"),
        metavar="FILE",
        help="The sound to write, .wav or .flac (default: speech.wav).",
    )
    say.add_argument(
        "--times",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="Write also when everything is said: .srt for subtitles, .json for every word.",
    )
    say.add_argument("--overwrite", action="store_true", help="Replace what exists.")
    say.add_argument(
        "--voices",
        nargs="?",
        const="",
        metavar="LANGUAGE",
        help="List the voices, or those of a language such as zh, and speak nothing.",
    )
    _add_dictionary(commands)


def _add_dictionary(commands: Commands) -> None:
    commands.add_group("dictionary", "How words sound that voices would say wrongly.")
    commands.add("dictionary list", "List the words and their sounds.", _list).add_argument(
        "language", nargs="?", default="", metavar="LANGUAGE", help="Only those of a language."
    )
    add_word = commands.add("dictionary add", "Say how a word sounds.", _add_word)
    remove = commands.add("dictionary remove", "Forget how a word sounds.", _remove)
    for parser in (add_word, remove):
        parser.add_argument("language", metavar="LANGUAGE", help="Such as en or zh.")
        parser.add_argument("word", metavar="WORD", help="The word as scripts write it.")
    add_word.add_argument(
        "sound", metavar="SOUND", help="Another spelling, or phonemes (IPA) between slashes."
    )
    taken = commands.add("dictionary import", "Take the words of a file.", _import)
    kept = commands.add("dictionary export", "Write the words to a file.", _export)
    for parser in (taken, kept):
        parser.add_argument("file", type=Path, metavar="FILE", help=".toml or .csv")
    kept.add_argument("--overwrite", action="store_true", help="Replace the file.")


def _say(parsed: argparse.Namespace, reporter: Reporter) -> int:
    options = checked(SayOptions, given_options(parsed, SayOptions))
    if parsed.voices is not None:
        from app.console.say import show_voices
        from app.voices import voice_registry

        show_voices(voice_registry(parsed.home), parsed.voices, as_json=parsed.json)
        return 0
    if parsed.script is None:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            "TEXT is missing.",
            "Give a text, a file, or - for what is typed in; see: mouthpiece say -h",
        )
    # Late: --help and usage errors are answered without numbers.
    from app.speaking import default_readers
    from speech_gen.recording import SOUNDS, TIMES, check_ending, record, write_times

    output: Path = parsed.output
    check_ending(output, tuple(SOUNDS))
    for path in parsed.times:
        check_ending(path, TIMES)
    for path in (output, *parsed.times):
        check_free(path, overwrite=parsed.overwrite)
    home = parsed.home
    reading = default_readers(home).reading(_text(parsed.script), options, options.language)
    reading.prepare()
    for notice in reading.notices:
        reporter.report(notice)
    with working(reporter, home) as work:
        sentences = record(reading, output, work.cancel, work.report)
    for path in parsed.times:
        write_times(sentences, path)
    reporter.close()
    voices = sorted({line.voice.id for line in reading.lines})
    seconds = sentences[-1].stop
    if isinstance(reporter, JsonReporter):
        reporter.facts("speech", output=str(output), seconds=seconds, voices=voices)
    else:
        write_line(str(output.resolve()))
        write_line(f"{seconds:.1f} s, {len(sentences)} sentences, {', '.join(voices)}")
    return 0


def _text(given: str) -> str:
    """The script: what a file holds, what is typed in, or what was given itself."""
    path = Path(given)
    named = path.suffix.lower() in _SCRIPTS and not any(letter.isspace() for letter in given)
    try:
        there = path.is_file()
    except (OSError, ValueError):  # no name of a file
        there = False
    return read_script(given) if given == TYPED or there or named else given


def _list(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from app.console.say import show_entries

    del reporter
    entries = _load(parsed).entries
    if parsed.language:
        wanted = _load(parsed).of(parsed.language)
        entries = tuple(one for one in entries if one.word in wanted)
    show_entries(entries, as_json=parsed.json)
    return 0


def _add_word(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from speech_gen.pronunciations import Entry

    del reporter
    _save(parsed, _load(parsed).having(Entry(parsed.language, parsed.word, parsed.sound)))
    return 0


def _remove(parsed: argparse.Namespace, reporter: Reporter) -> int:
    del reporter
    _save(parsed, _load(parsed).without(parsed.language, parsed.word))
    return 0


def _import(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from speech_gen.pronunciations import read_pronunciations

    del reporter
    _save(parsed, _load(parsed).having(*read_pronunciations(parsed.file).entries))
    return 0


def _export(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from speech_gen.pronunciations import write_pronunciations

    del reporter
    check_free(parsed.file, overwrite=parsed.overwrite)
    write_pronunciations(_load(parsed), parsed.file)
    return 0


def _load(parsed: argparse.Namespace) -> Pronunciations:
    from speech_gen.pronunciations import load_pronunciations

    return load_pronunciations(parsed.home)


def _save(parsed: argparse.Namespace, pronunciations: Pronunciations) -> None:
    from speech_gen.pronunciations import save_pronunciations

    save_pronunciations(pronunciations, parsed.home)
