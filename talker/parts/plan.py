"""Which sentences of a script a render would take over from an earlier video, before it is made."""

from __future__ import annotations

from collections.abc import Sequence

from talker.drawing import Drawer
from talker.engines.registry import create_engine
from talker.face.landmarks import LandmarkSource
from talker.options.render import RenderRequest
from talker.parts.drawing import part_key
from talker.parts.earlier import keys_of_parts
from talker.parts.layout import place_part
from talker.parts.render import draws_in_parts
from talker.preflight.portrait import inspect_portrait
from talker.render_context import RenderContext
from talker.spoken import SpokenPart


def taken_over(
    request: RenderRequest,
    said: Sequence[SpokenPart | float],
    rate: int,
    context: RenderContext,
    landmarks: LandmarkSource | None = None,
) -> tuple[bool | None, ...]:
    """Of each sentence whether its frames are those of the video `request.keep`.

    `said`: how a sentence is said, at `rate` samples a second, or about how many seconds it takes,
    where it was not said yet; of those nobody knows (None). Nothing is drawn or written. Raises
    what the render would: ModelMissing, InputError.
    """
    assert request.keep is not None
    named = context.publisher.apply_label(request).model_copy(update={"overwrite": True})
    drawer = Drawer(
        named, create_engine(named, context.models, context.home).engine, context, landmarks
    )
    found = inspect_portrait(named, landmarks=landmarks, home=context.home)
    if not draws_in_parts(named, found, drawer.engine):
        return tuple(False for _ in said)
    clear = found.portrait.opacity is not None
    keys = keys_of_parts(request.keep, context.cancel, context.home if clear else None)
    known: list[bool | None] = []
    frame = 0
    for one in said:
        if isinstance(one, SpokenPart):
            placed = place_part(one, frame, rate, named.fps)
            known.append(part_key(drawer, found.portrait, placed) in keys)
            frame = placed.stop
        else:
            known.append(None)
            frame += round(one * named.fps)
    return tuple(known)
