"""Who waits for work gives the card back in time, and at once when another program needs it."""

from __future__ import annotations

import math

from app.worker.idleness import Crowding, Idleness
from talker.device import CardMemory

GIB = 1 << 30


def test_it_is_over_some_time_after_the_last_work() -> None:
    now = [0.0]
    idle = Idleness(600.0, Crowding(lambda: None), clock=lambda: now[0])
    now[0] = 5000.0
    assert not idle.is_over()  # nothing is loaded yet
    idle.note_work()
    now[0] += 599.0
    assert not idle.is_over()
    idle.note_work()
    now[0] += 599.0
    assert not idle.is_over()
    now[0] += 1.0
    assert idle.is_over()


def test_another_program_that_takes_memory_of_the_card_ends_it_at_once() -> None:
    free = [10 * GIB]
    idle = Idleness(600.0, Crowding(lambda: CardMemory(free[0], 24 * GIB)), clock=lambda: 0.0)
    idle.note_work()
    assert not idle.is_over()
    free[0] = 12 * GIB  # another one ends
    assert not idle.is_over()
    free[0] -= GIB // 2
    assert not idle.is_over()  # a window more
    free[0] -= GIB // 2
    assert idle.is_over()
    idle.note_work()  # what was loaded since is our own
    assert not idle.is_over()


def test_of_a_card_that_is_nearly_full_a_little_is_enough() -> None:
    free = [3 * GIB]
    crowding = Crowding(lambda: CardMemory(free[0], 16 * GIB))
    assert not crowding.look()
    free[0] -= GIB // 4
    assert crowding.look()


def test_models_that_are_to_stay_stay() -> None:
    free = [10 * GIB]
    idle = Idleness(math.inf, Crowding(lambda: CardMemory(free[0], 10 * GIB)))
    idle.note_work()
    assert not idle.is_over()
    free[0] = 0
    assert not idle.is_over()
