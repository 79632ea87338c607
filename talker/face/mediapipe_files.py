"""Reads the face models and the mesh topology out of the installed mediapipe wheel.

The wheel is only a container here: it is never imported, so neither its own OpenCV nor JAX is
needed. Its models and topology are Apache-2.0 (see NOTICE in assets/README.md).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from talker.errors import ErrorCode, MouthpieceError
from talker.wheel_files import wheel_file

DETECTOR = "mediapipe/modules/face_detection/face_detection_short_range.tflite"
MESH = "mediapipe/modules/face_landmark/face_landmark.tflite"
_TOPOLOGY = "mediapipe/python/solutions/face_mesh_connections.py"
_TESSELATION = re.compile(r"^FACEMESH_TESSELATION = frozenset\(\[([\d\s(),]+)\]\)", re.MULTILINE)
_PAIR = re.compile(r"\((\d+),\s*(\d+)\)")


def mediapipe_file(name: str) -> Path:
    """A file of the installed wheel; MouthpieceError COMPONENT_MISSING when it is not there."""
    return wheel_file("mediapipe", name)


@cache
def mesh_edges() -> tuple[tuple[int, int], ...]:
    """The edges of the 468-point face mesh, each once, lower index first."""
    # By its text: to compile the whole file takes a fifth of a second.
    text = mediapipe_file(_TOPOLOGY).read_text(encoding="utf-8")
    if found := _TESSELATION.search(text):
        pairs = ((int(a), int(b)) for a, b in _PAIR.findall(found[1]))
        return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))
    raise MouthpieceError(
        ErrorCode.COMPONENT_MISSING,
        "The installed mediapipe has another face mesh than this program was made for.",
        "Install mediapipe==0.10.21 without dependencies.",
    )
