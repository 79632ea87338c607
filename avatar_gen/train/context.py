"""What a training has around it: models, home, who hears of it, and who may stop it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from talker.face.landmarks import LandmarkSource
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.model_files import ModelFiles
from talker.progress import CancelToken, Notice, OnProgress
from talker.provenance.publisher import PRODUCER


@dataclass(frozen=True)
class TrainContext:
    """`producer` labels sample pictures; `notices` are all that were told."""

    models: ModelFiles
    home: Path
    report: OnProgress
    cancel: CancelToken
    landmarks: LandmarkSource
    producer: str = PRODUCER
    notices: list[Notice] = field(default_factory=list)

    def tell(self, notice: Notice) -> None:
        """Tells and keeps a notice."""
        self.notices.append(notice)
        self.report(notice)


def new_context(
    models: ModelFiles, home: Path, report: OnProgress, cancel: CancelToken, producer: str
) -> TrainContext:
    """With the usual finder of faces; an empty `producer` is this program."""
    return TrainContext(models, home, report, cancel, MediaPipeLandmarks(), producer or PRODUCER)
