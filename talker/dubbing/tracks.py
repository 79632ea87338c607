"""What was seen in each frame of a film, in a file: memory stays flat however long it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.dubbing.cuts import THUMB_SIZE
from talker.dubbing.pose import MARGIN, steadied
from talker.dubbing.tracker import Seen
from talker.face.geometry import lip_gap, mouth_window
from talker.files import atomic_write
from talker.scene import Size, Window

_ROW = np.dtype([
    ("cut", "?"), ("seen", "?"), ("gap", "<f4"), ("thumb", "u1", THUMB_SIZE[::-1]),
    ("mesh", "<f4", (468, 3)),
])  # fmt: skip
ROW_BYTES = _ROW.itemsize
_FURTHEST = 1e6  # pixels
_HANDOVER_SECONDS = 0.24
_LEAST_SECONDS = 0.4  # for which a face is seen, or the film stays as it is
_MOST_CLOSED = 12
_BLOCK = 256


@dataclass(frozen=True)
class ShotRange:
    """Frames `start` to `stop` (exclusive) between two cuts."""

    start: int
    stop: int


def write_tracks(path: Path, seen: Iterable[Seen]) -> None:
    """Writes what was seen; the file is there once the film is at its end."""
    row = np.zeros(1, _ROW)
    with atomic_write(path) as part, part.open("wb") as file:
        for frame in seen:
            row[0] = 0
            row["cut"], row["thumb"] = frame.cut, frame.thumb
            if frame.face is not None:
                row["seen"], row["mesh"] = True, frame.face.mesh
                row["gap"] = lip_gap(frame.face.mesh)
            file.write(row.tobytes())


def are_tracks(content: bytes | memoryview) -> bool:
    """Whether that can be the content of such a file, whoever has sent it."""
    if not content or len(content) % ROW_BYTES:
        return False
    rows = np.frombuffer(content, _ROW)
    return bool(
        (np.abs(rows["mesh"]) < _FURTHEST).all() and (np.abs(rows["gap"]) < _FURTHEST).all()
    )


class Tracks:
    """The tracks of a film at `rate` frames a second."""

    def __init__(self, path: Path, rate: float) -> None:
        self._path = path
        self.frames = path.stat().st_size // _ROW.itemsize
        cut, seen, gap = [], [], []
        for start in range(0, self.frames, _BLOCK):
            rows = self._rows(start, min(start + _BLOCK, self.frames))
            # Copies: views would keep the meshes of the whole film in memory.
            cut.append(rows["cut"].copy())
            seen.append(rows["seen"].copy())
            gap.append(rows["gap"].copy())
        self.gaps: NDArray[np.float32] = np.concatenate(gap)
        begins = [int(index) for index in np.flatnonzero(np.concatenate(cut)[1:]) + 1]
        edges = [0, *begins, self.frames]
        self.shots = tuple(ShotRange(a, b) for a, b in pairwise(edges))
        self._runs = np.zeros(self.frames, np.int32)  # 0: not seen, else the number of the run
        self._firsts: dict[int, int] = {}  # the first frame of each run
        self.strength = self._strengths(np.concatenate(seen), rate)

    def thumbs(self, start: int, stop: int) -> NDArray[np.uint8]:
        """The light of frames in small: [N, 18, 32]."""
        return np.ascontiguousarray(self._rows(start, stop)["thumb"])

    def meshes(self, start: int, stop: int) -> NDArray[np.float32]:
        """Steadied meshes of the frames `start` to `stop` (exclusive): float32 [N, 468, 3], zeros
        where there is none; each depends on its number alone."""
        low, high = max(0, start - MARGIN), min(self.frames, stop + MARGIN)
        rows, runs = self._rows(low, high)["mesh"], self._runs[low:high]
        found = np.zeros(rows.shape, np.float32)
        for run in np.unique(runs[runs > 0]):
            here = np.flatnonzero(runs == run)
            shape = self._rows(self._firsts[run], self._firsts[run] + 1)["mesh"][0]
            found[here] = steadied(np.ascontiguousarray(rows[here]), shape)
        return found[start - low : stop - low]

    def mouth(self, number: int, size: Size) -> Window | None:
        """Around the lips of a frame of `size`; None where nobody is seen."""
        row = self._rows(number, number + 1)
        return mouth_window([row["mesh"][0]], size) if row["seen"][0] else None

    def shot_of(self, number: int) -> ShotRange:
        """The shot that a frame belongs to."""
        return next(shot for shot in self.shots if shot.start <= number < shot.stop)

    def closed(self, shot: ShotRange) -> NDArray[np.int64]:
        """The numbers of frames of a shot with the most closed lips, the best first; none where
        nobody is seen."""
        numbers = np.arange(shot.start, shot.stop)[self.strength[shot.start : shot.stop] > 0]
        order = np.argsort(self.gaps[numbers], kind="stable")
        return numbers[order[:_MOST_CLOSED]]

    def _rows(self, start: int, stop: int) -> NDArray[np.void]:
        offset = start * _ROW.itemsize
        return np.fromfile(self._path, _ROW, count=stop - start, offset=offset)

    def _strengths(self, seen: NDArray[np.bool_], rate: float) -> NDArray[np.float32]:
        """How much of the new mouth is seen in each frame: none where no face is, and more and more
        after that; cuts need no handover."""
        strength = np.zeros(self.frames, np.float32)
        soft, least, run = max(1, round(_HANDOVER_SECONDS * rate)), round(_LEAST_SECONDS * rate), 0
        for shot in self.shots:
            part = seen[shot.start : shot.stop]
            edges = np.flatnonzero(np.diff(np.concatenate([[0], part.astype(np.int8), [0]])))
            for begin, end in zip(edges[::2], edges[1::2], strict=True):
                if end - begin < least and end - begin < shot.stop - shot.start:
                    continue
                run += 1
                here = slice(int(shot.start + begin), int(shot.start + end))
                self._runs[here], self._firsts[run] = run, here.start
                ramp, whole = (np.arange(end - begin) + 1) / (soft + 1), np.ones(end - begin)
                rise = ramp if begin > 0 else whole
                fall = ramp[::-1] if end < len(part) else whole
                strength[here] = np.minimum(np.minimum(rise, fall), 1)
        return strength
