"""Several processes at one queue: every job is done by exactly one of them."""

from __future__ import annotations

import json
from collections import Counter

from app.queue.job import State
from app.queue.store import JobStore
from tests.app.queue.work import plain_job, together

_JOBS = 120
_CLAIM = """
import json, random, time
from app.queue.transitions import Transition
store, me, done = JobStore(path), WorkerId.of_this_process(), []
while (job := store.claim(me)) is not None:
    time.sleep(random.random() / 100)  # some work; the others have their turn
    end = random.choice([State.DONE, State.FAILED, State.QUEUED])
    assert store.release(job.lease, Transition(end))
    if end is not State.QUEUED:
        done.append(job.id)
print(json.dumps(done))
"""
_CANCEL = """
store = JobStore(path)
print(sum(store.transition(i, {State.QUEUED}, State.CANCELLED) for i in range(1, 41)))
"""


def test_each_job_is_finished_by_exactly_one_of_many_processes(store: JobStore) -> None:
    ids = store.add([plain_job(str(index)) for index in range(_JOBS)])
    finished = [json.loads(output) for output in together(_CLAIM, store.path, 4)]
    assert Counter(job_id for part in finished for job_id in part) == Counter(ids)
    assert sum(1 for part in finished if part) > 1, "one process did everything"
    counts = store.counts()
    assert counts[State.DONE] + counts[State.FAILED] == _JOBS


def test_of_many_users_who_cancel_a_job_only_one_does(store: JobStore) -> None:
    store.add([plain_job(str(index)) for index in range(40)])
    assert sum(map(int, together(_CANCEL, store.path, 3))) == 40
