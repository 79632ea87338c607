"""What the window shows on the tour: real videos, jobs in every state, a sheet, presenters."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image, ImageOps

from app.demo import demo_portrait, demo_speech
from app.presenters import Presenters
from app.queue.job import Job, NewJob, State, WorkerId
from app.queue.store import JobStore, queue_path
from app.worker.shutdown import StopRequest
from app.worker.supervisor import Supervisor
from talker.consent import Consent
from talker.options.render import RenderRequest
from talker.progress import Stage

_TINTS = ("#3d5a80", "#6d597a", "#588157", "#bc6c25")
_NAMES = ("Anna Welcome", "Spring sale", "安全培训 第一课", "Onboarding")
_SECONDS = 12.0


@dataclass(frozen=True)
class Content:
    """Files that the pages are given."""

    portrait: Path
    pair: Path  # two people in one picture
    speech: Path
    sheet: Path


def make_content(home: Path, files: Path) -> Content:
    """Fills `home`; the pictures and recordings lie in `files`."""
    files.mkdir(parents=True)
    portraits = _portraits(files)
    speech = files / "welcome.flac"
    shutil.copy(demo_speech(), speech)
    _videos(home, files, portraits, speech)
    _presenters(home, portraits)
    return Content(portraits[0], _pair(files, portraits), speech, _sheet(files, portraits, speech))


def keep_running(store: JobStore, job: Job) -> None:
    """The job that is being made looks 42 % done; a worker would say it the same way."""
    store.renew(job.lease, 3600)
    store.progress(job.lease, Stage.RENDER, 105, 250, 48.0)


def _portraits(files: Path) -> list[Path]:
    made = [files / "anna.png"]
    shutil.copy(demo_portrait(), made[0])
    with Image.open(made[0]) as opened:
        picture = opened.convert("RGB")
    for number, tint in enumerate(_TINTS[1:], 2):
        path = files / f"presenter {number}.png"
        toned = ImageOps.colorize(picture.convert("L"), "black", "white", tint)
        Image.blend(picture, toned, 0.35).save(path)
        made.append(path)
    return made


def _pair(files: Path, portraits: list[Path]) -> Path:
    """The second a little smaller, so that the first is the largest face."""
    path = files / "two people.png"
    with Image.open(portraits[0]) as one, Image.open(portraits[1]) as other:
        second = other.convert("RGB").resize((one.width * 7 // 8, one.height * 7 // 8))
        whole = Image.new("RGB", (one.width + second.width, one.height), "#5b6f6d")
        whole.paste(one.convert("RGB"), (0, 0))
        whole.paste(second, (one.width, one.height - second.height))
    whole.save(path)
    return path


def _videos(home: Path, files: Path, portraits: list[Path], speech: Path) -> None:
    """Three finished videos, one that failed, one that is being made, two that wait."""
    landscape = files / "landscape.png"
    Image.linear_gradient("L").resize((640, 400)).convert("RGB").save(landscape)
    with JobStore(queue_path(home)) as store:
        ready = [
            _job(files, portrait, speech, name)
            for portrait, name in zip(portraits, _NAMES, strict=True)
        ]
        store.add([*ready[:3], _job(files, landscape, speech, "No face here")])
        Supervisor(store, 1, lambda *_: None, home=home).run(StopRequest())
        store.add([ready[3], *(_job(files, portraits[0], speech, f"Lesson {n}") for n in (2, 3))])
        job = store.claim(WorkerId.of_this_process("tour"), 3600)
        assert job is not None
        keep_running(store, job)
        (last,) = store.page([State.QUEUED], limit=1)
        store.transition(last.id, {State.QUEUED}, State.PAUSED)


def _job(files: Path, portrait: Path, speech: Path, name: str) -> NewJob:
    request = RenderRequest(
        portrait=portrait, speech=speech, output=files / "videos" / f"{name}.mp4", size=384
    )
    return NewJob(request, name, speech_seconds=_SECONDS)


def _presenters(home: Path, portraits: list[Path]) -> None:
    presenters = Presenters(home)
    notes = (
        ("Anna", _consent("Anna Berg", "contract 2026-114", "all campaigns", date(2028, 5, 31))),
        ("王芳", _consent("王芳", "授权书 2025-08", "内部培训", date(2025, 12, 31))),
        ("Marketing double", Consent()),
    )
    for portrait, (name, consent) in zip(portraits, notes, strict=False):
        place = presenters.new_portrait()
        place.parent.mkdir(parents=True)
        shutil.copy(portrait, place)
        made = presenters.adopt(place, name, portrait)
        presenters.change(made, made.facts, consent)
        time.sleep(0.01)  # the order of their making


def _consent(owner: str, source: str, scope: str, expires: date) -> Consent:
    return Consent(owner=owner, source=source, scope=scope, expires=expires)


def _sheet(files: Path, portraits: list[Path], speech: Path) -> Path:
    path = files / "campaign.csv"
    rows = [
        ("portrait", "speech", "name", "preset", "idle"),
        (portraits[0].name, speech.name, "01 welcome", "", ""),
        (portraits[1].name, speech.name, "02 products", "best", ""),
        ("missing.png", speech.name, "03 prices", "", ""),
        (portraits[2].name, "", "04 please wait", "", "20"),
        (portraits[2].name, "", "05 no recording", "", ""),
        (portraits[3].name, speech.name, "06 goodbye", "draft", ""),
    ]
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    return path
