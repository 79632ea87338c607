"""`avatar`: portraits from words and pictures, by Stable Diffusion."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.base import Commands
from app.commands.working import working
from app.console.render import JsonReporter, Reporter
from app.console.terminal import write_line
from app.options import add_flags, checked, given_options
from app.pictures import Pictures
from app.settings.store import load_settings
from avatar_gen.request import AvatarRequest
from talker.errors import ErrorCode, InputError
from talker.progress import Notice, NoticeCode

if TYPE_CHECKING:
    from app.presenters import Presenter
    from avatar_gen.judge import Verdict
    from avatar_gen.result import AvatarResult


def add(commands: Commands) -> None:
    """Adds `avatar` with its commands."""
    commands.add_group("avatar", "Make the presenter: portraits by Stable Diffusion.")
    make = commands.add("avatar make", "Draw candidates and say which are fit to talk.", _make)
    make.add_argument("words", nargs="?", metavar="PROMPT", help="The same as --prompt.")
    add_flags(make, declared=AvatarRequest)
    make.add_argument(
        "--name", metavar="NAME", help="Keeps the best candidate as a presenter of that name."
    )
    make.add_argument("--queue", action="store_true", help="Adds it to the queue instead.")
    again = commands.add("avatar again", "Draw a picture again, as it says itself.", _again)
    again.add_argument("picture", type=Path, metavar="PICTURE")
    add_flags(again, declared=AvatarRequest)  # what is given besides wins
    other = commands.add(
        "avatar another",
        "Draw a presenter once more: the same face, other clothes, elsewhere, cut otherwise.",
        _another,
    )
    other.add_argument("presenter", metavar="NAME", help="As `avatar presenters` lists them.")
    add_flags(other, declared=AvatarRequest)  # what is given stays as it is given
    other.add_argument("--queue", action="store_true", help="Adds it to the queue instead.")
    keep = commands.add(
        "avatar keep", "Keep a picture as a presenter, whom sheets know by name.", _keep
    )
    keep.add_argument("picture", type=Path, metavar="PICTURE")
    keep.add_argument("name", metavar="NAME", help="A name that is there gets a further portrait.")
    keep.add_argument("--voice", type=Path, metavar="FILE", help="The usual recording.")
    keep.add_argument("--text-voice", metavar="VOICE", help="The usual voice for texts.")
    keep.add_argument("--preset", metavar="NAME", help="The usual options.")
    commands.add("avatar presenters", "List the presenters.", _presenters)
    look = commands.add("avatar judge", "Say how fit pictures are for talking.", _judge)
    look.add_argument("pictures", nargs="+", type=Path, metavar="PICTURE")


def _make(parsed: argparse.Namespace, reporter: Reporter) -> int:
    given = given_options(parsed, AvatarRequest)
    if parsed.words is not None:
        given.setdefault("prompt", parsed.words)
    request = checked(AvatarRequest, given)
    if parsed.queue:
        return _queued(request, reporter, parsed.home)
    result = _drawn(request, reporter, parsed.home)
    if parsed.name and result.candidates:
        from app.presenters import Presenters

        presenter = Presenters(parsed.home).take(result.candidates[0].path, parsed.name)
        if not isinstance(reporter, JsonReporter):
            write_line(f"{presenter.facts.name} is a presenter now.")
    return 0


def _another(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from app.another_picture import another_values

    given = given_options(parsed, AvatarRequest)
    seed = checked(AvatarRequest, {"seed": given.get("seed", "random")}).seed
    values = another_values(parsed.presenter, seed, parsed.home)
    request = checked(AvatarRequest, {**values, **given, "seed": seed})
    if parsed.queue:
        return _queued(request, reporter, parsed.home)
    _drawn(request, reporter, parsed.home)
    return 0


def _keep(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from app.presenters import Presenters
    from app.presets import load_preset
    from app.voices import voice_registry
    from talker.media.images import load_image

    load_image(parsed.picture)  # says what is wrong with it
    if parsed.preset:
        load_preset(parsed.preset, parsed.home)
    if parsed.text_voice:
        voice_registry(parsed.home).find_voice(parsed.text_voice)
    if parsed.voice is not None and not parsed.voice.is_file():
        raise InputError(
            ErrorCode.AUDIO_MISSING, f"{parsed.voice} does not exist.", "Check the name."
        )
    presenters = Presenters(parsed.home)
    presenter = presenters.take(parsed.picture, parsed.name)
    given: dict[str, object] = {}
    if parsed.voice is not None:
        given["voice"] = parsed.voice.absolute()
    if parsed.preset:
        given["preset"] = parsed.preset
    if parsed.text_voice:
        given["text_voice"] = parsed.text_voice
    if given:
        facts = presenter.facts.model_copy(update=given)
        presenter = presenters.change(presenter, facts, presenter.consent)
    _tell_presenter(presenter, reporter)
    return 0


def _presenters(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from app.presenters import Presenters

    for presenter in Presenters(parsed.home).all():
        _tell_presenter(presenter, reporter)
    return 0


def _tell_presenter(presenter: Presenter, reporter: Reporter) -> None:
    facts = presenter.facts
    if isinstance(reporter, JsonReporter):
        reporter.facts(
            "presenter",
            name=facts.name,
            portrait=str(presenter.portrait),
            others=[str(path) for path in presenter.others],
            voice=None if facts.voice is None else str(facts.voice),
            preset=facts.preset,
            text_voice=facts.text_voice,
        )
        return
    count = 1 + len(presenter.others)
    usual = [str(word) for word in (facts.voice, facts.text_voice, facts.preset) if word]
    portraits = "1 portrait" if count == 1 else f"{count} portraits"
    write_line(f"{facts.name}: {', '.join([portraits, *usual])}")


def _queued(request: AvatarRequest, reporter: Reporter, home: Path) -> int:
    from app.queue.control import new_job
    from app.queue.store import JobStore, queue_path

    with JobStore(queue_path(home)) as store:
        job = new_job(store, request)
        (job_id,) = store.add([job])
    if isinstance(reporter, JsonReporter):
        reporter.facts("added", id=job_id, label=job.label, output=str(job.request.output))
    else:
        write_line(
            f"Job {job_id} will draw into {job.request.output}; start with: mouthpiece queue run"
        )
    return 0


def _again(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from avatar_gen.redraw import values_of_picture

    given = given_options(parsed, AvatarRequest)
    read = values_of_picture(parsed.picture, given, parsed.home)
    if read.left:
        reporter.report(Notice(NoticeCode.RECORD_INCOMPLETE, read.sentence))
    _drawn(checked(AvatarRequest, read.values), reporter, parsed.home)
    return 0


def _drawn(request: AvatarRequest, reporter: Reporter, home: Path) -> AvatarResult:
    # Late: the program answers --help and usage errors without loading torch.
    from app.models import default_store
    from avatar_gen import generate

    with working(reporter, home) as work:
        result = generate(
            request,
            models=default_store(home),
            on_progress=work.report,
            cancel=work.cancel,
            home=home,
            producer=load_settings(home).labels.producer,
        )
    Pictures(home).note(result.folder)
    if isinstance(reporter, JsonReporter):
        reporter.facts(
            "result",
            folder=str(result.folder),
            candidates=[
                {
                    "path": str(candidate.path),
                    "seed": candidate.seed,
                    "score": candidate.verdict.score,
                    "reasons": list(candidate.verdict.reasons),
                    "likeness": candidate.likeness,
                }
                for candidate in result.candidates
            ],
            sheet=None if result.sheet is None else str(result.sheet),
            memory=result.memory,
            seconds=round(result.seconds, 3),
        )
        return result
    reporter.close()
    for candidate in result.candidates:
        alike = "" if candidate.likeness is None else f", likeness {candidate.likeness}"
        write_line(f"{_words(candidate.verdict)}{alike}  {candidate.path}")
    if result.sheet is not None:
        write_line(f"Contact sheet: {result.sheet}")
    write_line(f"{result.seconds:.0f} s, memory {result.memory or 'not needed'}")
    return result


def _judge(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from avatar_gen.judge import judge
    from talker.face.mediapipe_dnn import MediaPipeLandmarks
    from talker.media.images import load_image

    landmarks = MediaPipeLandmarks()
    for path in parsed.pictures:
        verdict = judge(load_image(path), landmarks)
        if isinstance(reporter, JsonReporter):
            reporter.facts(
                "verdict", path=str(path), score=verdict.score, reasons=list(verdict.reasons)
            )
        else:
            write_line(f"{_words(verdict)}  {path}")
    return 0


def _words(verdict: Verdict) -> str:
    return f"{verdict.score:3d}  {', '.join(verdict.reasons) or 'fit for talking'}"
