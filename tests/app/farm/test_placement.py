"""Which slot gets which job, what is learned of their speed, and who is set aside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.farm.coordinator.placement import Candidate, choose
from app.farm.coordinator.throughput import Throughput
from app.farm.coordinator.worker_handles import WorkerHandles
from app.farm.net.client import WorkerInfo
from app.farm.net.protocol import PROTOCOL, WorkerHealth, WorkerReport


def test_the_fastest_free_slot_gets_the_job() -> None:
    assert choose([Candidate(10), Candidate(40), Candidate(20)], 1000, 9) == 1


def test_a_warm_slot_is_worth_a_little() -> None:
    assert choose([Candidate(40), Candidate(39, warm=True)], 1000, 1) == 1
    assert choose([Candidate(40), Candidate(10, warm=True)], 1000, 1) == 0


def test_the_last_job_waits_for_a_fast_slot_that_is_nearly_free() -> None:
    slots = [Candidate(1), Candidate(100, free_in=5)]
    assert choose(slots, 1000, waiting=1) is None
    assert choose(slots, 1000, waiting=2) == 0


def test_a_slot_that_was_never_tried_is_tried() -> None:
    assert choose([Candidate(None), Candidate(40)], 1000, 2) in (0, 1)
    assert choose([Candidate(None), Candidate(40, free_in=30)], 1000, 2) == 0


@given(
    st.lists(st.tuples(st.floats(0.1, 1000), st.booleans(), st.floats(0, 100)), max_size=20),
    st.integers(1, 10_000),
    st.integers(1, 100),
)
def test_only_free_slots_are_chosen_and_many_jobs_leave_none_idle(
    facts: list[tuple[float, bool, float]], frames: int, waiting: int
) -> None:
    slots = [Candidate(*one) for one in facts]
    chosen = choose(slots, frames, waiting)
    free = [one for one in slots if one.free_in <= 0]
    if chosen is None:
        assert not free or waiting <= len(slots) - len(free)
    else:
        assert slots[chosen].free_in <= 0


def test_speeds_are_learned_and_kept(tmp_path: Path) -> None:
    speeds = Throughput(tmp_path)
    assert speeds.rate("one RTX", "builtin") is None
    for _ in range(20):
        speeds.learn("one RTX", "builtin", 200, 2.0)
    speeds.learn("one RTX", "builtin", 200, 4.0)
    rate = speeds.rate("one RTX", "builtin")
    assert rate is not None
    assert 50 < rate < 100
    speeds.keep()
    assert Throughput(tmp_path).rate("one RTX", "builtin") == rate
    (tmp_path / "farm" / "speeds.json").write_bytes(b"no")
    assert Throughput(tmp_path).rate("one RTX", "builtin") is None


def slot(name: str = "one/0", beat: float = 1.0, mark: str | None = None) -> WorkerInfo:
    report = WorkerReport(
        protocol=PROTOCOL,
        version="1",
        node="one",
        slot=name,
        system="",
        cores=1,
        memory=1,
        card=None,
        torch=False,
    )
    health = WorkerHealth(
        free_memory=1,
        free_card_memory=None,
        free_disk=1,
        models=(),
        shared_mark=mark,
        ticket=None,
    )
    return WorkerInfo("tls://h:1", "CPU", report, health, beat)


def test_three_failures_in_a_row_set_a_slot_aside_for_a_while() -> None:
    told: list[tuple[str, str]] = []
    seats = WorkerHandles(lambda *said: told.append(said), 20, 300)
    seats.update((slot(),), 0)
    (seat,) = seats.usable(1)
    seats.failed(seat, "it fell", 1)
    seats.failed(seat, "it fell", 2)
    seats.worked_well(seat)
    for now in (3, 4):
        seats.failed(seat, "it fell", now)
    assert seats.usable(5)
    assert not told
    seats.failed(seat, "it fell again", 5)
    assert not seats.usable(6)
    assert told == [("one/0", "3 failures in a row, the last: it fell again")]
    seats.update((slot(beat=2.0),), 306)
    assert seats.usable(306)


def test_a_silent_slot_gets_nothing_until_it_is_heard_again() -> None:
    seats = WorkerHandles(lambda *_: None, 20, 300)
    seats.update((slot(),), 0)
    seats.update((slot(),), 21)
    assert not seats.usable(21)
    seats.update((slot(beat=2.0),), 22)
    assert seats.usable(22)


def test_a_slot_with_another_shared_folder_is_set_aside_with_the_reason() -> None:
    told: list[str] = []
    seats = WorkerHandles(lambda _, why: told.append(why), 20, 300, shared_mark="abc")
    seats.update((slot(mark=""),), 0)
    assert not seats.usable(0)
    assert "FARM_FOLDER_UNSEEN" in told[0]
    for mark in ("abc", None):
        seats.update((replace(slot(mark=mark), beat=2.0),), 1)
        assert seats.usable(1)
