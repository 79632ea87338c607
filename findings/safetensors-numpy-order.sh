#!/bin/sh
# safetensors 0.8.0: safetensors.numpy.save_file stores the memory of an array as it lies and writes
# its shape beside it. An array in Fortran order, such as a transposed one, comes back with its values
# in other places, without a warning: [[0, 3], [1, 4], [2, 5]] is loaded as [[0, 1], [2, 3], [4, 5]].
# numpy.ascontiguousarray before storing helps. (safetensors.torch refuses such tensors.)
#
# Exits with 0 while this is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q safetensors==0.8.0 numpy==2.2.6
cd "$folder"
venv/bin/python - <<'PYTHON'
import sys

import numpy as np
from safetensors.numpy import load_file, save_file

stored = np.arange(6).reshape(2, 3).T
save_file({"a": stored}, "a.safetensors")
loaded = load_file("a.safetensors")["a"]
print("stored", stored.tolist(), "loaded", loaded.tolist())
same = not np.array_equal(loaded, stored) and np.array_equal(loaded.ravel(), stored.T.ravel())
print("as before" if same else "this has changed")
sys.exit(not same)
PYTHON
