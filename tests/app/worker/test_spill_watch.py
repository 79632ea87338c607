"""A card whose memory the driver has moved away is noticed, once for each job."""

from __future__ import annotations

import pytest

from app.doctor.checks import check_card_memory
from app.doctor.result import Verdict
from app.gpu_spill import CardUse, by_process
from app.worker.spill_watch import SpillWatch
from talker.progress import NoticeCode

GIB = 1 << 30


def instance(process: int, card: int = 0) -> str:
    """How Windows calls the counters of a process on a card."""
    return f"pid_{process}_luid_0x00000000_0x0000C5F{card}_phys_0"


def test_counters_are_added_up_by_process() -> None:
    dedicated = {instance(7): 8 * GIB, instance(7, 1): GIB, instance(12): 5, "_Total": 99}
    shared = {instance(7): 2 * GIB, instance(12): -1, instance(13): 3}
    assert by_process(dedicated, shared) == {
        7: CardUse(9 * GIB, 2 * GIB),
        12: CardUse(5, 0),
        13: CardUse(0, 3),
    }


@pytest.mark.parametrize(
    ("use", "spilled"),
    [
        (CardUse(8 * GIB, GIB // 2), False),  # buffers for copies
        (CardUse(8 * GIB, 3 * GIB), True),
        (CardUse(40 * GIB, 2 * GIB), False),
        (CardUse(0, 0), False),
    ],
)
def test_only_much_shared_memory_was_moved_by_the_driver(use: CardUse, spilled: bool) -> None:
    assert use.has_spilled is spilled
    verdict = Verdict.WARN if spilled else Verdict.OK
    assert check_card_memory({1: use}).verdict is verdict


def test_a_job_says_once_that_its_memory_was_moved() -> None:
    now, asked = [0.0], [0]
    used = {7: CardUse(8 * GIB, 0), 99: CardUse(8 * GIB, 8 * GIB)}

    def read() -> dict[int, CardUse]:
        asked[0] += 1
        return used

    watch = SpillWatch(read, lambda: {7, 8}, lambda: now[0])
    watch.begin()
    for seconds in range(0, 60, 5):
        now[0] = seconds
        watch.look()
    assert (watch.notices, asked[0]) == ((), 2)  # other programs are none of ours
    used[8] = CardUse(GIB, 3 * GIB)
    for seconds in range(60, 200, 5):
        now[0] = seconds
        watch.look()
    assert [notice.code for notice in watch.notices] == [NoticeCode.CARD_MEMORY_MOVED]
    assert "3.0 GB" in watch.notices[0].message
    assert asked[0] == 3
    watch.begin()
    assert watch.notices == ()
