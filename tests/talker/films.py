"""Renders small videos with the gradient engine; labels, records and signatures are real."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from talker.media.boxes import write_date
from talker.options.render import RenderRequest
from talker.pipeline import RenderPipeline
from talker.progress import Notice, OnProgress, Progress, ignore_progress
from talker.provenance.publisher import Publisher
from talker.render_context import RenderContext
from talker.result import RenderResult
from tests.talker.gradient import GradientEngine
from tests.talker.sounds import write_clicks


@dataclass(frozen=True)
class Film:
    """A finished video, and what it was made from."""

    request: RenderRequest
    home: Path
    result: RenderResult

    @property
    def path(self) -> Path:
        return self.result.output


def wanted(folder: Path, portrait: Path, seconds: float = 2.5, **options: object) -> RenderRequest:
    """A request for a small video."""
    speech = folder / "Rede 讲话.wav"
    if not speech.exists():
        write_clicks(speech, seconds, 16000)
    values: dict[str, object] = {"portrait": portrait, "speech": speech, "size": 128}
    values |= {"output": folder / "out.mp4", "quality": 10}
    return RenderRequest.model_validate(values | options)


def travel(
    request: RenderRequest,
    home: Path,
    publisher: Publisher | None = None,
    listen: OnProgress = ignore_progress,
    engine: GradientEngine | None = None,
) -> Film:
    """The whole road."""
    context = RenderContext(home, listen, publisher=publisher or Publisher())
    pipeline = RenderPipeline(request, engine or GradientEngine(), context)
    return Film(request, home, pipeline.run())


def film(
    folder: Path,
    portrait: Path,
    publisher: Publisher | None = None,
    seconds: float = 2.5,
    **options: object,
) -> Film:
    """A video in `folder`, with a home of its own."""
    return travel(wanted(folder, portrait, seconds, **options), folder / "home", publisher)


class Heard(list[Notice]):
    """The notices of a render."""

    def __call__(self, report: Progress | Notice) -> None:
        if isinstance(report, Notice):
            self.append(report)


def content(path: Path) -> str:
    """What is in a video, whenever it was made."""
    with tempfile.TemporaryDirectory() as folder:
        undated = Path(folder, path.name)
        shutil.copyfile(path, undated)
        write_date(undated, 0)
        return hashlib.sha256(undated.read_bytes()).hexdigest()
