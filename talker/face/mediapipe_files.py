"""Reads the face models and the mesh topology out of the installed mediapipe wheel.

The wheel is only a container here: it is never imported, so neither its own OpenCV nor JAX is
needed. Its models and topology are Apache-2.0 (see NOTICE in assets/README.md).
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from talker.errors import ErrorCode, MouthpieceError
from talker.wheel_files import wheel_file

DETECTOR = "mediapipe/modules/face_detection/face_detection_short_range.tflite"
MESH = "mediapipe/modules/face_landmark/face_landmark.tflite"
_TOPOLOGY = "mediapipe/python/solutions/face_mesh_connections.py"


def mediapipe_file(name: str) -> Path:
    """A file of the installed wheel; MouthpieceError COMPONENT_MISSING when it is not there."""
    return wheel_file("mediapipe", name)


@cache
def mesh_edges() -> tuple[tuple[int, int], ...]:
    """The edges of the 468-point face mesh, each once, lower index first."""
    tree = ast.parse(mediapipe_file(_TOPOLOGY).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "FACEMESH_TESSELATION"
            for target in node.targets
        ):
            call = node.value
            if isinstance(call, ast.Call) and call.args:
                pairs = ast.literal_eval(call.args[0])
                return tuple(sorted({(min(a, b), max(a, b)) for a, b in pairs}))
    raise MouthpieceError(
        ErrorCode.COMPONENT_MISSING,
        "The installed mediapipe has another face mesh than this program was made for.",
        "Install mediapipe==0.10.21 without dependencies.",
    )
