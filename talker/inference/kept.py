"""What is remembered of backends on this computer: which ones may be tried, and what trials said.

A verdict counts for the versions of the packages, the device, the network and the shape that it
was measured with; with any other one the trial is made again.
"""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from talker.errors import InputError
from talker.files import atomic_write
from talker.inference.backends import BACKENDS, Backend, find_backend, installed_version
from talker.locking import file_lock
from talker.progress import CancelToken

_log = logging.getLogger(__name__)
_FILE = "backends.json"
_MOST_VERDICTS = 200  # the oldest go


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Trial(_Model):
    """What was tried: the `network` by name, the `shape` of its input, `fast` for any precision
    that is quicker, on which `machine`, with which `versions` of torch and the backends."""

    network: str
    shape: tuple[int, ...]
    fast: bool
    machine: str
    versions: tuple[str, ...]


class Verdict(_Model):
    """How a trial ended: `way` is the id of the chosen backend, with `int8` behind it where it
    computes so, or "torch". `seconds` of one input for each way that worked, `reasons` why others
    did not, `mean` and `far` (the 99.9th percentile) grey levels that the chosen one is off by,
    `lips` mm by which the gap between the lips is, where it was measured."""

    trial: Trial
    way: str
    seconds: dict[str, float]
    reasons: dict[str, str] = {}
    mean: float = 0.0
    far: float = 0.0
    lips: float | None = None


class Distrust(_Model):
    """Why this `version` of a backend, by its id, is not asked any more: half a sentence."""

    backend: str
    version: str
    reason: str


class Kept(_Model):
    """The file's content."""

    enabled: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    distrusted: tuple[Distrust, ...] = ()

    @property
    def backends(self) -> tuple[Backend, ...]:
        """The enabled ones, in the order of the table."""
        return tuple(one for one in BACKENDS if one.id in self.enabled)


def load_kept(home: Path) -> Kept:
    """What is kept; nothing where the file is missing or cannot be read: trials are made again."""
    path = home / _FILE
    try:
        return Kept.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Kept()
    except (OSError, ValidationError) as error:
        _log.warning("%s is not used: %s", path, error)
        return Kept()


def enable(backend_id: str, home: Path, *, on: bool = True) -> None:
    """Lets a backend be tried from now on, or no longer; again where it has failed, since a driver
    may be another one. InputError where that cannot be kept."""

    def change(kept: Kept) -> Kept:
        others = tuple(one for one in kept.enabled if one != backend_id)
        enabled = (*others, backend_id) if on else others
        well = tuple(
            one
            for one in kept.verdicts
            if all(way.partition(" ")[0] != backend_id for way in one.reasons)
        )
        trusted = tuple(one for one in kept.distrusted if one.backend != backend_id)
        update = {"enabled": enabled, "verdicts": well, "distrusted": trusted}
        return kept.model_copy(update=update)

    _change(change, home)


def remember(verdict: Verdict, home: Path) -> None:
    """Keeps a verdict in the place of earlier ones of the same network and shape."""

    _replace(verdict.trial, (verdict,), home)


def forget(trial: Trial, home: Path) -> None:
    """Has the next trial made again."""
    _replace(trial, (), home)


def distrust(found: Distrust, home: Path) -> None:
    """Has a backend not asked any more, until it is enabled again or another version is there."""

    def change(kept: Kept) -> Kept:
        others = tuple(one for one in kept.distrusted if one.backend != found.backend)
        return kept.model_copy(update={"distrusted": (*others, found)})

    try:
        _change(change, home)
    except (InputError, OSError) as error:
        _log.warning("that %s is not to be asked was not kept: %s", found.backend, error)


def known_verdict(trial: Trial, home: Path) -> Verdict | None:
    """What this very trial has said before."""
    return next((one for one in load_kept(home).verdicts if one.trial == trial), None)


def versions(backends: tuple[Backend, ...], home: Path) -> tuple[str, ...]:
    """Of torch and of these backends: `torch 2.13.0`, `openvino 2026.4.1`."""
    found = (f"{one.id} {installed_version(one, home)}" for one in backends)
    return (f"torch {version('torch')}", *found)


def backends_identity(home: Path) -> str:
    """What of the backends may change pixels, for identities: "" where none is enabled.

    A backend computes what torch computes up to rounding; all the same not to the bit. One that is
    not trusted any more still counts: torch goes on with the work that it began.
    """
    return " ".join(versions(load_kept(home).backends, home)[1:])


@lru_cache(maxsize=1)
def machine() -> str:
    """The processor's name, as the system has it."""
    for line in _lines(Path("/proc/cpuinfo")):
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _replace(trial: Trial, verdicts: tuple[Verdict, ...], home: Path) -> None:
    def change(kept: Kept) -> Kept:
        others = [one for one in kept.verdicts if _place(one.trial) != _place(trial)]
        return kept.model_copy(update={"verdicts": (*others, *verdicts)[-_MOST_VERDICTS:]})

    try:
        _change(change, home)
    except (InputError, OSError) as error:  # it is measured again the next time
        _log.warning("the verdict on %s was not kept: %s", trial.network, error)


def _place(trial: Trial) -> tuple[object, ...]:
    return trial.network, trial.shape, trial.fast


def _change(change: Callable[[Kept], Kept], home: Path) -> None:
    path = home / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with file_lock(path.with_name(f"{path.name}.lock"), CancelToken(), lambda: None):
        changed = change(load_kept(home))
        with atomic_write(path) as part:
            part.write_text(changed.model_dump_json(indent=2) + "\n", encoding="utf-8")


def titled(way: str) -> str:
    """A way as people read it: `OpenVINO`, `ONNX Runtime in int8`, `torch`."""
    name, _, numbers = way.partition(" ")
    backend = find_backend(name)
    title = name if backend is None else backend.title
    return f"{title} in {numbers}" if numbers else title
