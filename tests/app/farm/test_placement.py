"""Which worker gets which job, what is learned of their speed, and who is set aside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.farm.coordinator.events import SetAside
from app.farm.coordinator.placement import Candidate, choose
from app.farm.coordinator.throughput import Throughput
from app.farm.coordinator.worker_handles import WorkerHandles
from tests.app.farm.world import worker_info


def test_the_fastest_free_worker_gets_the_job() -> None:
    assert choose([Candidate(10), Candidate(40), Candidate(20)], 1000, 9) == 1


def test_a_warm_worker_is_worth_a_little() -> None:
    assert choose([Candidate(40), Candidate(39, warm=True)], 1000, 1) == 1
    assert choose([Candidate(40), Candidate(10, warm=True)], 1000, 1) == 0


def test_the_last_job_waits_for_a_fast_worker_that_is_nearly_free() -> None:
    candidates = [Candidate(1), Candidate(100, free_in=5)]
    assert choose(candidates, 1000, waiting=1) is None
    assert choose(candidates, 1000, waiting=2) == 0


def test_a_worker_that_was_never_tried_is_tried() -> None:
    assert choose([Candidate(None), Candidate(40)], 1000, 2) in (0, 1)
    assert choose([Candidate(None), Candidate(40, free_in=30)], 1000, 2) == 0


def test_who_failed_last_is_the_last_to_be_tried_again() -> None:
    assert choose([Candidate(40, failed_at=9), Candidate(10, failed_at=3)], 1000, 1) == 1
    assert choose([Candidate(40, failed_at=9), Candidate(10)], 1000, 1) == 1
    assert choose([Candidate(40, failed_at=9)], 1000, 1) == 0


@given(
    st.lists(st.tuples(st.floats(0.1, 1000), st.booleans(), st.floats(0, 100)), max_size=20),
    st.integers(1, 10_000),
    st.integers(1, 100),
)
def test_only_free_slots_are_chosen_and_many_jobs_leave_none_idle(
    facts: list[tuple[float, bool, float]], frames: int, waiting: int
) -> None:
    candidates = [Candidate(*one) for one in facts]
    chosen = choose(candidates, frames, waiting)
    free = [one for one in candidates if one.free_in <= 0]
    if chosen is None:
        assert not free or waiting <= len(candidates) - len(free)
    else:
        assert candidates[chosen].free_in <= 0


def test_speeds_are_learned_and_kept(tmp_path: Path) -> None:
    speeds = Throughput.load(tmp_path)
    assert speeds.rate("one RTX", "builtin") is None
    for _ in range(20):
        speeds.learn("one RTX", "builtin", 200, 2.0)
    speeds.learn("one RTX", "builtin", 200, 4.0)
    rate = speeds.rate("one RTX", "builtin")
    assert rate is not None
    assert 50 < rate < 100
    speeds.save(tmp_path)
    assert Throughput.load(tmp_path).rate("one RTX", "builtin") == rate
    (tmp_path / "farm" / "speeds.json").write_bytes(b"no")
    assert Throughput.load(tmp_path).rate("one RTX", "builtin") is None


def test_three_failures_in_a_row_set_a_worker_aside_for_a_while() -> None:
    workers = WorkerHandles(20, 300)
    workers.update((worker_info(),), 0)
    (worker,) = workers.usable(1)
    told = [workers.failed(worker, "it fell", 1), workers.failed(worker, "it fell", 2)]
    workers.succeeded(worker)
    told += [workers.failed(worker, "it fell", now) for now in (3, 4)]
    assert workers.usable(5)
    assert told == [None] * 4
    aside = workers.failed(worker, "it fell again", 5)
    assert not workers.usable(6)
    assert aside == SetAside("one/0", "3 failures in a row, the last: it fell again")
    workers.update((worker_info(beat=2.0),), 306)
    assert workers.usable(306)


def test_a_silent_worker_gets_nothing_until_it_is_heard_again() -> None:
    workers = WorkerHandles(20, 300)
    workers.update((worker_info(),), 0)
    workers.update((worker_info(),), 21)
    assert not workers.usable(21)
    workers.update((worker_info(beat=2.0),), 22)
    assert workers.usable(22)


def test_a_worker_with_another_shared_folder_is_set_aside_with_the_reason() -> None:
    workers = WorkerHandles(20, 300, shared_mark="abc")
    (new,) = workers.update((worker_info(mark=""),), 0)
    assert not workers.usable(0)
    assert "FARM_FOLDER_UNSEEN" in workers.why_not(new, 0)
    for mark in ("abc", None):
        workers.update((replace(worker_info(mark=mark), beat=2.0),), 1)
        assert workers.usable(1)
