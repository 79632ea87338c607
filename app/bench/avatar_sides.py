"""The second half of `bench avatar`: both sides of each ratio in one run.

Loading a file against reading it; a step of drawing here against another checkout of this
repository, in turns; the training of a LoRA, with its loss.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from PIL import Image

import app
from app.bench.avatar_networks import SD15, SMALL, TINY, NetworkSize, write_random
from app.child_process import child_environment
from app.demo import demo_portrait
from avatar_gen.train.context import new_context
from avatar_gen.train.request import TrainRequest
from avatar_gen.train.road import train
from talker.media.images import load_image
from talker.model_files import NoModelFiles
from talker.progress import CancelToken, Notice, Progress, Stage

_HERE = Path(app.__file__).resolve().parents[1]
_CHILD = Path(__file__).with_name("avatar_child.py")
_BLOCK = 16 * 1024 * 1024
_STEPS, _GOAL_SECONDS = 40, 8.0
_ROUNDS = 3


def bench_sides(against: Path | None, *, quick: bool) -> None:
    """Prints each figure as soon as it is measured; `against` is the folder of another checkout."""
    with tempfile.TemporaryDirectory() as folder:
        for size in (TINY, SMALL) if quick else (TINY, SD15):
            file = Path(folder) / f"{size.name}.safetensors"
            count = write_random(size, file)
            _loading_and_drawing(size, file, count, against, quick=quick)
            if size is TINY:
                _training(file, Path(folder))
            file.unlink()


@dataclass(frozen=True)
class _Side:
    """A checkout and what was measured of it, round by round."""

    name: str
    checkout: Path
    rounds: list[Mapping[str, float]]

    def middle(self, what: str) -> float:
        return median(one[what] for one in self.rounds)


def _loading_and_drawing(
    size: NetworkSize, file: Path, count: int, against: Path | None, *, quick: bool
) -> None:
    sides = [_Side("here", _HERE, [])]
    if against is not None:
        sides.insert(0, _Side(against.name, against.resolve(), []))
    tiny = size is TINY
    side, steps = (64, 20) if tiny else (128 if quick else 512, 4)
    read: list[float] = []
    for _ in range(_ROUNDS if quick or tiny else 2):
        read.append(_reading(file))
        for one in sides:
            one.rounds.append(_measured(one.checkout, file, side, steps))
    print(f"{size.name}, random weights, {count / 1e6:.0f} MB in half precision, as float32:")
    disk = median(read)
    print(f"  reading the file              {disk:8.3f} s")
    for one in sides:
        load = one.middle("load")
        print(
            f"  loading it, {one.name:<17} {load:8.3f} s ({one.middle('load_cpu'):.3f} processor "
            f"seconds), {load / disk:.2f} times as long as reading"
        )
    for one in sides:
        step = one.middle("step")
        print(
            f"  a step at {side}x{side}, {one.name:<12} {step:8.3f} s "
            f"({one.middle('step_cpu'):.3f} processor seconds), {1 / step:.2f} steps a second"
        )
    if len(sides) == 2:
        times = sides[0].middle("step_cpu") / sides[1].middle("step_cpu")
        print(f"  here {times:.2f} times as many steps in a processor second")


def _reading(file: Path) -> float:
    """Seconds to read all of it, from the disk itself where the system lets it be forgotten."""
    with file.open("rb", buffering=0) as opened:
        if hasattr(os, "posix_fadvise"):
            os.fsync(opened.fileno())
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        began = time.perf_counter()
        buffer = bytearray(_BLOCK)
        while opened.readinto(buffer):
            pass
        return time.perf_counter() - began


def _measured(checkout: Path, file: Path, side: int, steps: int) -> Mapping[str, float]:
    with tempfile.TemporaryDirectory() as home:
        environment = child_environment(Path(home), PYTHONPATH=str(checkout))
        command = [sys.executable, "-P", str(_CHILD), str(file), home, str(side), str(steps)]
        done = subprocess.run(
            command, env=environment, cwd=home, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise SystemExit(f"{checkout} could not be measured:\n{done.stderr[-2000:]}")
    found: Mapping[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _training(model: Path, folder: Path) -> None:
    """The whole road on cuts of the sample portrait; the steps are timed by themselves."""
    pictures = folder / "pictures"
    pictures.mkdir()
    sample = load_image(demo_portrait())
    height, width = sample.shape[:2]
    for number in range(4):
        inset = number * min(width, height) // 50
        cut = sample[: height - inset, inset:]
        Image.fromarray(cut).save(pictures / f"{number}.png")
    request = TrainRequest(
        folder=pictures,
        output=folder / "bench.safetensors",
        owner="the sample portrait: public domain",
        model=str(model),
        fewest=4,
        steps=_STEPS,
        rank=8,
        side=128,
        learning_rate=0.01,
        sample_every=0,
        class_pictures=0,
    )
    moments: list[tuple[float, float]] = []

    def listen(event: Progress | Notice) -> None:
        if isinstance(event, Progress) and event.stage is Stage.RENDER:
            moments.append((time.perf_counter(), time.process_time()))

    began = time.perf_counter()
    home = folder / "home"
    result = train(request, new_context(NoModelFiles(), home, listen, CancelToken(), ""))
    whole = time.perf_counter() - began
    seconds, worked = (moments[-1][index] - moments[0][index] for index in (0, 1))
    first, last = result.fall
    print(
        f"A LoRA of rank 8 for the tiny model, {_STEPS} steps: {seconds:.2f} s ({worked:.2f} "
        f"processor seconds; goal {_GOAL_SECONDS:g} s), {whole:.2f} s with loading, faces and file"
    )
    print(f"  loss {first:.4f} in the first tenth of the steps, {last:.4f} in the last")
    shutil.rmtree(home, ignore_errors=True)
