"""How soon a script is heard and seen: for `mouthpiece bench say`."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from app.bench.process import Taken, printed_by, until_result
from app.bench.spoken import samples
from app.demo import demo_portrait
from app.models.store import ModelStore
from app.settings.store import change_settings
from app.voices import voice_registry
from speech_gen.pronunciations import Pronunciations
from speech_gen.reading import Readers, Reading
from talker.home import cache_folder
from talker.options.spoken import VoiceOptions
from talker.progress import CancelToken, Stage
from talker.spoken import expected_seconds

_FIRST = "Hello and welcome to our new office, which opens on Monday."
_SCRIPT_SECONDS = 180
_LISTEN_SECONDS = 30  # what the window's button speaks
_GOAL = 2.0


def print_first_sound(store: ModelStore, voice: str, *, quick: bool = False) -> None:
    """Prints how long the first sentence of a script takes to come, and its stages; `quick` leaves
    out what takes longest."""
    print(f"First sound of a script of {_SCRIPT_SECONDS // 60} minutes that begins with")
    print(f'  "{_FIRST}"')
    print(f"  {'':<38} {f's (goal {_GOAL:g})':>12} {'processor s':>12}")
    with _new_home(store) as home:
        script = home / "script.txt"
        script.write_text(_text(_SCRIPT_SECONDS), "utf-8")
        sound, video = home / "speech.wav", home / "video.mp4"
        say = ("say", script, "--voice", voice, "-o", sound)
        render = ("render", demo_portrait(), "--text", script, "--voice", voice, "-o", video)
        _print("program start, the first time ever", home, partial(_until, Stage.SPEAK, home, say))
        _print("program start", home, partial(_until, Stage.SPEAK, home, say))
        _print_stages(home, voice, script)
        if not quick:
            until = partial(_until, Stage.RENDER, home, render)
            _print("program start to the first frames", home, until)
        readers = Readers(voice_registry(home), store, home, Pronunciations())
        half = readers.reading(_text(_LISTEN_SECONDS), VoiceOptions(voice=voice))
        _print("window, Listen for the first time", home, partial(_speak, half, 1))
        _print("window, Listen again", home, partial(_speak, half, 1))
        if not quick:
            all_of_it = partial(_speak, half, len(half.lines))
            _print("  when half a minute is spoken first", home, all_of_it)


def _text(seconds: float) -> str:
    """About so long to say."""
    text = _FIRST
    for sample in samples("en"):
        if expected_seconds(text) >= seconds:
            break
        text += f" {sample.said}"
    return text


@contextmanager
def _new_home(store: ModelStore) -> Iterator[Path]:
    """A user's folder in which nothing was made yet, with the models of the real one."""
    with TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
        home = Path(folder)
        places = {"extra_folders": (store.shelf.folder,), "offline": True}
        change_settings(
            lambda old: old.model_copy(update={"models": old.models.model_copy(update=places)}),
            home,
        )
        yield home


def _print(title: str, home: Path, measure: Callable[[], Taken]) -> None:
    """Measures one way; no sentence was spoken before."""
    shutil.rmtree(cache_folder(home) / "sentences", ignore_errors=True)
    taken = measure()
    print(f"  {title:<38} {taken.seconds:>12.2f} {taken.processor:>12.2f}", flush=True)


def _print_stages(home: Path, voice: str, script: Path) -> None:
    """Where the time goes; the second process is measured, when all files are at hand."""
    for _ in range(2):
        shutil.rmtree(cache_folder(home) / "sentences", ignore_errors=True)
        lines = printed_by("app.bench.first_stages", home, voice, str(script))
    for line in lines:
        seconds, processor, title = line.split(maxsplit=2)
        print(f"    {title:<36} {float(seconds):>12.2f} {float(processor):>12.2f}", flush=True)


def _until(stage: Stage, home: Path, arguments: tuple[object, ...]) -> Taken:
    return until_result(stage, home, *map(str, arguments), "--overwrite")


def _speak(reading: Reading, count: int) -> Taken:
    """Says the first lines as the window's preview process does."""
    seconds, processor = time.perf_counter(), time.process_time()
    reading.prepare()
    parts = reading.parts(CancelToken())
    for _ in range(count):
        next(parts)
    return Taken(time.perf_counter() - seconds, time.process_time() - processor)
