"""Loads a model and draws with it, for `bench avatar`: run by its path with PYTHONPATH set to the
checkout that is measured, this one or another. Knows nothing but what all of them have.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import avatar_gen.log_filter  # noqa: F401  (before the libraries say something)
from avatar_gen.denoise import DrawParameters, draw
from avatar_gen.load import converted, load_pipeline
from avatar_gen.models import find_model
from avatar_gen.options.wanted import Mode
from avatar_gen.request import AvatarOptions
from talker.device import usable_cores
from talker.model_files import NoModelFiles


def main(file: str, home: str, side: int, steps: int) -> None:
    """Prints seconds and processor seconds of loading and of a step, as JSON."""
    import torch

    torch.set_num_threads(usable_cores())
    folder = Path(home)
    source = find_model(file, NoModelFiles(), lambda path: converted(path, folder), folder)
    load_pipeline(source, "float32", folder)  # libraries and descriptions are there from now on
    began, worked = time.perf_counter(), time.process_time()
    pipe = load_pipeline(source, "float32", folder)
    told = {"load": time.perf_counter() - began, "load_cpu": time.process_time() - worked}
    moments: list[tuple[float, float]] = []

    def step() -> None:
        moments.append((time.perf_counter(), time.process_time()))

    wish = DrawParameters("a presenter in a navy blazer", "", side, side, 0.6)
    draw(pipe, Mode.TEXT, AvatarOptions(steps=steps), wish, [1], step)
    # The first step warms up.
    for name, index in (("step", 0), ("step_cpu", 1)):
        told[name] = (moments[-1][index] - moments[0][index]) / (len(moments) - 1)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
