"""`bench`: how fast this computer is at each part of the work."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from app.commands import numbers
from app.commands.base import Commands
from app.console.render import Reporter

_Run = Callable[[argparse.Namespace], None]
_Bench = Callable[[str, str, _Run], argparse.ArgumentParser]


def add_benches(commands: Commands) -> None:
    """Adds one command for each."""

    def bench(name: str, words: str, run: _Run) -> argparse.ArgumentParser:
        def command(parsed: argparse.Namespace, _: Reporter) -> int:
            run(parsed)
            return 0

        return commands.add(f"bench {name}", words, command, json=False)

    _add_engines(bench)
    _add_program(bench)


def _add_engines(bench: _Bench) -> None:
    """What draws faces and pictures."""
    builtin = bench("builtin", "Measure the built-in engine and the road.", _builtin)
    builtin.add_argument("--quick", action="store_true", help="Short clips; figures vary more.")
    builtin.add_argument("--portrait", type=Path, metavar="FILE", help="Instead of the sample.")
    builtin.add_argument("--speech", type=Path, metavar="FILE", help="Instead of the sample.")
    sadtalker = bench("sadtalker", "Measure the SadTalker networks, saving by saving.", _sadtalker)
    sadtalker.add_argument("--quick", action="store_true", help="Without and with all savings.")
    sadtalker.add_argument("--size", type=int, choices=(256, 512), default=256)
    liveportrait = bench(
        "liveportrait",
        "Measure the LivePortrait networks against their plain evaluation.",
        _liveportrait,
    )
    liveportrait.add_argument("--quick", action="store_true", help="Fewer rounds.")
    musetalk = bench(
        "musetalk", "Measure the MuseTalk networks against the libraries' as they are.", _musetalk
    )
    musetalk.add_argument("--quick", action="store_true", help="Fewer rounds.")
    dub = bench("dub", "Measure how fast films get new words, and in how much memory.", _dub)
    dub.add_argument("--quick", action="store_true", help="Short films; figures vary more.")
    dub.add_argument("--portrait", type=Path, metavar="FILE", help="Instead of the sample.")
    finish = bench(
        "finish", "Measure paste-back, face restoration, upscaling and deliverables.", _finish
    )
    finish.add_argument("--quick", action="store_true", help="Fewer repeats; smaller pictures.")
    finish.add_argument("--portrait", type=Path, metavar="FILE", help="Instead of the sample.")
    backends = bench(
        "backends", "Measure networks by torch and by every backend that is here.", _backends
    )
    backends.add_argument("--quick", action="store_true", help="Smaller inputs, fewer networks.")
    avatar = bench("avatar", "Measure drawing, preset by preset.", _avatar)
    avatar.add_argument("--quick", action="store_true", help="Smaller pictures, fewer steps.")
    avatar.add_argument("--model", metavar="MODEL", help="Instead of random weights.")
    avatar.add_argument(
        "--size", type=numbers.count, metavar="N", help="Pixels a side, a multiple of 8."
    )
    avatar.add_argument(
        "--against",
        type=Path,
        metavar="FOLDER",
        help="Another checkout of this repository, drawn with in turns.",
    )


def _add_program(bench: _Bench) -> None:
    """Everything else."""
    models = bench("models", "Measure getting and checking models.", _models)
    models.add_argument(
        "--megabytes", type=numbers.count, default=1000, metavar="N", help="Size of the file."
    )
    models.add_argument(
        "--rounds", type=numbers.count, default=3, metavar="N", help="The best one counts."
    )
    say = bench("say", "Measure how fast voices speak.", _say)
    quick = "A short sentence, once; of --understood a sixth of the sentences."
    say.add_argument("--quick", action="store_true", help=quick)
    say.add_argument(
        "--understood",
        action="store_true",
        help="How much of what is said a recogniser writes back rightly instead.",
    )
    say.add_argument(
        "--voices",
        nargs="+",
        default=[],
        metavar="VOICE",
        help="Whose words it hears; usually the first voice of each language.",
    )
    heard = bench(
        "transcribe",
        "Measure how fast speech is written down, and how exactly it is timed.",
        _transcribe,
    )
    heard.add_argument("--quick", action="store_true", help="Fewer sentences.")
    only = bench(
        "speech-only",
        "Measure how a mouth moves under music and noise, with and without --speech-only.",
        _speech_only,
    )
    only.add_argument(
        "--speech",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="Clean recordings instead of the sample.",
    )
    queue = bench("queue", "Measure the queue with many jobs in it.", _queue)
    queue.add_argument("--quick", action="store_true", help="Without the 100,000 jobs.")
    service = bench("serve", "Measure the service with many jobs and listeners.", _serve)
    service.add_argument("--quick", action="store_true", help="Fewer of everything.")
    bench("farm", "Measure the farm with 1 to 8 workers on this computer.", _farm)
    gui = bench("gui", "Measure how soon the window opens and answers.", _gui)
    gui.add_argument(
        "--quick", action="store_true", help="Fewer starts, shorter looks, 5,000 jobs."
    )
    gui.add_argument(
        "--jobs", type=numbers.count, metavar="N", help="In the queue; usually 100,000."
    )


def _builtin(parsed: argparse.Namespace) -> None:
    from app.bench.builtin import bench_builtin

    bench_builtin(parsed.portrait, parsed.speech, quick=parsed.quick)


def _sadtalker(parsed: argparse.Namespace) -> None:
    from app.bench.sadtalker import bench_sadtalker

    bench_sadtalker(parsed.size, quick=parsed.quick)


def _liveportrait(parsed: argparse.Namespace) -> None:
    from app.bench.liveportrait import bench_liveportrait

    bench_liveportrait(quick=parsed.quick)


def _musetalk(parsed: argparse.Namespace) -> None:
    from app.bench.musetalk import bench_musetalk

    bench_musetalk(quick=parsed.quick)


def _dub(parsed: argparse.Namespace) -> None:
    from app.bench.dub import bench_dub

    bench_dub(parsed.portrait, quick=parsed.quick)


def _finish(parsed: argparse.Namespace) -> None:
    from app.bench.finish import bench_finish

    bench_finish(parsed.portrait, quick=parsed.quick)


def _backends(parsed: argparse.Namespace) -> None:
    from app.bench.backends import bench_backends

    bench_backends(parsed.home, quick=parsed.quick)


def _avatar(parsed: argparse.Namespace) -> None:
    from app.bench.avatar import bench_avatar

    bench_avatar(parsed.model, parsed.size, parsed.home, parsed.against, quick=parsed.quick)


def _models(parsed: argparse.Namespace) -> None:
    from app.bench.models import bench_models

    bench_models(parsed.megabytes, parsed.rounds)


def _say(parsed: argparse.Namespace) -> None:
    if parsed.understood:
        from app.bench.understood import bench_understood

        bench_understood(parsed.home, parsed.voices, quick=parsed.quick)
        return
    from app.bench.say import bench_say

    bench_say(parsed.home, quick=parsed.quick)


def _speech_only(parsed: argparse.Namespace) -> None:
    from app.bench.speech_only import bench_speech_only

    bench_speech_only(parsed.speech)


def _transcribe(parsed: argparse.Namespace) -> None:
    from app.bench.burning import bench_burning
    from app.bench.transcribe import bench_transcribe

    bench_transcribe(parsed.home, quick=parsed.quick)
    bench_burning(quick=parsed.quick)


def _farm(_parsed: argparse.Namespace) -> None:
    from app.bench.farm import bench_farm

    bench_farm()


def _queue(parsed: argparse.Namespace) -> None:
    from app.bench.queue import SIZES, bench_queue

    bench_queue(SIZES[:-1] if parsed.quick else SIZES)


def _serve(parsed: argparse.Namespace) -> None:
    from app.bench.serve import QUICK, Amounts, bench_serve

    bench_serve(QUICK if parsed.quick else Amounts())


def _gui(parsed: argparse.Namespace) -> None:
    from app.bench.gui import bench_gui

    bench_gui(parsed.jobs, quick=parsed.quick)
