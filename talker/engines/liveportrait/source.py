"""What is taken from a portrait once: its square, its key points, what the networks see in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talker.engines.base import Portrait
from talker.engines.liveportrait.crop import TurnedSquare, mesh_square, seen
from talker.engines.liveportrait.driving import HeadMotion
from talker.engines.liveportrait.keypoints import FaceMotion, read_motion
from talker.engines.liveportrait.networks import Networks
from talker.engines.liveportrait.painter import feature_volume
from talker.engines.liveportrait.ratios import Ratios, mesh_ratios
from talker.face.geometry import corner_spread, face_unit
from talker.scene import Image

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Look:
    """A portrait's face without any network: the `square` around it, `crop` uint8 [512, 512, 3],
    how far eyes and lips are open, and of its smile mm by which each corner is out.

    `unit`: key points move so far for one mm in front of the camera.
    """

    square: TurnedSquare
    crop: Image
    ratios: Ratios
    smile: float
    unit: float


@dataclass(frozen=True)
class Seen:
    """What the networks see in a portrait: its `motion` (one frame), and the feature `volume`
    [1, 32, 16, 64, 64]."""

    motion: HeadMotion
    volume: NDArray[np.floating]


def look_at(portrait: Portrait) -> Look:
    """The face that was chosen in the portrait."""
    mesh = portrait.face.mesh
    square = mesh_square(mesh)
    return Look(
        square,
        square.show(portrait.image),
        mesh_ratios(mesh),
        corner_spread(mesh),
        2 * face_unit(mesh) / square.side,
    )


def see(networks: Networks, crop: Image) -> Seen:
    """What the networks see in a square."""
    picture = seen(crop)
    motion = read_motion(networks.motion, picture[None])
    return Seen(head_motion(motion), feature_volume(networks, picture))


def head_motion(read: FaceMotion) -> HeadMotion:
    """The motion of faces as the networks have read it."""
    return HeadMotion(read.canonical, read.turn, read.expression, read.translation, read.scale)
