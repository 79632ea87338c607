"""A night of the queue in minutes: workers killed at random while users change their minds.

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
from dataclasses import dataclass, field
from pathlib import Path

from app.demo import demo_portrait
from app.queue.control import WAITING, cancel, pause, resume, retry, select
from app.queue.job import ENDS, NewJob, State
from app.queue.store import JobStore, queue_path
from app.worker.messages import Ended, Message
from app.worker.shutdown import StopRequest
from app.worker.supervisor import Supervisor
from talker.errors import ErrorCode
from tests.app.queue.work import real_job, same_video, undisturbed

_LENGTHS = (0.6, 10.0, 1.0, 2.0)
_EXTRA_SHARE = 10  # one job of so many is added by a user on the way


@dataclass
class Verdict:
    """What became of the jobs; `wrong` names everything that must not be."""

    jobs: int = 0
    kills: int = 0
    seconds: float = 0.0
    attempts: int = 0
    resumed: int = 0
    died: int = 0
    ends: Counter[State] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def torture(
    folder: Path, jobs: int, workers: int, *, kill_every: float, calm_after: float, variants: int
) -> Verdict:
    """Makes `jobs` videos; the trouble ends after `calm_after` seconds, then all must end well."""
    home = folder / "home"
    variety = _variety(folder, variants)
    verdict = Verdict()
    said: list[Message] = []
    began = time.monotonic()
    with JobStore(queue_path(home)) as store:
        store.add([_copy(folder, variety, index) for index in range(jobs)])
        supervisor = Supervisor(store, workers, said.append, forever=True, home=home)
        stop = StopRequest()
        thread = threading.Thread(target=supervisor.run, args=(stop,))
        thread.start()
        users = [_user(folder, home, jobs, calm_after, number) for number in (1, 2)]
        try:
            while time.monotonic() - began < calm_after:
                time.sleep(random.uniform(0.2, 2 * kill_every))
                if supervisor.processes:
                    random.choice(supervisor.processes).kill()
                    verdict.kills += 1
            verdict.wrong += [f"user ended with {user.wait()}" for user in users if user.wait()]
            verdict.died = _put_right(store)
            while any(store.counts()[state] for state in State if state not in ENDS):
                time.sleep(0.1)
        finally:
            for user in users:
                user.kill()
                user.wait()
            stop.request()
            thread.join()
        verdict.seconds = time.monotonic() - began
        _judge(store, variety, folder, said, verdict)
    return verdict


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
            act(store, one)
            if chance.random() < 1 / _EXTRA_SHARE and extra < 1000 * number + jobs // _EXTRA_SHARE:
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
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--kill-every", type=float, default=4.0, metavar="SECONDS")
    parser.add_argument("--calm-after", type=float, default=240.0, metavar="SECONDS")
    parser.add_argument("--user", nargs=5, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.user:
        folder, home, jobs, seconds, number = given.user
        meddle(Path(folder), Path(home), int(jobs), float(seconds), int(number))
        return 0
    with tempfile.TemporaryDirectory(prefix="mouthpiece-torture-") as place:
        verdict = torture(
            Path(place),
            given.jobs,
            given.workers,
            kill_every=given.kill_every,
            calm_after=given.calm_after,
            variants=20,
        )
    sys.stdout.write(f"{verdict}\n")
    return 1 if verdict.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
