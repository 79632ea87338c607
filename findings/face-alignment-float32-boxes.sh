#!/bin/sh
# face-alignment 1.5.0 ends with a TypeError when the boxes that it is given are float32, which is
# what most detectors give; the same boxes as float64 are taken. The road: crop() and transform()
# assign the scale, computed from the box, to an element of a torch tensor, and torch takes
# numpy.float64 (a Python float) there but no numpy.float32.
#
# No weights are needed: a network of one line stands for the downloaded one.
# Exits with 0 while this is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q torch==2.13.0 ${TORCH_INDEX:+--index-url "$TORCH_INDEX"}
"$folder/venv/bin/pip" install -q face-alignment==1.5.0 numpy==2.4.6
HOME="$folder" NUMBA_DISABLE_JIT=1 "$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import face_alignment
import numpy as np
import torch


class Network(torch.nn.Module):
    def forward(self, pictures):
        small = torch.nn.functional.avg_pool2d(pictures.mean(1, keepdim=True), 4)
        return [small.expand(-1, 68, -1, -1).contiguous()]


class Alignment(face_alignment.FaceAlignment):
    def _load_native(self, *_):
        return Network()


print("face-alignment", version("face-alignment"), "torch", version("torch"))
alignment = Alignment(
    face_alignment.LandmarksType.TWO_D, device="cpu", face_detector="folder", compile=False
)
picture = np.random.default_rng(0).integers(0, 255, (200, 200, 3), dtype=np.uint8)
box = [50, 50, 150, 150]
said = {}
for kind in (np.float64, np.float32):
    try:
        points = alignment.get_landmarks_from_image(picture, [np.array(box, kind)])
        said[kind] = f"{len(points[0])} points"
    except TypeError as error:
        said[kind] = f"TypeError: {error}"
    print(f"boxes of {kind.__name__}: {said[kind]}")
same = said[np.float64] == "68 points" and said[np.float32].startswith("TypeError")
print("as before" if same else "this has changed")
sys.exit(not same)
PYTHON
