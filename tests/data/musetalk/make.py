"""Writes results.npz: what the reduced networks and the steps around them give.

Run from the root of the checkout:

.venv/bin/python -m tests.data.musetalk.make

Only after the full networks give the golden values; the file then protects them everywhere.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from tests.talker.dubbing.musetalk.reduced import results

TARGET = Path(__file__).with_name("results.npz")

if __name__ == "__main__":
    torch.set_num_threads(1)
    np.savez_compressed(TARGET, allow_pickle=False, **results())
