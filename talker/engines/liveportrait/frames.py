"""Draws frames: of one picture, or of a clip whose frames take turns as the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talker.device import in_batches
from talker.engines.liveportrait.crop import TurnedSquare
from talker.engines.liveportrait.filmed import Filmed
from talker.engines.liveportrait.networks import Networks
from talker.engines.liveportrait.painter import Painter
from talker.engines.liveportrait.paste import PasteBack, window_matrix
from talker.engines.liveportrait.ratios import Ratios
from talker.engines.liveportrait.retargeting import lip_delta, stitched
from talker.engines.liveportrait.source import Look, Seen, see
from talker.engines.liveportrait.speaking import CHANNELS
from talker.face.beyond import cut_out, is_inside
from talker.face.blend import Membrane, Sides
from talker.face.compositor import all_resized, blending
from talker.media.clip import ClipFrames
from talker.scene import Canvas, Image, Motion

Floats = NDArray[np.float32]

_SHUT = 0.0  # lip ratio of closed lips


@dataclass(frozen=True)
class Face:
    """A face in one picture, made ready to speak: the networks' `painter` of it, its key points
    `points` [21, 3] there, and `shut` [21, 3], what closes its lips."""

    painter: Painter
    points: Floats
    shut: Floats


def face_of(networks: Networks, seen: Seen, ratios: Ratios) -> Face:
    """The face that the networks have seen in a picture."""
    points = seen.motion.points()[0]
    shut = lip_delta(networks.lips, points, ratios.lips, _SHUT)
    return Face(Painter(networks, seen.volume, points), points, shut)


def driving_points(networks: Networks, face: Face, values: Floats) -> Floats:
    """Key points [T, 21, 3] that move the face by rows [T, 64] of a motion (see `speaking`):
    stitched to its shoulders, lips shut by as much as the rows say."""
    wanted = values[:, :-1].reshape(-1, *face.points.shape)
    driving = stitched(networks.stitching, face.points, wanted)
    return driving + values[:, -1, None, None] * face.shut


class Window:
    """The window of a canvas over one picture, and the face's square in it."""

    def __init__(self, image: Image, square: TurnedSquare, crop: Image, canvas: Canvas) -> None:
        """`crop` is what the square shows of the image."""
        part = cut_out(image, canvas.window, soft=not is_inside(canvas.window, image))
        background = all_resized(part[None], canvas.window_size)[0]
        self._paste = PasteBack(
            background, window_matrix(square, canvas.window, canvas.window_size)
        )
        # Where it ends the square has the picture's own colours: no seam is left to see.
        self._membrane = Membrane(crop, Sides())

    def filled(self, squares: Image, device: str = "cpu") -> Image:
        """Drawn squares uint8 [B, 512, 512, 3] in the window: uint8 [B, h, w, 3]."""
        blended = blending(self._membrane, device)(squares)
        return np.stack([self._paste.paste(square) for square in blended])


class PictureRenderer:
    """Draws frames of one picture."""

    def __init__(
        self,
        networks: Networks,
        look: Look,
        seen: Seen,
        motion: Motion,
        window: Window,
        *,
        draw_every: int = 1,
    ) -> None:
        assert motion.channels == CHANNELS
        self._device, self._window = networks.torch_device.type, window
        self._face = face_of(networks, seen, look.ratios)
        # All at once: in other batches sums would be rounded otherwise.
        self._points = driving_points(networks, self._face, motion.values)
        self._sparse = self._face.painter.sparse(self._points) if draw_every > 1 else None

    def render(self, start: int, stop: int) -> Image:
        """Frames `start` to `stop` (exclusive): uint8 [B, h, w, 3], RGB."""
        parts = in_batches(start, stop, stop - start, self._draw)
        return np.concatenate([frames for _, _, frames in parts])

    def _draw(self, start: int, stop: int) -> Image:
        if self._sparse is not None:
            squares = self._sparse(start, stop)
        else:
            squares = self._face.painter.paint(self._points[start:stop])
        return self._window.filled(squares, self._device)


@dataclass(frozen=True)
class FollowedClip:
    """A clip that the video follows: its `frames`, the face in them, and which of them each frame
    of the video shows, `turns` [T]."""

    frames: ClipFrames
    filmed: Filmed
    turns: NDArray[np.int64]


class ClipRenderer:
    """Draws frames of a clip: each is the picture of its own."""

    def __init__(
        self, networks: Networks, motion: Motion, clip: FollowedClip, canvas: Canvas
    ) -> None:
        self._networks, self._values = networks, motion.values
        self._clip, self._canvas = clip, canvas

    def render(self, start: int, stop: int) -> Image:
        """Frames `start` to `stop` (exclusive): uint8 [B, h, w, 3], RGB."""
        return np.concatenate([self._draw(index) for index in range(start, stop)])

    def _draw(self, index: int) -> Image:
        turn = int(self._clip.turns[index])
        image, square = self._clip.frames[turn], self._clip.filmed.squares[turn]
        crop = square.show(image)
        seen = see(self._networks, crop)
        face = face_of(self._networks, seen, self._clip.filmed.ratios[turn])
        points = driving_points(self._networks, face, self._values[index : index + 1])
        squares = face.painter.paint(points)
        return Window(image, square, crop, self._canvas).filled(squares)
