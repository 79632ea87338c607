"""The rig: a portrait's mesh, fields and texture, and where every point is in a frame."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.base import Portrait
from talker.engines.builtin import topology as topo
from talker.engines.builtin.fields import (
    FIELDS,
    build_fields,
    frown_field,
    lid_closing,
    squint_field,
)
from talker.engines.builtin.fit import Neutral
from talker.engines.builtin.parted import PARTED_MM, Between, without_gap
from talker.engines.builtin.seam import snap_lips
from talker.face.beyond import cut_out, is_inside
from talker.face.geometry import corner_spread, face_unit, head_frame, lip_gap
from talker.raster import resize
from talker.scene import Box, Canvas, Motion

Floats = NDArray[np.float32]

# Camera distance and the point the head turns about (in the neck), in mm; the pivot is relative
# to the middle between the ears: x left, y down, z away from the camera.
_CAMERA_MM = 900.0
_PIVOT_MM = np.array([0.0, 55.0, 25.0])
_TEXTURE_MARGIN = 0.12
_STEEPEST = 2.0
_BROW_BLINKS_MM, _LOWER_LID_BLINKS_MM = -0.35, 0.4  # how far they go up in a blink
_EVEN_MM = 18.0  # of the outline over which its depth is evened out


@dataclass(frozen=True)
class Placement:
    """Points of some frames: `points` moved by face and head, `rigid` by the head alone.

    Both float32 [T, 468, 2] in window pixels; `turn` [T, 3, 3] and `shift` [T, 3] (mm) are the
    head's own motion. Only `lids`, the points `topo.LIDS` [T, 36, 2], close: the picture is not
    dragged along with them, a lid is drawn. `strength` [T, F] is that of the FIELDS.
    """

    points: Floats
    rigid: Floats
    lids: Floats
    turn: NDArray[np.float64]
    shift: NDArray[np.float64]
    strength: Floats


@dataclass(frozen=True)
class Rig:
    """One portrait made ready to move, in the pixels of the canvas window.

    `texture` uint8 RGB, larger than the window by `margin` on each side; `rest` [468, 2]:
    points of the photograph; `local` [468, 3]: the same in mm in the head frame; `unit`: pixels
    per mm; `gap`: opening of the photographed mouth in mm, and `between` what it shows there,
    which `texture` has no more; `smile`: how far each corner is from a neutral mouth's, in mm;
    `lid_closing`: where `topo.LIDS` go when the eyes shut, in mm; `face_width` in pixels.
    """

    texture: NDArray[np.uint8]
    margin: int
    width: int
    height: int
    rest: Floats
    local: NDArray[np.float64]
    axes: NDArray[np.float64]
    fields: Floats
    frown: Floats
    squint: Floats
    lid_closing: Floats
    unit: float
    gap: float
    smile: float
    between: Between | None
    face_width: float

    def place(self, motion: Motion, neutral: Neutral, start: int, stop: int) -> Placement:
        """Where all points are in frames `start` to `stop`, from the `neutral` mouth on."""
        columns = {name: motion.values[start:stop, i] for i, name in enumerate(motion.channels)}
        columns["close"] = neutral.close[start:stop]
        columns["smile"] = neutral.smile[start:stop] + columns.get("smile", np.float32(0))
        blink = columns["blink"]
        columns["brow"] = columns["brow"] + np.float32(_BROW_BLINKS_MM) * blink
        if "squint" in columns:
            columns["squint"] = columns["squint"] + np.float32(_LOWER_LID_BLINKS_MM) * blink
        strength = np.stack([columns[name] for name in FIELDS], 1)
        lids = list(topo.LIDS)
        closing = blink[:, None, None] * self.lid_closing
        fields = self.fields.reshape(len(FIELDS), -1)
        moved = self.local + (strength @ fields).reshape(-1, *self.local.shape)
        for name, field in (("frown", self.frown), ("squint", self.squint)):
            if name in columns:
                moved += columns[name][:, None, None] * field
        turn = _rotations(columns["yaw"], columns["pitch"], columns["roll"])
        shift = np.zeros((stop - start, 3))
        shift[:, 0], shift[:, 1] = columns["tx"], columns["ty"]
        return Placement(
            points=self._project(moved, self.local[None], turn, shift, self.rest),
            rigid=self._project(self.local[None], self.local[None], turn, shift, self.rest),
            lids=self._project(
                moved[:, lids] + closing, self.local[None, lids], turn, shift, self.rest[lids]
            ),
            turn=turn,
            shift=shift,
            strength=strength.astype(np.float32),
        )

    def depths(self, placement: Placement, frame: int) -> NDArray[np.float64]:
        """How far from the camera the points of the turned head are: mm [468], to compare."""
        return self.local @ placement.turn[frame].T @ self.axes[:, 2]

    def seat(self, spots: Floats, depth: float | NDArray[np.float64]) -> NDArray[np.float64]:
        """Where `spots` [N, 2] (window pixels) sit on the head at `depth` mm: mm [N, 3].

        `depth`: one for all of them, or one for each [N].
        """
        flat = (spots - self.rest[topo.EARS, :].mean(0)).astype(np.float64) / self.unit
        across = self.axes[:2, :2]
        local = np.empty((len(spots), 3))
        local[:, 2] = depth
        local[:, :2] = (flat - local[:, 2:] * self.axes[2, :2]) @ np.linalg.inv(across)
        return local

    def carry(
        self, spots: Floats, seat: NDArray[np.float64], placement: Placement, frame: int
    ) -> Floats:
        """Where `spots` [N, 2] (window pixels) go that have their `seat` [N, 3] on the head."""
        index = slice(frame, frame + 1)
        turned, shift = placement.turn[index], placement.shift[index]
        return self._project(seat[None], seat[None], turned, shift, spots)[0]

    def _project(
        self,
        moved: NDArray[np.float64],
        local: NDArray[np.float64],
        turn: NDArray[np.float64],
        shift: NDArray[np.float64],
        rest: Floats,
    ) -> Floats:
        """Weak perspective, written as a displacement so that rest stays exactly at rest."""
        before = local @ self.axes
        after = (moved - _PIVOT_MM) @ (turn.transpose(0, 2, 1) @ self.axes)
        after += ((_PIVOT_MM + shift) @ self.axes)[:, None]
        zoom = (_CAMERA_MM + before[..., 2:]) / (_CAMERA_MM + after[..., 2:])
        delta = after[..., :2] * zoom - before[..., :2]
        return (rest + self.unit * delta).astype(np.float32)


def build_rig(portrait: Portrait, canvas: Canvas) -> Rig:
    """Everything that depends on the portrait and the window alone."""
    width, height = canvas.window_size
    scale = width / canvas.window.width
    stretch = height / canvas.window.height
    texture, margin = window_texture(portrait.image, canvas)
    mesh = snap_lips(portrait.image, portrait.face.mesh).copy()
    mesh[:, 0] = (mesh[:, 0] - canvas.window.left) * scale
    mesh[:, 1] = (mesh[:, 1] - canvas.window.top) * stretch
    mesh[:, 2] *= scale
    axes = head_frame(mesh)
    unit = face_unit(mesh)
    ears = mesh[list(topo.EARS)].mean(0)
    local = (mesh.astype(np.float64) - ears) @ axes.T / unit
    relief = _relief(mesh[:, :2].astype(np.float64) / unit, local @ axes[:, 2])
    extent = mesh[:, :2].max(0) - mesh[:, :2].min(0)
    gap, between = lip_gap(mesh), None
    if gap > PARTED_MM:
        texture, between = without_gap(texture, mesh[:, :2] + np.float32(margin), unit)
    return Rig(
        texture=texture,
        margin=margin,
        width=width,
        height=height,
        rest=mesh[:, :2].copy(),
        local=local + (relief - local @ axes[:, 2])[:, None] * axes[:, 2],
        axes=axes,
        fields=build_fields(local),
        frown=frown_field(local),
        squint=squint_field(local),
        lid_closing=lid_closing(local),
        unit=unit,
        gap=gap,
        smile=corner_spread(mesh),
        between=between,
        face_width=float(max(extent[0], 0.8 * extent[1])),
    )


def _relief(spots: NDArray[np.float64], depth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Depths [N] (mm from the camera) without steps: what is hidden stays behind what hides it.

    `spots` [N, 2] in mm. Between two points depth grows by at most `_STEEPEST` of their distance:
    a turn then neither folds the picture nor pulls out what the photograph does not show. Along
    the outline of the face depth has no dents, or a turn would put them into its contour.
    """
    distance = np.linalg.norm(spots[:, None] - spots[None], axis=2)
    relief: NDArray[np.float64] = (depth[None] + _STEEPEST * distance).min(1)
    oval = list(topo.FACE_OVAL)
    relief[oval] = _evened(spots[oval], relief[oval])
    steepest: NDArray[np.float64] = (relief[None] + _STEEPEST * distance).min(1)
    return steepest


