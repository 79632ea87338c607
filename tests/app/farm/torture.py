"""A bad day of the farm: slots killed at random, one asleep, and every video must be right.

`python -m tests.app.farm.torture --jobs 100 --nodes 4` prints what became of it.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from app.demo import demo_portrait
from app.farm.local import LocalFarm
from app.queue.control import retry
from app.queue.job import NewJob, State
from app.queue.store import JobStore, queue_path
from app.worker.messages import Ended
from talker.errors import ErrorCode
from tests.app.farm.work import Run, joined, running, slot_processes
from tests.app.queue.work import real_job, same_video, undisturbed

_LENGTHS = (0.6, 9.0, 1.0, 2.0)


@dataclass
class Verdict:
    """What became of the jobs; `wrong` names everything that must not be."""

    jobs: int = 0
    kills: int = 0
    slept: int = 0
    seconds: float = 0.0
    attempts: int = 0
    resumed: int = 0
    died: int = 0
    wrong: list[str] = field(default_factory=list)


def torture(
    folder: Path,
    jobs: int,
    nodes: int,
    *,
    kill_every: float,
    sleep_at: float,
    calm_after: float,
    seed: int = 0,
) -> Verdict:
    """Makes `jobs` videos while slots are killed; after `sleep_at` seconds one is stopped.

    The trouble ends after `calm_after` seconds: slots need some seconds to start again.
    """
    chance = random.Random(seed)
    variety = [
        real_job(folder, demo_portrait(), f"v{index}", seconds, seed=index)
        for index, seconds in enumerate(_LENGTHS)
    ]
    new = [_copy(folder, variety[index % len(variety)], index) for index in range(jobs)]
    verdict = Verdict(jobs=jobs)
    with LocalFarm(folder) as farm, JobStore(queue_path(farm.home)) as store:
        store.add(new)
        started = [farm.start_node(f"node-{number}") for number in range(nodes)]
        joined(farm, nodes)
        began = time.monotonic()
        with running(farm, store, forever=True) as run:
            asleep = _trouble(
                run, store, started, verdict, chance, kill_every, sleep_at, calm_after
            )
            _finish(store, verdict)
            for process in asleep:
                process.send_signal(signal.SIGCONT)
            verdict.seconds = time.monotonic() - began
            if run.error is not None:
                verdict.wrong.append(f"the run ended with {run.error!r}")
        _judge(store, variety, folder, run, verdict)
    return verdict


def _trouble(
    run: Run,
    store: JobStore,
    nodes: list[subprocess.Popen[bytes]],
    verdict: Verdict,
    chance: random.Random,
    kill_every: float,
    sleep_at: float,
    calm_after: float,
) -> list[psutil.Process]:
    """Until most of the jobs are done; returns the processes that were put to sleep."""
    asleep: list[psutil.Process] = []
    began = time.monotonic()
    next_kill = began + kill_every
    while store.counts()[State.DONE] < 0.8 * verdict.jobs and run.error is None:
        time.sleep(0.05)
        now = time.monotonic()
        if now > began + calm_after:
            break
        slots = [one for node in nodes for one in slot_processes(node.pid) if one not in asleep]
        if not slots:
            continue
        if now > began + sleep_at and not asleep:
            asleep.append(chance.choice(slots))
            asleep[0].send_signal(signal.SIGSTOP)
            verdict.slept += 1
        elif now > next_kill:
            next_kill = now + kill_every
            chance.choice(slots).kill()
            verdict.kills += 1
    return asleep


def _finish(store: JobStore, verdict: Verdict) -> None:
    """Waits for the rest; a job that was given up as deadly gets another try, as a user would."""
    deadline = time.monotonic() + 300
    while store.counts()[State.DONE] < verdict.jobs:
        if time.monotonic() > deadline:
            verdict.wrong.append(f"not all was done in time: {store.counts()}")
            return
        for job in store.history((State.FAILED,), 1000):
            if job.error is not None and job.error.code is ErrorCode.WORKER_DIED:
                verdict.died += 1
                retry(store, [job.id])
            else:
                verdict.wrong.append(f"job {job.id} failed: {job.error}")
                return
        time.sleep(0.1)


def _copy(folder: Path, new: NewJob, index: int) -> NewJob:
    output = folder / f"video {index}.mp4"
    return NewJob(new.request.model_copy(update={"output": output}), new.label)


def _judge(
    store: JobStore, variety: list[NewJob], folder: Path, run: Run, verdict: Verdict
) -> None:
    originals = {new.label: undisturbed(new, folder) for new in variety}
    finished = Counter(
        one.job for one in run.said if isinstance(one, Ended) and one.state is State.DONE
    )
    for job in store.page(limit=10_000):
        verdict.attempts += job.attempts
        verdict.resumed += job.resumed_frames > 0
        output = job.request.output
        assert output is not None
        if finished[job.id] != 1:
            verdict.wrong.append(f"job {job.id} was finished {finished[job.id]} times")
        if job.state is not State.DONE or not output.exists():
            verdict.wrong.append(f"job {job.id} is {job.state}: {job.error}")
        elif not same_video(output, originals[job.label]):
            verdict.wrong.append(f"job {job.id} has other frames than an undisturbed render")
    left = [path.name for path in folder.glob("*.part*")]
    if left:
        verdict.wrong.append(f"left behind: {left}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=100)
    parser.add_argument("--nodes", type=int, default=4)
    parser.add_argument("--kill-every", type=float, default=4.0, metavar="SECONDS")
    parser.add_argument("--sleep-at", type=float, default=6.0, metavar="SECONDS")
    parser.add_argument("--calm-after", type=float, default=120.0, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mouthpiece-farm-") as place:
        verdict = torture(
            Path(place),
            given.jobs,
            given.nodes,
            kill_every=given.kill_every,
            sleep_at=given.sleep_at,
            calm_after=given.calm_after,
            seed=given.seed,
        )
    sys.stdout.write(f"{verdict}\n")
    return 1 if verdict.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
