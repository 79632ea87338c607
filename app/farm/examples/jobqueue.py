"""Slots of the farm on Slurm, with the job's header from dask-jobqueue and its configuration.

PBSJob, LSFJob, SGEJob and others do the same elsewhere. dask-jobqueue's own cluster objects would
start a scheduler without the farm's certificates, so only the header is theirs; the slot in the
script is ours, and so is the scheduler that it joins. Needs: pip install dask-jobqueue
"""

from __future__ import annotations

import subprocess

from dask_jobqueue.slurm import SLURMJob

SCHEDULER = "tls://scheduler.example:8786"
KEYS = "/shared/mouthpiece/keys/slurm"
SLOTS = 32

job = SLURMJob(
    scheduler=SCHEDULER,
    name="mouthpiece",
    cores=4,
    memory="16GB",
    walltime="24:00:00",
    job_extra_directives=["--gres=gpu:1", f"--array=0-{SLOTS - 1}"],
)
header = job.job_header
script = f"""#!/bin/sh
{header}
# A folder that is nobody else's: others can write into /tmp, under any name that they guess.
MOUTHPIECE_HOME=$(mktemp -d) || exit 1
export MOUTHPIECE_HOME
trap 'rm -rf "$MOUTHPIECE_HOME"' EXIT
trap 'kill "$slot"; wait "$slot"' TERM INT
mouthpiece farm slot {SCHEDULER} --number "$SLURM_ARRAY_TASK_ID" --gpu 0 --keys {KEYS} &
slot=$!
wait "$slot"
"""
subprocess.run(["sbatch"], input=script, text=True, check=True)
