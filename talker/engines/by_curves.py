"""The motion of engines that draw by our own curves."""

from __future__ import annotations

from talker.engines.base import Drive
from talker.motion import curves, visemes
from talker.motion.listening import Listening
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.scene import Motion
from talker.segments import frame_count


def motion_by_curves(drive: Drive, options: RenderOptions, cancel: CancelToken) -> Motion:
    """The curves of the whole speech at `options.fps`, with the cues of a script, and for one of
    two speakers what listening to the other does."""
    frames = frame_count(drive.speech.duration, options.fps)
    track, listening = visemes.track(drive.speech, cancel), None
    if drive.partner is not None:
        listening = Listening(visemes.track(drive.partner.speech, cancel), drive.partner.side)
    return curves.motion(
        track,
        options,
        frames,
        cues=drive.cues,
        at_rest=drive.at_rest,
        listening=listening,
    )
