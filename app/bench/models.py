"""`mouthpiece bench models`: download and check, next to `curl` and `sha256sum` doing the same."""

from __future__ import annotations

import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.models.catalogue import Catalogue, Licence, Model, ModelFile
from app.models.store import ModelStore
from app.settings.models import ModelSettings
from talker.programs import find_program

_NAME = "weights.bin"
_GOAL = 0.8


def bench_models(megabytes: int, rounds: int) -> None:
    """Prints the speed of a download with its check, ours and theirs, and of the second search."""
    with tempfile.TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
        place = Path(folder)
        (place / "www").mkdir()
        weights = place / "www" / _NAME
        sha256 = _write_weights(weights, megabytes)
        print(f"Models: a file of {megabytes} MB from a server on this computer, best of {rounds}")
        with _server(place / "www") as address:
            catalogue = _catalogue(f"{address}/{_NAME}", weights.stat().st_size, sha256)
            tasks: dict[str, Callable[[Path], None]] = {
                "mouthpiece models get": lambda home: _ours(home, catalogue)
            }
            if find_program("curl") and find_program("sha256sum"):
                tasks["curl to a file, then sha256sum"] = lambda to: _curl_then_sum(to, address)
                tasks["curl | sha256sum, nothing kept"] = lambda _: _curl_into_sum(address)
            else:
                print("  curl or sha256sum is not here: nothing to compare with")
            took = _measure(tasks, place, rounds)
        for name, seconds in took.items():
            _line(name, megabytes / seconds, "MB/s")
        ours, *theirs = took.values()
        if theirs:
            _line("share of curl plus sha256sum", theirs[0] / ours, "", f"goal {_GOAL:g}")
            _line("share of curl | sha256sum", theirs[1] / ours, "", f"goal {_GOAL:g}")
        _line("second look through 1,000 files", _second_search(place), "s", "goal 1")


def _measure(
    tasks: dict[str, Callable[[Path], None]], place: Path, rounds: int
) -> dict[str, float]:
    """The best time of each; they take turns, so that a busy moment hits all of them."""
    took: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            scratch = Path(tempfile.mkdtemp(dir=place))
            began = time.perf_counter()
            task(scratch)
            took[name].append(time.perf_counter() - began)
            shutil.rmtree(scratch)
    return {name: min(seconds) for name, seconds in took.items()}


def _ours(home: Path, catalogue: Catalogue) -> None:
    ModelStore(home, catalogue=catalogue).get(["bench"])


def _curl_then_sum(folder: Path, address: str) -> None:
    target = folder / _NAME
    subprocess.run(
        ["curl", "-s", "--noproxy", "*", "-o", str(target), f"{address}/{_NAME}"], check=True
    )
    subprocess.run(["sha256sum", str(target)], check=True, stdout=subprocess.DEVNULL)


def _curl_into_sum(address: str) -> None:
    curl = ["curl", "-s", "--noproxy", "*", f"{address}/{_NAME}"]
    with subprocess.Popen(curl, stdout=subprocess.PIPE) as source:
        subprocess.run(["sha256sum"], stdin=source.stdout, check=True, stdout=subprocess.DEVNULL)


def _second_search(place: Path) -> float:
    """Seconds for looking through a folder of files that all have a fitting size."""
    extra = place / "extra"
    extra.mkdir()
    size = 4096
    for number in range(1000):
        (extra / f"{number}.bin").write_bytes(number.to_bytes(4, "little") * (size // 4))
    catalogue = _catalogue("https://example.org/x", size, "0" * 64)
    settings = ModelSettings(extra_folders=(extra,))
    ModelStore(place / "home", settings, catalogue).status()
    times = []
    for _ in range(5):
        began = time.perf_counter()
        ModelStore(place / "home", settings, catalogue).status()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _write_weights(path: Path, megabytes: int) -> str:
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for _ in range(megabytes):
            block = os.urandom(1_000_000)
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _catalogue(mirror: str, size: int, sha256: str) -> Catalogue:
    file = ModelFile(
        name=_NAME, size=size, sha256=sha256, hash_source="made for the bench", mirrors=(mirror,)
    )
    model = Model(
        id="bench",
        title="Bench",
        purpose="Is measured.",
        needed_by=("bench",),
        licence=Licence(name="CC0", url="https://creativecommons.org/zero/", commercial=True),
        files=(file,),
    )
    return Catalogue(version=1, models=(model,))


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """Python's own file server in a process of its own; its address."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    with subprocess.Popen(
        [*command, "--directory", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            words = process.stdout.readline().split()
            yield f"http://127.0.0.1:{words[words.index('port') + 1]}"
        finally:
            process.terminate()


def _line(name: str, value: float, unit: str, note: str = "") -> None:
    print(f"  {name:<34} {value:8.2f} {unit}{f'  ({note})' if note else ''}")
