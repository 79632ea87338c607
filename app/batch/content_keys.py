"""The identity of a video of a batch: contents, options and names."""

from __future__ import annotations

from collections.abc import Sequence

from app.batch.rows import FILES
from app.jobs.dub import KIND as DUB
from talker.identity import chosen_values, identity
from talker.legacy_identity import legacy_content_key
from talker.options.dub import DubRequest
from talker.options.render import RenderRequest

# Raised when the same options come to mean another video, such as by another default.
_SCHEMA = 2
# Options that do not change the video; the output's place is no part of its content either.
_OUTSIDE = frozenset({*FILES, "output", "overwrite", "max_minutes"})


def content_key(request: RenderRequest | DubRequest, digests: Sequence[str], name: str) -> str:
    """Hexadecimal; `digests` are those of the portrait and of the other files that there are.

    The files' names count because the video is called after them; their folders do not.
    """
    kind = [DUB.name] if isinstance(request, DubRequest) else []
    names, options = _names(request, name), chosen_values(request, _OUTSIDE)
    return identity(_SCHEMA, *kind, *digests, names, options)


def legacy_key(
    request: RenderRequest | DubRequest, digests: Sequence[str], name: str
) -> str | None:
    """The content key that earlier versions gave; None when there was no such video yet."""
    if isinstance(request, DubRequest):
        return None
    return legacy_content_key(digests, _names(request, name), request, _OUTSIDE)


def _names(request: RenderRequest | DubRequest, name: str) -> list[str]:
    if isinstance(request, DubRequest):
        return [request.clip.stem, request.speech.stem, name]
    second = request.second_speech
    return [request.portrait.stem, request.speech.stem, name, *([second.stem] if second else [])]
