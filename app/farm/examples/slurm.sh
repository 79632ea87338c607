#!/bin/sh
# Slots of the farm as an array of Slurm jobs: sbatch slurm.sh
#SBATCH --job-name=mouthpiece
#SBATCH --array=0-31
#SBATCH --gres=gpu:1
#SBATCH --cpus-per-task=4
#SBATCH --mem=16G
#SBATCH --time=24:00:00
#SBATCH --signal=B:TERM@60

# Keys for all of them: mouthpiece farm keys slurm; the folder lies on a disk that all nodes see.
# The home is a folder that is nobody else's: others can write into /tmp, under any name they guess.
MOUTHPIECE_HOME=$(mktemp -d) || exit 1
export MOUTHPIECE_HOME
trap 'rm -rf "$MOUTHPIECE_HOME"' EXIT
trap 'kill "$slot"; wait "$slot"' TERM INT
mouthpiece farm slot tls://scheduler.example:8786 \
    --number "$SLURM_ARRAY_TASK_ID" --gpu "${CUDA_VISIBLE_DEVICES:-0}" \
    --keys /shared/mouthpiece/keys/slurm --shared /shared/mouthpiece/inputs &
slot=$!
wait "$slot"