def _evened(ring: NDArray[np.float64], depth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Depths [N] of a closed `ring` [N, 2] (mm) as a smooth lower envelope along it."""
    lengths = np.linalg.norm(np.roll(ring, -1, axis=0) - ring, axis=1)
    place = np.concatenate([[0.0], np.cumsum(lengths)[:-1]])
    away = np.abs(place[:, None] - place[None])
    away = np.minimum(away, lengths.sum() - away)
    lowest = np.where(away < _EVEN_MM, depth[None], np.inf).min(1)
    weight = np.exp(-2 * (away / _EVEN_MM) ** 2) * (lengths + np.roll(lengths, 1))[None]
    found: NDArray[np.float64] = weight @ lowest / weight.sum(1)
    return found


def window_texture(image: NDArray[np.uint8], canvas: Canvas) -> tuple[NDArray[np.uint8], int]:
    """The window at its final size with a margin; past the photograph its edge goes on."""
    box, (width, height) = canvas.window, canvas.window_size
    margin = round(_TEXTURE_MARGIN * max(width, height))
    mx = round(margin * box.width / width)
    my = round(margin * box.height / height)
    wider = Box(box.left - mx, box.top - my, box.right + mx, box.bottom + my)
    part = cut_out(image, wider, soft=not is_inside(box, image))
    size = (width + 2 * margin, height + 2 * margin)
    if part.shape[1::-1] == size:
        return np.ascontiguousarray(part), margin
    shrinks = size[0] < part.shape[1]
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return resize(part, size, method), margin


def _rotations(yaw: Floats, pitch: Floats, roll: Floats) -> NDArray[np.float64]:
    """Rz Rx Ry for angles in degrees [T] -> [T, 3, 3]; y points down, z away."""
    y, p, r = (np.radians(angle) for angle in (yaw, pitch, roll))
    zero, one = np.zeros_like(y), np.ones_like(y)
    ry = [[np.cos(y), zero, -np.sin(y)], [zero, one, zero], [np.sin(y), zero, np.cos(y)]]
    rx = [[one, zero, zero], [zero, np.cos(p), -np.sin(p)], [zero, np.sin(p), np.cos(p)]]
    rz = [[np.cos(r), -np.sin(r), zero], [np.sin(r), np.cos(r), zero], [zero, zero, one]]
    stack = [np.array(m, np.float64).transpose(2, 0, 1) for m in (rz, rx, ry)]
    return stack[0] @ stack[1] @ stack[2]
