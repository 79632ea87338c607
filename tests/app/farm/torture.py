"""A bad day of the farm: slots, nodes and the scheduler are killed, stopped and put to sleep, the
disk is full, the clock is set, and every video must be right and made once.

`python -m tests.app.farm.torture --jobs 100 --nodes 4` prints what became of it.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field, fields
from pathlib import Path

from app.demo import demo_portrait
from app.farm.local import LocalFarm
from app.queue.control import retry
from app.queue.job import NewJob, State
from app.queue.store import JobStore, queue_path
from app.worker.messages import Ended
from talker.errors import ErrorCode
from tests.app.farm.work import Run, joined, running, slot_processes
from tests.app.queue.work import real_job, same_video, undisturbed
from tests.app.troubles import Trouble, Troubles, left_behind, settable_clock, small_disk

_LENGTHS = (0.6, 9.0, 1.0, 2.0)


@dataclass
class Verdict:
    """What became of the jobs; `wrong` names everything that must not be."""

    jobs: int = 0
    troubles: Counter[Trouble] = field(default_factory=Counter)
    schedulers: int = 0
    seconds: float = 0.0
    attempts: int = 0
    resumed: int = 0
    died: int = 0
    left: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """`jobs` videos on so many nodes; a trouble every `every` seconds, until most jobs are done or
    `calm_after` seconds have passed: slots need some seconds to start again. The scheduler is
    killed, or put to sleep, each `scheduler_every` seconds (0: never). `disk` megabytes are there
    (0: the usual disk)."""

    jobs: int = 100
    nodes: int = 4
    every: float = 4.0
    scheduler_every: float = 30.0
    calm_after: float = 120.0
    longest_sleep: float = 14.0
    disk: int = 0
    seed: int = 0


def torture(place: Path, plan: Plan) -> Verdict:
    """Makes the videos, with all the trouble."""
    with small_disk(place, plan.disk) if plan.disk else nullcontext(False) as small:
        folder = place / "farm"
        folder.mkdir()
        variety = [
            real_job(folder, demo_portrait(), f"v{index}", seconds, seed=index)
            for index, seconds in enumerate(_LENGTHS)
        ]
        with settable_clock(place / "clock") as clock:
            troubles = Troubles(
                random.Random(plan.seed), clock, place if small else None, plan.longest_sleep
            )
            verdict = _day(folder, variety, plan, troubles)
        verdict.left = left_behind(folder, *folder.glob("*home*"), *folder.glob("node *"))
        verdict.wrong += [f"left behind: {one}" for one in verdict.left]
    return verdict


def _day(folder: Path, variety: list[NewJob], plan: Plan, troubles: Troubles) -> Verdict:
    new = [_copy(folder, variety[index % len(variety)], index) for index in range(plan.jobs)]
    verdict = Verdict(jobs=plan.jobs, troubles=troubles.counts)
    with LocalFarm(folder) as farm, JobStore(queue_path(farm.home)) as store:
        store.add(new)
        nodes = [farm.start_node(f"node-{number}").pid for number in range(plan.nodes)]
        joined(farm, plan.nodes)
        began = time.monotonic()
        with running(farm, store, forever=True) as run:
            try:
                _trouble(run, farm, nodes, plan, troubles, verdict)
                troubles.relent(wholly=True)
                _finish(store, verdict)
            finally:
                troubles.relent(wholly=True)
            verdict.seconds = time.monotonic() - began
            if run.error is not None:
                verdict.wrong.append(f"the run ended with {run.error!r}")
        _judge(store, variety, folder, run, verdict)
    return verdict


def _trouble(
    run: Run, farm: LocalFarm, nodes: list[int], plan: Plan, troubles: Troubles, verdict: Verdict
) -> None:
    """Until most of the jobs are done."""
    began = next_trouble = next_scheduler = time.monotonic()
    next_scheduler += plan.scheduler_every
    enough = 0.8 * verdict.jobs
    while run.error is None:
        time.sleep(0.05)
        now = time.monotonic()
        if now > began + plan.calm_after or _done(run) >= enough:
            return
        troubles.relent()
        if plan.scheduler_every and now > next_scheduler:
            next_scheduler = now + plan.scheduler_every
            verdict.schedulers += 1
            farm.kill_scheduler()
            farm.start_scheduler()
        elif now > next_trouble:
            next_trouble = now + plan.every
            troubles.make([slot.pid for node in nodes for slot in slot_processes(node)])


def _done(run: Run) -> int:
    return sum(isinstance(one, Ended) and one.state is State.DONE for one in run.said)


def _finish(store: JobStore, verdict: Verdict) -> None:
    """Waits for the rest; a job that was given up as deadly gets another try, as a user would."""
    deadline = time.monotonic() + 400
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for fact in fields(Plan):
        name = f"--{fact.name.replace('_', '-')}"
        parser.add_argument(name, type=type(fact.default), default=fact.default)
    plan = Plan(**vars(parser.parse_args()))
    with tempfile.TemporaryDirectory(prefix="mouthpiece-farm-") as place:
        verdict = torture(Path(place), plan)
    sys.stdout.write(f"{verdict}\n")
    return 1 if verdict.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
