"""What platforms lay over upright videos: the edges that text keeps off."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import cache

from talker.assets import asset
from talker.options.deliver import Platform
from talker.scene import Size
from talker.toml import read_toml

_FRAME: Size = 1080, 1920  # of the numbers in the file


@dataclass(frozen=True)
class Edges:
    """Pixels at each edge of a frame."""

    top: int = 0
    right: int = 0
    bottom: int = 0
    left: int = 0


def safe_edges(platform: Platform, canvas: Size) -> Edges:
    """What a platform covers of a `canvas` (width, height); nothing of one that is not upright."""
    width, height = canvas
    if platform is Platform.NONE or width >= height:
        return Edges()
    known = _known()
    found = known.values() if platform is Platform.ALL else [known[platform]]
    top, right, bottom, left = map(max, zip(*map(astuple, found), strict=True))
    wide, high = width / _FRAME[0], height / _FRAME[1]
    return Edges(round(top * high), round(right * wide), round(bottom * high), round(left * wide))


@cache
def _known() -> dict[str, Edges]:
    stored = read_toml(asset("platforms.toml"))
    names = Edges.__dataclass_fields__
    return {key: Edges(**{name: row[name] for name in names}) for key, row in stored.items()}
