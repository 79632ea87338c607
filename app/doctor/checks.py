"""Examines the computer: each check says in a sentence what works, and what to do if not."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import psutil

from app.demo import demo_portrait, demo_speech
from app.doctor.backends import check_backends
from app.doctor.engines import check_engines, check_mouths
from app.doctor.farm import check_farm
from app.doctor.qt import install_command, missing_libraries
from app.doctor.result import Check, Verdict, say
from app.doctor.signing import check_signature
from app.doctor.torch import check_torch
from app.gpu_spill import CardUse, read_card_use
from avatar_gen import lacking
from talker.assets import assets_folder
from talker.device import usable_cores
from talker.engines.spec import InstalledModels
from talker.errors import MouthpieceError
from talker.face.mediapipe_files import DETECTOR, MESH, mediapipe_file, mesh_edges
from talker.media.ffmpeg import executable
from talker.processes import no_window

_LOW_DISK = 2 << 30
_NO_DISK = 200 << 20
_LOW_MEMORY = 3 << 30


def examine(home: Path, models: InstalledModels) -> list[Check]:
    """All checks, in a few seconds; nothing is changed and nothing is fetched."""
    examiners: list[Callable[[], Check]] = [
        check_python,
        check_processor,
        check_memory,
        check_ffmpeg,
        check_face_models,
        check_assets,
        partial(check_home, home),
        partial(check_disk, home),
        check_torch,
        *((check_card_memory,) if sys.platform == "win32" else ()),
        check_drawing,
        check_engines,
        partial(check_mouths, models),
        partial(check_backends, home),
        partial(check_signature, home),
        partial(check_farm, home),
        check_qt,
    ]
    return [look() for look in examiners]


def check_python() -> Check:
    """The interpreter and the system."""
    where = f"{platform.system()} {platform.release()}, {platform.machine()}"
    return Check("Python", Verdict.OK, say("Python {} on {}.", platform.python_version(), where))


def check_processor() -> Check:
    """The cores that this process may use."""
    cores = usable_cores()
    return Check("Processor", Verdict.OK, say("{} processor cores.", cores))


def check_memory() -> Check:
    """The memory that is free."""
    free = psutil.virtual_memory().available
    sentence = say(
        "{} of memory free of {}.", _gigabytes(free), _gigabytes(psutil.virtual_memory().total)
    )
    if free < _LOW_MEMORY:
        return Check(
            "Memory", Verdict.WARN, sentence, say("Close other programs before long renders.")
        )
    return Check("Memory", Verdict.OK, sentence)


def check_card_memory(uses: Mapping[int, CardUse] | None = None) -> Check:
    """Whether the graphics driver keeps the card's memory in the computer's."""
    spilled = [use for use in (uses or read_card_use()).values() if use.has_spilled]
    if not spilled:
        return Check(
            "Graphics memory", Verdict.OK, say("No program's graphics memory has been moved away.")
        )
    moved = sum(use.shared for use in spilled)
    return Check(
        "Graphics memory",
        Verdict.WARN,
        say(
            "The graphics driver has moved {} of the card's memory to the computer's: what uses it "
            "is up to thirty times slower.",
            _gigabytes(moved),
        ),
        say(
            "Close other programs that use the graphics card, or choose a smaller size. The "
            "driver's settings can forbid it (CUDA - Sysmem Fallback Policy)."
        ),
    )


def check_drawing() -> Check:
    """The libraries that draw portraits; without them videos are made all the same."""
    missing = lacking()
    if missing:
        return Check(
            "Portraits",
            Verdict.WARN,
            say("Drawing portraits needs {}, which is not installed.", ", ".join(missing)),
            say("Run `python start.py` again while connected to the internet."),
        )
    return Check("Portraits", Verdict.OK, say("Portraits can be drawn once a model is installed."))


def check_ffmpeg() -> Check:
    """ffmpeg, and the encoders that videos are made with."""
    try:
        program = executable()
        listing = subprocess.run(
            [str(program), "-hide_banner", "-encoders"],
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
            creationflags=no_window(),
        ).stdout
    except MouthpieceError as error:
        return Check("ffmpeg", Verdict.FAIL, say("{}", error.message), say("{}", error.hint))
    except (OSError, subprocess.SubprocessError) as error:
        return Check(
            "ffmpeg",
            Verdict.FAIL,
            say("ffmpeg does not start: {}.", error),
            say("Install imageio-ffmpeg."),
        )
    encoders = {words[1] for line in listing.splitlines() if len(words := line.split()) > 1}
    missing = sorted({"libx264", "aac"} - encoders)
    if missing:
        return Check(
            "ffmpeg",
            Verdict.FAIL,
            say("{} lacks the encoders {}.", program, " and ".join(missing)),
            say("Unset IMAGEIO_FFMPEG_EXE, or name an ffmpeg that has them."),
        )
    return Check("ffmpeg", Verdict.OK, say("{} with libx264 and aac.", Path(program).name))


def check_face_models() -> Check:
    """The two face models and the mesh."""
    try:
        for name in (DETECTOR, MESH):
            mediapipe_file(name)
        edges = len(mesh_edges())
    except MouthpieceError as error:
        return Check("Face models", Verdict.FAIL, say("{}", error.message), say("{}", error.hint))
    return Check(
        "Face models", Verdict.OK, say("Detector, mesh and its {} edges are there.", edges)
    )


def check_assets() -> Check:
    """The files that ship with the program."""
    models = sorted(path.name for path in assets_folder().glob("*.safetensors"))
    if not models:
        return Check(
            "Assets",
            Verdict.FAIL,
            say("The built-in engine's trained file is missing."),
            say("Install Mouthpiece again, or restore the folder `assets` of the checkout."),
        )
    try:
        demo_portrait()
        demo_speech()
    except MouthpieceError as error:
        return Check("Assets", Verdict.WARN, say("{}", error.message), say("{}", error.hint))
    return Check("Assets", Verdict.OK, say("Sample portrait and speech, {}.", ", ".join(models)))


def check_home(home: Path) -> Check:
    """The user's folder."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        return Check(
            "Home",
            Verdict.FAIL,
            say("The folder {} cannot be written: {}.", home, error.strerror),
            say("Set MOUTHPIECE_HOME to a folder of your own."),
        )
    return Check("Home", Verdict.OK, say("{} can be written.", home))


def check_disk(home: Path) -> Check:
    """Free space where unfinished videos are kept."""
    place = home
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    sentence = say("{} free at {}.", _gigabytes(free), place)
    if free < _NO_DISK:
        return Check(
            "Disk", Verdict.FAIL, sentence, say("Free some space, or set MOUTHPIECE_HOME.")
        )
    if free < _LOW_DISK:
        return Check("Disk", Verdict.WARN, sentence, say("Long videos may need more."))
    return Check("Disk", Verdict.OK, sentence)


def check_qt() -> Check:
    """Whether windows can be shown; videos are made without."""
    missing = missing_libraries()
    if missing:
        return Check(
            "Qt",
            Verdict.WARN,
            say("The window needs system libraries that are missing: {}.", ", ".join(missing)),
            say("{}", install_command(missing)),
        )
    done = subprocess.run(
        [sys.executable, "-P", "-c", "import PySide6.QtWidgets as w; w.QApplication([])"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        creationflags=no_window(),
    )
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        return Check(
            "Qt", Verdict.WARN, say("Qt does not start: {}.", reason), say("Install PySide6 again.")
        )
    return Check("Qt", Verdict.OK, say("Qt starts, and all its system libraries are there."))


def _gigabytes(size: int) -> str:
    return f"{size / 2**30:.1f} GB"
