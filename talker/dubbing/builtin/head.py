"""The head of one shot: its face with the lips at rest, and where speech moves it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from talker.dubbing.base import Shot
from talker.dubbing.builtin.light import SkinLight
from talker.dubbing.pose import Poses, poses_of
from talker.engines.base import Portrait, pasted, whole_picture
from talker.engines.builtin import topology as topo
from talker.engines.builtin.fields import lower_face
from talker.engines.builtin.mouth import Mouth
from talker.engines.builtin.rig import Rig, build_rig
from talker.face.geometry import head_angles
from talker.face.landmarks import Face
from talker.scene import Box

Floats = NDArray[np.float32]

_AT_REST = 3.0  # times its share in the motion of the mouth, up to all, a point is brought to rest
_AROUND = 0.4  # of a face's size: what of the frame the rig is made of


@dataclass(frozen=True)
class Head:
    """`rig` of the frame at rest; `shape` float64 [468, 3]: the face in mm in the frame of the
    head, lips at rest; `share` float32 [468]: how far each point is brought to rest, 1 at the
    lips and the chin, 0 where the film's own face is kept; `mouth`: its inside; `light`: what turns
    the motion of the lips into that of light on the skin.

    What follows the mouth by a part only, such as cheeks and the sides of the jaw, comes to rest as
    a whole all the same: else some of the old words would stay there.
    """

    rig: Rig
    shape: NDArray[np.float64]
    share: Floats
    mouth: Mouth
    light: SkinLight

    def pose(self, mesh: Floats) -> Poses:
        """Where the head is in a frame with the face `mesh` [468, 3]."""
        return poses_of(mesh[None], self.shape)

    def rig_at(self, rest: Floats, pose: Poses, size: tuple[int, int]) -> Rig:
        """The rig in a frame: `rest` [468, 2] are its points with the lips at rest, in the pixels
        of a part of (width, height) `size`."""
        return replace(
            self.rig,
            width=size[0],
            height=size[1],
            rest=rest,
            local=self.shape,
            axes=pose.turn[0],
            unit=float(pose.scale[0]),
        )


def build_head(shot: Shot) -> Head:
    """Everything of a shot that its frames share."""
    mesh, frame = shot.rest.mesh, shot.rest.frame
    part = _around(mesh, frame.size)
    picture = frame.rgb(part)
    own = mesh - np.array([part.left, part.top, 0], np.float32)
    portrait = Portrait(picture, _face(own), "")
    rig = replace(build_rig(portrait, pasted(whole_picture(portrait), portrait)), between=None)
    ears = own[list(topo.EARS)].mean(0).astype(np.float64)
    local = (own - ears) @ rig.axes.T / rig.unit
    shape = poses_of(shot.closed, local).local(shot.closed).mean(0)
    # Where the visible line between the lips is, which the mesh knows by a lip's width only.
    snapped = np.zeros((topo.POINTS, 3))
    snapped[:, :2] = (rig.rest - own[:, :2]) / rig.unit
    share = np.clip(np.float32(_AT_REST) * lower_face(shape), 0, 1)
    shape = shape + snapped @ rig.axes.T
    return Head(rig, shape, share, Mouth(rig), SkinLight(rig, shape, share))


def _around(mesh: Floats, size: tuple[int, int]) -> Box:
    low, high = mesh[:, :2].min(0), mesh[:, :2].max(0)
    room = _AROUND * (high - low).max()
    left, top = np.clip(np.floor(low - room), 0, None).astype(int).tolist()
    right, bottom = np.minimum(np.ceil(high + room), size).astype(int).tolist()
    return Box(left, top, left + (right - left) // 2 * 2, top + (bottom - top) // 2 * 2)


def _face(mesh: Floats) -> Face:
    low, high = mesh[:, :2].min(0), mesh[:, :2].max(0)
    box = Box(int(low[0]), int(low[1]), int(np.ceil(high[0])), int(np.ceil(high[1])))
    return Face(box, 1.0, 1.0, mesh, *head_angles(mesh))
