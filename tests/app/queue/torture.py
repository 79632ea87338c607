"""A night of the queue in minutes: workers are killed, stopped and put to sleep at random, the disk
is full, the clock is set, and users change their minds.

`python -m tests.app.queue.torture --jobs 200 --workers 3` prints what became of it.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, fields
from pathlib import Path

from app.demo import demo_portrait
from app.queue.control import WAITING, cancel, pause, resume, retry, select
from app.queue.job import ENDS, NewJob, State
from app.queue.store import JobStore, queue_path
from app.worker.messages import Ended, Message
from app.worker.shutdown import StopRequest
from app.worker.supervisor import Supervisor
from talker.errors import ErrorCode, MouthpieceError
from tests.app.queue.work import real_job, same_video, undisturbed
from tests.app.troubles import Trouble, Troubles, left_behind, settable_clock, small_disk

_LENGTHS = (0.6, 10.0, 1.0, 2.0)
_EXTRA_SHARE = 10  # one job of so many is added by a user on the way


@dataclass
class Verdict:
    """What became of the jobs; `wrong` names everything that must not be."""

    jobs: int = 0
    troubles: Counter[Trouble] = field(default_factory=Counter)
    seconds: float = 0.0
    attempts: int = 0
    resumed: int = 0
    died: int = 0
    ends: Counter[State] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """`jobs` videos by so many workers; a trouble every `every` seconds about, which all end after
    `calm_after`: then everything must end well. `disk` megabytes are there (0: the usual disk)."""

    jobs: int = 200
    workers: int = 3
    every: float = 4.0
    calm_after: float = 240.0
    variants: int = 20
    disk: int = 0
    seed: int = 0


def torture(place: Path, plan: Plan) -> Verdict:
    """Makes the videos, with all the trouble."""
    with small_disk(place, plan.disk) if plan.disk else nullcontext(False) as small:
        # Before the trouble begins: its clock must not be in these.
        folder = place / "night"
        folder.mkdir()
        variety = _variety(folder, plan.variants)
        with settable_clock(place / "clock") as clock:
            chance = random.Random(plan.seed)
            troubles = Troubles(chance, clock=clock, disk=place if small else None)
            return _night(folder, variety, plan, troubles)


def _night(folder: Path, variety: list[NewJob], plan: Plan, troubles: Troubles) -> Verdict:
    home = folder / "home"
    verdict = Verdict(troubles=troubles.counts)
    said: list[Message] = []
    began = time.monotonic()
    with JobStore(queue_path(home)) as store:
        store.add([_copy(folder, variety, index) for index in range(plan.jobs)])
        supervisor = Supervisor(store, plan.workers, said.append, forever=True, home=home)
        stop = StopRequest()
        ends: list[BaseException] = []
        thread = threading.Thread(target=_supervise, args=(supervisor, stop, ends))
        thread.start()
        users = [_user(folder, home, plan.jobs, plan.calm_after, number) for number in (1, 2)]
        try:
            while time.monotonic() - began < plan.calm_after:
                time.sleep(troubles.chance.uniform(0.2, 2 * plan.every))
                troubles.make([process.pid for process in supervisor.processes])
            troubles.relent(wholly=True)
            verdict.wrong += [f"user ended with {user.wait()}" for user in users if user.wait()]
            verdict.died = _put_right(store)
            while not ends and any(store.counts()[one] for one in State if one not in ENDS):
                time.sleep(0.1)
        finally:
            troubles.relent(wholly=True)
            for user in users:
                user.kill()
                user.wait()
            stop.request()
            thread.join()
        verdict.wrong += [f"the run ended with {error!r}" for error in ends]
        verdict.seconds = time.monotonic() - began
        _judge(store, variety, folder, said, verdict)
    verdict.left = left_behind(folder, home)
    verdict.wrong += [f"left behind: {one}" for one in verdict.left]
    return verdict


def _supervise(supervisor: Supervisor, stop: StopRequest, ends: list[BaseException]) -> None:
    try:
        supervisor.run(stop)
    except BaseException as error:  # noqa: BLE001 - it is told in the verdict
        ends.append(error)


def _variety(folder: Path, variants: int) -> list[NewJob]:
    return [
        real_job(folder, demo_portrait(), f"v{index}", _LENGTHS[index % len(_LENGTHS)], seed=index)
        for index in range(variants)
    ]


def _copy(folder: Path, variety: list[NewJob], index: int) -> NewJob:
    """One of the different requests, with an output of its own; the label tells which."""
    new = variety[index % len(variety)]
    output = folder / f"video {index}.mp4"
    return NewJob(new.request.model_copy(update={"output": output}), new.label)


def _user(
    folder: Path, home: Path, jobs: int, seconds: float, number: int
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.app.queue.torture", "--user", str(folder), str(home)]
    facts = (jobs, seconds, number)
    return subprocess.Popen([*command, *map(str, facts)])


def meddle(folder: Path, home: Path, jobs: int, seconds: float, number: int) -> None:
    """A user who adds, cancels, pauses, resumes and tries again, without plan."""
    chance = random.Random(number)
    end = time.monotonic() + seconds
    extra = 1000 * number
    with JobStore(queue_path(home)) as store:
        known = store.page(limit=jobs)
        variety = {job.label: NewJob(job.request, job.label) for job in known}
        while time.monotonic() < end:
            one = [chance.choice(known).id]
            act = chance.choices((pause, resume, cancel, retry), (5, 7, 1, 4))[0]
            with suppress(MouthpieceError):  # the disk is full
                act(store, one)
                most = 1000 * number + jobs // _EXTRA_SHARE
                if chance.random() < 1 / _EXTRA_SHARE and extra < most:
                    extra += 1
                    store.add([_copy(folder, list(variety.values()), extra)])
            time.sleep(chance.uniform(0.05, 0.5))


def _put_right(store: JobStore) -> int:
    """What users do in the morning; returns how many jobs had been given up as deadly."""
    died = [job for job in store.history((State.FAILED,), 10_000) if job.error is not None]
    resume(store, select(store, WAITING))
    retry(store, [job.id for job in died])
    return sum(job.error is not None and job.error.code is ErrorCode.WORKER_DIED for job in died)


def _judge(
    store: JobStore, variety: list[NewJob], folder: Path, said: list[Message], verdict: Verdict
) -> None:
    originals = {new.label: undisturbed(new, folder) for new in variety}
    finished = Counter(
        one.job for one in said if isinstance(one, Ended) and one.state is State.DONE
    )
    for job in store.page(limit=100_000):
        verdict.jobs += 1
        verdict.ends[job.state] += 1
        verdict.attempts += job.attempts
        verdict.resumed += job.resumed_frames > 0
        output = job.request.output
        assert output is not None
        if finished[job.id] > 1:
            verdict.wrong.append(f"job {job.id} was finished {finished[job.id]} times")
        if job.state is State.DONE and not output.exists():
            verdict.wrong.append(f"job {job.id} is done and has no video")
        elif job.state not in ENDS or job.state is State.FAILED:
            verdict.wrong.append(f"job {job.id} is {job.state}: {job.error}")
        elif output.exists() and not same_video(output, originals[job.label]):
            verdict.wrong.append(f"job {job.id} has other frames than an undisturbed render")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for fact in fields(Plan):
        name = f"--{fact.name.replace('_', '-')}"
        parser.add_argument(name, type=type(fact.default), default=fact.default)
    parser.add_argument("--user", nargs=5, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.user:
        folder, home, jobs, seconds, number = given.user
        meddle(Path(folder), Path(home), int(jobs), float(seconds), int(number))
        return 0
    plan = Plan(**{fact.name: getattr(given, fact.name) for fact in fields(Plan)})
    with tempfile.TemporaryDirectory(prefix="mouthpiece-torture-") as place:
        verdict = torture(Path(place), plan)
    sys.stdout.write(f"{verdict}\n")
    return 1 if verdict.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
