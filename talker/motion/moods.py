"""The expression that a presenter has besides what is said: friendly, serious, glad, concerned."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from talker.motion.cue_curves import FROWN, SMILE
from talker.motion.head import keyframed
from talker.options.motion import Mood
from talker.options.render import RenderOptions

Curve = NDArray[np.float32]
Curves = dict[str, Curve]

_CHANNELS = (SMILE, FROWN, "brow")
# In mm: corners of the mouth out and up, brows together and down, brows up.
_FACES: Mapping[Mood, tuple[float, float, float]] = {
    Mood.NEUTRAL: (0.0, 0.0, 0.0),
    Mood.FRIENDLY: (2.0, 0.0, 0.4),
    Mood.SERIOUS: (-0.7, 0.8, -0.3),
    Mood.GLAD: (4.0, 0.0, 1.0),
    Mood.CONCERNED: (-1.0, 1.6, 1.2),
}
_WHILE_TALKING = 0.35  # of a smile that is gone then: nobody can say o with it


def with_mood(
    curves: Curves, options: RenderOptions, times: NDArray[np.float64], *, at_rest: bool
) -> Curves:
    """The curves [T] of a face at `times` [T] with the presenter's mood; the same without one.

    Several moods are spread over the whole time, as given angles are. `at_rest`: of a speech in
    parts every part has the first of them, so that they fit together.
    """
    moods = options.moods or (options.mood,)
    if at_rest:
        moods = moods[:1]
    if set(moods) == {Mood.NEUTRAL}:
        return curves
    made = dict(curves)
    duration = len(times) / options.fps
    for index, name in enumerate(_CHANNELS):
        sizes = tuple(options.expression_scale * _FACES[Mood(mood)][index] for mood in moods)
        curve = keyframed(sizes, times, duration)
        if name == SMILE:
            curve = curve * (1 - np.float32(_WHILE_TALKING) * curves["speech"])
        made[name] = (made.get(name, np.float32(0)) + curve).astype(np.float32)
    return made
