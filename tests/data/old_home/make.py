"""Writes home.zip: a home with everything in it, made by the code of another checkout.

.venv/bin/python -m tests.data.old_home.make CHECKOUT

It was made with commit 59750a4, the last one before modules, types and identities changed, and
stays as it is: it stands for the homes that users have. Everything happens below ROOT, whose name
is found in the files; the test puts its own folder there instead.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image

from app.demo import demo_portrait

TARGET = Path(__file__).with_name("home.zip")
ROOT = Path("/tmp/mouthpiece-as-it-was")
SMALL = ("--size", "128", "--fps", "10", "--quality", "38")
LEFT_OUT = {"cache", "queue.sqlite3-shm"}  # what may be deleted at any time

# Settings of every section, in the words of the old code.
SETTINGS = """
import sys
from pathlib import Path
from talker.finish.options import DeliverOptions
from talker.request import RenderOptions
root = Path(sys.argv[1])
change_settings(lambda _: Settings(
    models=ModelSettings(extra_folders=(root / "more models",), offline=True, parallel=5,
                         mirrors=("https://models.example.org/all",)),
    window=WindowSettings(language="zh_TW", theme="dark", output_folder=root / "videos", workers=3,
                          when_done="sleep", queue_on=False, welcomed=True, help_size=(801, 602),
                          recent_portraits=(root / "inputs/portrait.jpg",),
                          version=DeliverOptions(aspect="9:16", resolution="720"),
                          defaults=RenderOptions(size=256, head_motion=0.5, yaw=(0, 10, 0),
                                                 deliverable=("gif",))),
    labels=LabelSettings(region="eu", producer="A studio", sign=False),
    farm=FarmSettings(use=True, scheduler="farm.example.org:9000", shared_folder=root),
    updates=UpdateSettings(check="off", address="https://example.org/newest.json"),
))
"""
# What the window does beside: a preset, a renamed video, a hash taken on trust.
PRESET = """
from app.presets import save_preset
from talker.request import RenderOptions
save_preset("Mine", RenderOptions(size=128, fps=10, quality=38, head_motion=0.25, ai_label="start"))
"""
THE_REST = """
import sys
from pathlib import Path
from app.library import Library
from app.models import default_store
from app.queue.store import JobStore, queue_path
root = Path(sys.argv[1])
with JobStore(queue_path()) as store:
    library = Library(store, root / "home")
    (video,) = [one for one in library.find(root / "videos") if one.name == "finished"]
    library.rename(video, "a better name")
store = default_store()
model = store.catalogue.model("controlnet-openpose-sd15")
(file,) = [one for one in model.files if one.sha256 is None]
store.shelf.prepare()
store.accepted.accept(model, file, "ab" * 32)
"""


class Maker:
    """The old program, in a home below ROOT."""

    def __init__(self, checkout: Path) -> None:
        self._environment = os.environ | {
            "PYTHONPATH": str(checkout),
            "MOUTHPIECE_HOME": str(ROOT / "home"),
        }

    def start(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", *map(str, arguments)]
        return subprocess.Popen(command, cwd=ROOT, env=self._environment, start_new_session=True)

    def run(self, *arguments: str | Path, code: int = 0) -> None:
        ended = self.start("-m", "app.cli", *arguments).wait()
        assert ended == code, f"{arguments} ended with {ended}"

    def script(self, text: str) -> None:
        assert self.start("-c", text, ROOT).wait() == 0


def inputs(folder: Path) -> None:
    """A portrait and recordings: a voice of three tones that comes and goes."""
    folder.mkdir(parents=True)
    with Image.open(demo_portrait()) as picture:
        small = picture.convert("RGB").crop((64, 0, 384, 320)).resize((256, 256))
        small.save(folder / "portrait.jpg", quality=80)
    for name, seconds in (("long", 30.0), ("one", 0.6), ("two", 0.7), ("three", 0.8)):
        time_ = np.arange(round(seconds * 8000)) / 8000
        loud = np.clip(np.sin(2 * np.pi * 2.3 * time_), 0, 1)
        tones = sum(np.sin(2 * np.pi * hertz * time_) for hertz in (140, 700, 1220))
        soundfile.write(folder / f"{name}.ogg", 0.2 * loud * tones, 8000, format="OGG")
    Image.new("RGB", (128, 128), "teal").save(folder / "nobody.png")
    (folder / "damaged.wav").write_bytes(b"this is no sound")
    (folder / "list.csv").write_text(
        "presenter,portrait,speech,name,head_motion\n"
        "Ada,,one.ogg,first,\n,portrait.jpg,two.ogg,second,0.5\n",
        encoding="utf-8",
    )
    (folder / "other.csv").write_text(
        "portrait,speech,seed\n"
        "portrait.jpg,three.ogg,4\nportrait.jpg,damaged.wav,\nnobody.png,one.ogg,\n",
        encoding="utf-8",
    )


def half_made(old: Maker) -> None:
    """A job whose worker is killed as soon as its first segment is there."""
    arguments = ("inputs/portrait.jpg", "inputs/long.ogg", "-o", "videos/half made.mp4")
    options = ("--engine", "builtin", "--seed", "7", "--still", "--yaw", "0,10")
    old.run("queue", "add", *arguments, *SMALL, *options, "--priority", "9")
    worker = old.start("-m", "app.cli", "worker", "--until-empty")
    while not list((ROOT / "home" / "work").glob("*/segment-000000.h264")):
        time.sleep(0.001)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    assert not (ROOT / "videos" / "half made.mp4").exists(), "killed too late; try again"


def make(checkout: Path) -> None:
    assert not ROOT.exists(), f"remove {ROOT}"
    old = Maker(checkout)
    inputs(ROOT / "inputs")
    (ROOT / "videos").mkdir()
    files = ("inputs/portrait.jpg", "inputs/one.ogg")
    old.script(PRESET)
    old.run("avatar", "keep", files[0], "Ada", "--voice", files[1], "--preset", "Mine")
    old.run("queue", "add", *files, "-o", "videos/finished.mp4", *SMALL)
    old.run("queue", "run")
    old.script(THE_REST)
    old.run("batch", "inputs/list.csv", "-o", "videos", *SMALL)
    bad = ("inputs/other.csv", "-o", "videos", "--name", "partly made")
    old.run("batch", *bad, "--preset", "Mine", "--allow-outside", code=6)
    old.run("queue", "add", *files, "-o", "videos/given up.mp4", *SMALL)  # job 6
    old.run("queue", "cancel", "6")
    old.run("queue", "add", *files, "-o", "videos/held back.mp4", *SMALL, "--priority", "2")
    old.run("queue", "pause", "7")
    old.run("queue", "add", *files, "-o", "videos/waits.mp4", *SMALL, "--label", "Later")
    version = ("--aspect", "9:16", "--resolution", "720", "--codec", "h264")
    old.run("deliver", "videos/first.mp4", "-o", "videos/tall.mp4", *version, "--queue")
    old.run("avatar", "make", "a teacher", "--count", "3", "-o", "pictures", "--queue")
    old.run("farm", "keys", "helper")
    old.script(SETTINGS)
    half_made(old)  # nobody looks at the queue afterwards: the job stays as its worker left it
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(ROOT.rglob("*")):
            inside = path.relative_to(ROOT)
            if path.is_file() and not LEFT_OUT & set(inside.parts):
                archive.write(path, inside.as_posix())


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve())
