"""`doctor`, `update-check` and `bench`: this computer, this program, and how fast they are."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands import numbers
from app.commands.base import Commands
from app.console.render import Reporter
from app.console.terminal import write_json, write_line


def add(commands: Commands) -> None:
    """Adds `doctor`, `update-check` and `bench`."""
    commands.add("doctor", "Say what this computer can do and what is missing.", _doctor)
    commands.add("update-check", "Ask whether there is a newer version.", _update_check)
    commands.add_group("bench", "Measure how fast this computer is at each part of the work.")
    builtin = commands.add(
        "bench builtin", "Measure the built-in engine and the road.", _builtin, json=False
    )
    builtin.add_argument("--quick", action="store_true", help="Short clips; figures vary more.")
    builtin.add_argument("--portrait", type=Path, metavar="FILE", help="Instead of the sample.")
    builtin.add_argument("--speech", type=Path, metavar="FILE", help="Instead of the sample.")
    sadtalker = commands.add(
        "bench sadtalker",
        "Measure the SadTalker networks, saving by saving.",
        _sadtalker,
        json=False,
    )
    sadtalker.add_argument("--quick", action="store_true", help="Without and with all savings.")
    sadtalker.add_argument("--size", type=int, choices=(256, 512), default=256)
    liveportrait = commands.add(
        "bench liveportrait",
        "Measure the LivePortrait networks against their plain evaluation.",
        _liveportrait,
        json=False,
    )
    liveportrait.add_argument("--quick", action="store_true", help="Fewer rounds.")
    musetalk = commands.add(
        "bench musetalk",
        "Measure the MuseTalk networks against the libraries' as they are.",
        _musetalk,
        json=False,
    )
    musetalk.add_argument("--quick", action="store_true", help="Fewer rounds.")
    dub = commands.add(
        "bench dub",
        "Measure how fast films get new words, and in how much memory.",
        _dub,
        json=False,
    )
    dub.add_argument("--quick", action="store_true", help="Short films; figures vary more.")
    dub.add_argument("--portrait", type=Path, metavar="FILE", help="Instead of the sample.")
    finish = commands.add(
        "bench finish",
        "Measure paste-back, face restoration, upscaling and deliverables.",
        _finish,
        json=False,
    )
    finish.add_argument("--quick", action="store_true", help="Fewer repeats; smaller pictures.")
    finish.add_argument("--portrait", type=Path, metavar="FILE", help="Instead of the sample.")
    backends = commands.add(
        "bench backends",
        "Measure networks by torch and by every backend that is here.",
        _backends,
        json=False,
    )
    backends.add_argument("--quick", action="store_true", help="Smaller inputs, fewer networks.")
    avatar = commands.add("bench avatar", "Measure drawing, preset by preset.", _avatar, json=False)
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
    models = commands.add(
        "bench models", "Measure getting and checking models.", _models, json=False
    )
    models.add_argument(
        "--megabytes", type=numbers.count, default=1000, metavar="N", help="Size of the file."
    )
    models.add_argument(
        "--rounds", type=numbers.count, default=3, metavar="N", help="The best one counts."
    )
    say = commands.add("bench say", "Measure how fast voices speak.", _say, json=False)
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
    heard = commands.add(
        "bench transcribe",
        "Measure how fast speech is written down, and how exactly it is timed.",
        _transcribe,
        json=False,
    )
    heard.add_argument("--quick", action="store_true", help="Fewer sentences.")
    only = commands.add(
        "bench speech-only",
        "Measure how a mouth moves under music and noise, with and without --speech-only.",
        _speech_only,
        json=False,
    )
    only.add_argument(
        "--speech",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="Clean recordings instead of the sample.",
    )
    queue = commands.add(
        "bench queue", "Measure the queue with many jobs in it.", _queue, json=False
    )
    queue.add_argument("--quick", action="store_true", help="Without the 100,000 jobs.")
    service = commands.add(
        "bench serve", "Measure the service with many jobs and listeners.", _serve, json=False
    )
    service.add_argument("--quick", action="store_true", help="Fewer of everything.")
    commands.add(
        "bench farm",
        "Measure the farm with 1 to 8 workers on this computer.",
        _farm,
        json=False,
    )
    gui = commands.add(
        "bench gui", "Measure how soon the window opens and answers.", _gui, json=False
    )
    gui.add_argument(
        "--quick", action="store_true", help="Fewer starts, shorter looks, 5,000 jobs."
    )
    gui.add_argument(
        "--jobs", type=numbers.count, metavar="N", help="In the queue; usually 100,000."
    )


def _doctor(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.doctor import show
    from app.doctor.checks import examine
    from app.models import default_store

    return show(examine(parsed.home, default_store(parsed.home)), as_json=parsed.json)


def _update_check(parsed: argparse.Namespace, _: Reporter) -> int:
    from app import __version__
    from app.updates import newer_release

    release = newer_release(parsed.home)
    if parsed.json:
        found = None if release is None else release.model_dump()
        write_json("update", version=__version__, newer=found)
    elif release is None:
        write_line(f"Mouthpiece {__version__} is the newest version.")
    else:
        write_line(f"Mouthpiece {release.version} is there (this is {__version__}): {release.page}")
    return 0


def _builtin(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.builtin import bench_builtin

    bench_builtin(parsed.portrait, parsed.speech, quick=parsed.quick)
    return 0


def _sadtalker(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.sadtalker import bench_sadtalker

    bench_sadtalker(parsed.size, quick=parsed.quick)
    return 0


def _liveportrait(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.liveportrait import bench_liveportrait

    bench_liveportrait(quick=parsed.quick)
    return 0


def _musetalk(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.musetalk import bench_musetalk

    bench_musetalk(quick=parsed.quick)
    return 0


def _dub(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.dub import bench_dub

    bench_dub(parsed.portrait, quick=parsed.quick)
    return 0


def _finish(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.finish import bench_finish

    bench_finish(parsed.portrait, quick=parsed.quick)
    return 0


def _backends(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.backends import bench_backends

    bench_backends(parsed.home, quick=parsed.quick)
    return 0


def _avatar(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.avatar import bench_avatar

    bench_avatar(parsed.model, parsed.size, parsed.home, parsed.against, quick=parsed.quick)
    return 0


def _models(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.models import bench_models

    bench_models(parsed.megabytes, parsed.rounds)
    return 0


def _say(parsed: argparse.Namespace, _: Reporter) -> int:
    if parsed.understood:
        from app.bench.understood import bench_understood

        bench_understood(parsed.home, parsed.voices, quick=parsed.quick)
        return 0
    from app.bench.say import bench_say

    bench_say(parsed.home, quick=parsed.quick)
    return 0


def _speech_only(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.speech_only import bench_speech_only

    bench_speech_only(parsed.speech)
    return 0


def _transcribe(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.burning import bench_burning
    from app.bench.transcribe import bench_transcribe

    bench_transcribe(parsed.home, quick=parsed.quick)
    bench_burning(quick=parsed.quick)
    return 0


def _farm(_parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.farm import bench_farm

    bench_farm()
    return 0


def _queue(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.queue import SIZES, bench_queue

    bench_queue(SIZES[:-1] if parsed.quick else SIZES)
    return 0


def _serve(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.serve import QUICK, Amounts, bench_serve

    bench_serve(QUICK if parsed.quick else Amounts())
    return 0


def _gui(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.bench.gui import bench_gui

    bench_gui(parsed.jobs, quick=parsed.quick)
    return 0
