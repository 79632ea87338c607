"""What tells who makes frames: engines of talking portraits and of new mouths have it alike."""

from __future__ import annotations

from typing import Protocol


class Maker(Protocol):
    """`version` changes whenever the same request would give other pixels with the same weights;
    `weights_id` tells apart the weights, and what they are computed with, of computers and of
    times."""

    @property
    def name(self) -> str:
        """The id of its spec."""
        ...

    @property
    def version(self) -> str:
        """Another one for whatever changes pixels with the same weights."""
        ...

    @property
    def weights_id(self) -> str:
        """Which weights, and what computes with them; empty without weights."""
        ...

    @property
    def device(self) -> str:
        """Where it draws: `cpu` or `cuda`."""
        ...

    @property
    def batch(self) -> int:
        """How many frames are drawn at once."""
        ...


def made_by(maker: Maker) -> str:
    """Everything of a maker that its pixels depend on, as one text."""
    return f"{maker.name} {maker.version} {maker.weights_id}".rstrip()
