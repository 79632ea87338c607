"""Face detector and 468-point mesh (BlazeFace and Face Mesh), run by OpenCV alone.

Bazarevsky et al., "BlazeFace", 2019 (anchors and decoding); Kartynnik et al., "Real-time Facial
Surface Geometry from Monocular Video", 2019 (region and mesh).
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.face.choose import MIN_WIDTH
from talker.face.geometry import head_angles
from talker.face.landmarks import Face
from talker.face.mediapipe_files import DETECTOR, MESH, mediapipe_file
from talker.scene import Box

_DETECTOR_SIDE = 128
_MESH_SIDE = 192
_ROI_SCALE = 1.5
_MIN_SCORE = 0.5
_MIN_PRESENCE = 0.9  # portraits and drawings give 1.00, a cat 0.67
_OVERLAP = 0.3
_TILE, _MOST_TILES = 450, 6  # pixels of the smallest part looked at; parts a side
_TINY_TILES = 12  # parts a side of a large picture in which nothing was found
_LARGE = 0.2  # a face of this part of the picture stands as the whole picture shows it
_INSIDE = 0.3  # of a smaller box: then it is a part of the face, not a further one
# How far the mesh may be from the detector's own points, in face widths. Right meshes of upright
# faces differ by 0.08 at most; the detector itself is vague about faces that lie on their side.
_DISAGREES, _DISAGREES_LYING, _LYING = 0.15, 0.25, 45.0
# Of the mesh, for the detector's first four points: eye at picture left, the other, nose, mouth.
_COMPARED = ((33, 133), (362, 263), (1,), (13, 14))

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]


def _anchors() -> Floats:
    """Anchor centres [896, 2] in 0..1: 16x16 cells with 2, then 8x8 cells with 6."""
    rows = []
    for cells, repeats in ((16, 2), (8, 6)):
        centre = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        x, y = np.meshgrid(centre, centre)
        rows.append(np.repeat(np.stack([x.ravel(), y.ravel()], 1), repeats, axis=0))
    return np.concatenate(rows)


class MediaPipeLandmarks:
    """Finds faces and their meshes. Not thread-safe: one instance for one thread."""

    name = "mediapipe-mesh/1"

    def __init__(self) -> None:
        self._detector = cv2.dnn.readNetFromTFLite(str(mediapipe_file(DETECTOR)))
        self._mesh = cv2.dnn.readNetFromTFLite(str(mediapipe_file(MESH)))
        self._anchors = _anchors()

    def detect(self, image: Image) -> list[Face]:
        """All faces of an RGB uint8 [H, W, 3] image, ordered from left to right."""
        return [face for face in self.candidates(image) if face.presence >= _MIN_PRESENCE]

    def candidates(self, image: Image) -> list[Face]:
        """The faces, or, where there are none, what looks like one but is not human.

        A large face stands as the whole picture shows it; the closer looks only add further ones,
        such as a presenter in front of a poster.
        """
        longest = max(image.shape[:2])
        finest = min(max(-(-14 * longest // (10 * _TILE)), 3), _MOST_TILES)
        rows: list[Floats] = []
        large: list[Floats] = []
        closer: list[Floats] = []
        for tiles in (1, 2, finest):
            found = self._rows(image, tiles)
            if large:
                closer += found
                continue
            rows += found
            best = _suppress(rows)
            if any(float(row[2] - row[0]) > _LARGE * longest for row in best):
                large = best
        if not rows and longest > _MOST_TILES * _TILE:
            best = _suppress(self._rows(image, _TINY_TILES))
        faces = [self._face(image, row) for row in best]
        human = _distinct([face for face in faces if face.presence >= _MIN_PRESENCE])
        apart = [row for row in _suppress(closer) if not any(_inside(row, one) for one in large)]
        further = [self._face(image, row) for row in apart]
        for face in _distinct([one for one in further if _counts(one)]):
            if all(_apart(face, other) for other in human):
                human.append(face)
        return sorted(human or _distinct(faces), key=lambda face: face.box.left)

    def track(self, image: Image, previous: Face) -> Face | None:
        """The same face in the next picture of a video; None when it is lost."""
        face = self._mesh_at(image, *_roi_from_mesh(previous.mesh))
        if face.presence < _MIN_PRESENCE:
            return None
        return replace(face, score=previous.score)

    def _face(self, image: Image, row: Floats) -> Face:
        """The face of a detection; its `presence` is 0 where mesh and detector disagree."""
        face = self._fit(image, *_roi_from_detection(row))
        face = replace(face, score=float(row[14]), disagreement=_disagreement(face, row))
        limit = _DISAGREES if abs(face.roll) < _LYING else _DISAGREES_LYING
        if face.presence >= _MIN_PRESENCE and face.disagreement > limit:
            return replace(face, presence=0.0)
        return face

    def _rows(self, image: Image, tiles: int) -> list[Floats]:
        return [row for tile in _tiles(image, tiles) for row in self._boxes(image, tile)]

    def _fit(self, image: Image, centre: Floats, side: float, angle: float) -> Face:
        """Two passes: the second looks at the region that the first one found."""
        first = self._mesh_at(image, centre, side, angle)
        return self._mesh_at(image, *_roi_from_mesh(first.mesh))

    def _boxes(self, image: Image, tile: Box) -> list[Floats]:
        """Detections in one tile: rows of left, top, right, bottom, 5 points (10), score."""
        part = image[tile.top : tile.bottom, tile.left : tile.right]
        side = max(tile.width, tile.height)
        scale = _DETECTOR_SIDE / side
        size = (max(1, round(tile.width * scale)), max(1, round(tile.height * scale)))
        small = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
        square = np.zeros((_DETECTOR_SIDE, _DETECTOR_SIDE, 3), np.uint8)
        dx, dy = (_DETECTOR_SIDE - size[0]) // 2, (_DETECTOR_SIDE - size[1]) // 2
        square[dy : dy + size[1], dx : dx + size[0]] = small
        blob = (square.astype(np.float32) / 127.5 - 1.0).transpose(2, 0, 1)[None]
        self._detector.setInput(np.ascontiguousarray(blob))
        scores, raw = self._detector.forward(["classificators", "regressors"])
        score = 1.0 / (1.0 + np.exp(-np.clip(scores.reshape(-1), -60, 60)))
        raw = raw.reshape(-1, 16) / _DETECTOR_SIDE
        keep = np.flatnonzero(score >= _MIN_SCORE)
        rows = []
        for index in keep:
            anchor = self._anchors[index]
            centre = raw[index, :2] + anchor
            half = raw[index, 2:4] / 2
            points = raw[index, 4:14].reshape(5, 2) + anchor
            corners = np.stack([centre - half, centre + half])
            flat = np.concatenate([corners, points]) * _DETECTOR_SIDE - (dx, dy)
            flat = flat / scale + (tile.left, tile.top)
            rows.append(np.append(flat.reshape(-1), score[index]).astype(np.float32))
        return rows

    def _mesh_at(self, image: Image, centre: Floats, side: float, angle: float) -> Face:
        cos, sin = np.cos(angle) * side / _MESH_SIDE, np.sin(angle) * side / _MESH_SIDE
        half = _MESH_SIDE / 2
        to_image = np.array(
            [
                [cos, -sin, centre[0] - cos * half + sin * half],
                [sin, cos, centre[1] - sin * half - cos * half],
            ],
            np.float64,
        )
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        patch = cv2.warpAffine(image, to_image, (_MESH_SIDE, _MESH_SIDE), flags=flags)
        blob = (patch.astype(np.float32) / 255.0).transpose(2, 0, 1)[None]
        self._mesh.setInput(np.ascontiguousarray(blob))
        flag, points = self._mesh.forward(["conv2d_31", "conv2d_21"])
        local = points.reshape(468, 3).astype(np.float64)
        mesh = np.empty((468, 3), np.float32)
        mesh[:, :2] = local[:, :2] @ to_image[:, :2].T + to_image[:, 2]
        mesh[:, 2] = local[:, 2] * side / _MESH_SIDE
        presence = float(1.0 / (1.0 + np.exp(-np.clip(float(flag.reshape(-1)[0]), -60, 60))))
        low, high = mesh[:, :2].min(0), mesh[:, :2].max(0)
        yaw, pitch, roll = head_angles(mesh)
        box = Box(int(low[0]), int(low[1]), int(np.ceil(high[0])), int(np.ceil(high[1])))
        return Face(box, 0.0, presence, mesh, yaw, pitch, roll)


def _tiles(image: Image, count: int) -> list[Box]:
    """The whole picture, or count x count overlapping parts: small faces need a closer look."""
    height, width = image.shape[:2]
    if count == 1:
        return [Box(0, 0, width, height)]
    w, h = int(width * 1.4 / count), int(height * 1.4 / count)
    lefts = np.linspace(0, width - w, count).astype(int)
    tops = np.linspace(0, height - h, count).astype(int)
    return [Box(int(x), int(y), int(x) + w, int(y) + h) for y in tops for x in lefts]


def _suppress(rows: list[Floats]) -> list[Floats]:
    """Non-maximum suppression; the best of overlapping boxes stays."""
    kept: list[Floats] = []
    for row in sorted(rows, key=lambda r: -float(r[14])):
        if all(_iou(row, other) < _OVERLAP for other in kept):
            kept.append(row)
    return kept


def _distinct(faces: list[Face]) -> list[Face]:
    """Two detections may lead to the same mesh: the surer one stays."""
    kept: list[Face] = []
    for face in sorted(faces, key=lambda f: -f.score):
        if all(_apart(face, other) for other in kept):
            kept.append(face)
    return kept


def _apart(face: Face, other: Face) -> bool:
    distance = face.mesh[:, :2].mean(0) - other.mesh[:, :2].mean(0)
    return float(np.hypot(*distance)) > 0.4 * other.box.width


def _counts(face: Face) -> bool:
    """Whether somebody beside a large face could be the one that is meant."""
    return face.presence >= _MIN_PRESENCE and face.box.width >= MIN_WIDTH


def _disagreement(face: Face, row: Floats) -> float:
    """Mean distance of the mesh from the detector's eyes, nose and mouth, in face widths."""
    mesh = face.mesh[:, :2]
    points = np.stack([mesh[list(indices)].mean(0) for indices in _COMPARED])
    size = float(np.ptp(mesh[:, 0]) + np.ptp(mesh[:, 1])) / 2
    return float(np.hypot(*(points - row[4:12].reshape(4, 2)).T).mean()) / max(size, 1e-6)


