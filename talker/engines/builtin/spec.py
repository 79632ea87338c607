"""What the built-in engine says of itself."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from talker.engines.spec import EngineSpec
from talker.model_files import ModelFiles
from talker.options.cues import CueKind
from talker.options.picture import Mode
from talker.options.render import RenderOptions
from talker.progress import CancelToken

if TYPE_CHECKING:
    from talker.engines.base import Engine, HeadAngles, Portrait
    from talker.media.audio import Speech
    from talker.motion.visemes import VisemeTrack
    from talker.scene import Box


def _create(options: RenderOptions, models: ModelFiles, home: Path) -> Engine:
    from talker.engines.builtin.engine import BuiltinEngine

    del options, models, home
    return BuiltinEngine()


def _cut(portrait: Portrait, options: RenderOptions, models: ModelFiles, home: Path) -> Box:
    from talker.engines.base import whole_picture
    from talker.engines.builtin.engine import BuiltinEngine

    del models, home
    if options.mode in (Mode.FULL, Mode.EXTFULL):
        return whole_picture(portrait)
    return BuiltinEngine().canvas(portrait, options).window


def _head_angles(speech: Speech, options: RenderOptions, frames: int) -> HeadAngles:
    from talker.motion.curves import motion

    made = motion(_track(speech), options, frames)
    return made.values[:, [made.channels.index(name) for name in ("yaw", "pitch", "roll")]]


@lru_cache(maxsize=1)
def _track(speech: Speech) -> VisemeTrack:
    from talker.motion.visemes import track

    return track(speech, CancelToken())


BUILTIN = EngineSpec(
    id="builtin",
    title="Built-in",
    adjective="built-in",
    modes=frozenset(Mode),
    speaks_in_pairs=True,
    ignores=frozenset({"compile", "draw_every"}),
    create=_create,
    cut=_cut,
    head_angles=_head_angles,
    joins_parts=True,
    shows=frozenset(CueKind),
)
