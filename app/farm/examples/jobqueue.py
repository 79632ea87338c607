"""Slots of the farm on Slurm, PBS or LSF, started as they are needed by dask-jobqueue.

dask-jobqueue writes the job script; the worker in it is ours, and so is the scheduler that it
joins. Needs: pip install dask-jobqueue
"""

from __future__ import annotations

import subprocess

from dask_jobqueue import SLURMCluster

SCHEDULER = "tls://scheduler.example:8786"
KEYS = "/shared/mouthpiece/keys/slurm"
SLOTS = 32

cluster = SLURMCluster(
    cores=4,
    memory="16GB",
    walltime="24:00:00",
    job_extra_directives=["--gres=gpu:1", f"--array=0-{SLOTS - 1}"],
)
header = cluster.job_header
script = f"""#!/bin/sh
{header}
export MOUTHPIECE_HOME="/tmp/mouthpiece-$SLURM_ARRAY_TASK_ID"
exec mouthpiece farm slot {SCHEDULER} --number "$SLURM_ARRAY_TASK_ID" --gpu 0 --keys {KEYS}
"""
subprocess.run(["sbatch"], input=script, text=True, check=True)
