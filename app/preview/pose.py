"""How a pose style moves the head, shown with the sample recording."""

from __future__ import annotations

from functools import cache

from app.demo import demo_speech
from app.preview.messages import LookAtPose, PoseLook
from talker.engines.builtin import motion, visemes
from talker.engines.builtin.visemes import VisemeTrack
from talker.media.audio import open_speech
from talker.progress import CancelToken

_FPS = 25


def look_at_pose(question: LookAtPose, cancel: CancelToken) -> PoseLook:
    """The angles that the built-in engine gives these options."""
    options = question.options.model_copy(update={"fps": _FPS})
    made = motion.motion(_sample(), options, round(question.seconds * _FPS))
    cancel.check()
    columns = [made.channels.index(name) for name in ("yaw", "pitch", "roll")]
    angles = made.values[:, columns].round(2).tolist()
    return PoseLook(fps=_FPS, angles=tuple((yaw, pitch, roll) for yaw, pitch, roll in angles))


@cache
def _sample() -> VisemeTrack:
    return visemes.track(open_speech(demo_speech()), CancelToken())
