"""How a pose style moves the head, shown with the sample recording."""

from __future__ import annotations

from functools import cache

from app.demo import demo_speech
from app.preview.messages import LookAtPose, PoseLook
from talker.engines.registry import ENGINES
from talker.media.audio import Speech, open_speech
from talker.progress import CancelToken

_FPS = 25


def look_at_pose(question: LookAtPose, cancel: CancelToken) -> PoseLook:
    """The angles that these options give with the first engine that tells them at once."""
    options = question.options.model_copy(update={"fps": _FPS})
    angles_of = next(spec.head_angles for spec in ENGINES if spec.head_angles is not None)
    angles = angles_of(_sample(), options, round(question.seconds * _FPS)).round(2).tolist()
    cancel.check()
    return PoseLook(fps=_FPS, angles=tuple((yaw, pitch, roll) for yaw, pitch, roll in angles))


@cache
def _sample() -> Speech:
    return open_speech(demo_speech())
