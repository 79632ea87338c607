#!/bin/sh
# torch 2.13.0 (Linux): two programs that compute on the same two cores take several times the processor
# seconds of one that computes alone, each. The wheels carry OpenMP of GCC, whose threads spin until
# the others are ready (300,000 times and more where as many threads as cores are wanted): whoever has no
# core for a moment is waited for by one that burns the other. GOMP_SPINCOUNT=2000 or
# OMP_WAIT_POLICY=PASSIVE before torch is loaded helps.
#
# Needs a machine with two cores or more; uses two of them. Exits with 0 while this is so, and with 1 when
# it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q torch==2.13.0 numpy==2.4.6 ${TORCH_INDEX:+--index-url "$TORCH_INDEX"}
cat > "$folder/work.py" <<'PYTHON'
import os
import time

import torch

os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
torch.set_num_threads(2)
network = torch.nn.Conv2d(64, 64, 3, padding=1)
maps = torch.randn(1, 64, 64, 64)
with torch.inference_mode():
    for round in range(65):
        if round == 5:
            began = time.process_time()
        made = network(maps)
        for _ in range(10):
            made = torch.relu(made + 1)
print(time.process_time() - began)
PYTHON
cat > "$folder/compare.py" <<'PYTHON'
import os
import statistics
import subprocess
import sys

found = {}
for name, told in (("as it is", {}), ("2000 spins", {"GOMP_SPINCOUNT": "2000"})):
    clean = {k: v for k, v in os.environ.items() if k not in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT")}
    for count in (1, 2):
        seconds = []
        for _ in range(3):
            running = [
                subprocess.Popen([sys.executable, "work.py"], env=clean | told, stdout=subprocess.PIPE)
                for _ in range(count)
            ]
            seconds += [float(one.communicate()[0]) for one in running]
        found[name, count] = statistics.median(seconds)
        print(f"{name}, {count} at once: {found[name, count]:.2f} core seconds each", flush=True)
same = found["as it is", 2] > 2 * found["2000 spins", 2]
print("as before" if same else "this has changed")
sys.exit(not same)
PYTHON
cd "$folder"
venv/bin/python compare.py
