"""Writes networks.npz: the results of the reduced networks.

Run from the root of the checkout:

.venv/bin/python -m tests.data.liveportrait.make

Only after the full networks give the golden values; the file then protects them everywhere.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.talker.engines.liveportrait.reduced import results

TARGET = Path(__file__).with_name("networks.npz")

if __name__ == "__main__":
    np.savez_compressed(TARGET, **results())
