"""The field's own libraries: who loads them, and that they keep to the user's folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("librosa", "numba", "kornia", "face_alignment", "skimage", "sklearn", "soxr", "torch")

BUILTIN = """
import sys
from pathlib import Path
import app.commands.render
from talker.engines.builtin.engine import BuiltinEngine
from talker.motion.visemes import track
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.audio import open_speech
from talker.pipeline import render
from talker.progress import CancelToken
BuiltinEngine()
MediaPipeLandmarks()
track(open_speech(Path(sys.argv[1])), CancelToken())
print([name for name in sys.argv[2:] if name in sys.modules])
"""

# Everything that we ask of the libraries, with every file that is opened for writing, every
# folder that is made and every connection that is tried.
WATCHED = """
import json, os, sys
from pathlib import Path
seen = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        written = arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if written and arguments[0] != os.devnull:
            seen.append(os.path.abspath(arguments[0]))
    elif event == "os.mkdir":
        seen.append(os.path.abspath(arguments[0]))
    elif event in ("socket.connect", "socket.getaddrinfo"):
        seen.append(f"{event} {arguments[1:]}")
sys.addaudithook(watch)
from talker.home import use_numba_cache
use_numba_cache(Path(sys.argv[1]))
import numpy, torch
from talker.engines.sadtalker.keypoints import rotation
from talker.engines.sadtalker.mel import mel_spectrogram
from talker.face.fan_landmarks import FAN, FanLandmarks68, SfdDetector, s3fd
mel_spectrogram([numpy.zeros(16000, numpy.float32)])
rotation(*torch.zeros(3, 1))
SfdDetector(s3fd()).find(numpy.zeros((64, 64, 3), numpy.uint8))
FanLandmarks68(FAN(1))
print(json.dumps(seen))
"""


def test_the_built_in_engine_loads_none_of_them(repository: Path) -> None:
    sound = repository / "tests/data/speech/it_pc_diphone.flac"
    done = subprocess.run(
        [sys.executable, "-c", BUILTIN, str(sound), *HEAVY],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_nothing_is_written_outside_the_home_and_nothing_is_fetched(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="PyTorch is not installed")
    home, user = tmp_path / "home", tmp_path / "user"
    user.mkdir()
    folders = {name: str(user) for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")}
    kept = {k: v for k, v in os.environ.items() if k != "NUMBA_CACHE_DIR"}
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, str(home)],
        env=kept | folders,
        capture_output=True,
        text=True,
        check=True,
    )
    outside = [one for one in json.loads(done.stdout) if not one.startswith(str(home))]
    assert outside == []
    assert list(user.iterdir()) == []