def _inside(row: Floats, other: Floats) -> bool:
    """Whether a box lies in or around another: an eye of a face, or the face with its hair."""
    areas = [float(np.prod(box[2:4] - box[:2])) for box in (row, other)]
    return _overlap(row, other) > _INSIDE * min(areas)


def _iou(a: Floats, b: Floats) -> float:
    inter = _overlap(a, b)
    union = float(np.prod(a[2:4] - a[:2]) + np.prod(b[2:4] - b[:2])) - inter
    return inter / union if union > 0 else 0.0


def _overlap(a: Floats, b: Floats) -> float:
    low, high = np.maximum(a[:2], b[:2]), np.minimum(a[2:4], b[2:4])
    return float(np.prod(np.maximum(high - low, 0)))


def _roi_from_detection(row: Floats) -> tuple[Floats, float, float]:
    """Centre, side and angle of the region to look at; the eyes give the angle."""
    right_eye, left_eye = row[4:6], row[6:8]
    delta = left_eye - right_eye
    side = float(max(row[2] - row[0], row[3] - row[1])) * _ROI_SCALE
    centre = np.asarray((row[:2] + row[2:4]) / 2, np.float32)
    return centre, side, float(np.arctan2(delta[1], delta[0]))


def _roi_from_mesh(mesh: Floats) -> tuple[Floats, float, float]:
    delta = mesh[263, :2] - mesh[33, :2]
    angle = float(np.arctan2(delta[1], delta[0]))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], np.float32)
    local = mesh[:, :2] @ turn.T
    low, high = local.min(0), local.max(0)
    centre = ((low + high) / 2) @ turn
    return np.asarray(centre, np.float32), float(np.max(high - low)) * _ROI_SCALE, angle
