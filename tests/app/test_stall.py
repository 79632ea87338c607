"""Standstill: what counts as a sign of life, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stall import ObservedToken, SignsOfLife
from talker.errors import ErrorCode
from talker.progress import Notice, NoticeCode, Progress, Stage


class Clock:
    """A clock that the test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("app.stall.time.monotonic", lambda: self.now)

    def run(self, life: SignsOfLife, seconds: int) -> None:
        for _ in range(seconds):
            self.now += 1
            life.look()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_silence_ends_in_an_error_that_names_the_stage(clock: Clock, tmp_path: Path) -> None:
    life = SignsOfLife(60, tmp_path)
    life.on_event(Progress(Stage.MOTION, 0, 1))
    clock.run(life, 59)
    assert life.error is None
    clock.run(life, 1)
    assert life.error is not None
    assert life.error.code is ErrorCode.STALLED
    assert "motion" in life.error.message


def test_progress_is_a_sign_of_life(clock: Clock, tmp_path: Path) -> None:
    life = SignsOfLife(60, tmp_path)
    report = life.watched(lambda _: None)
    for done in range(5):
        report(Progress(Stage.RENDER, done, 5))
        clock.run(life, 59)
    assert life.error is None


def test_asking_whether_to_stop_is_one_too_but_not_for_ever(clock: Clock, tmp_path: Path) -> None:
    life = SignsOfLife(60, tmp_path)
    cancel = ObservedToken(life)
    for _ in range(14):
        clock.run(life, 50)
        cancel.check()
        assert not cancel.cancelled
    assert life.error is None
    clock.run(life, 50)
    assert life.error is not None


def test_waiting_for_another_process_is_no_standstill(clock: Clock, tmp_path: Path) -> None:
    life = SignsOfLife(60, tmp_path)
    life.on_event(Notice(NoticeCode.WAITING, "another process makes the same video"))
    clock.run(life, 1000)
    assert life.error is None


def test_a_computer_that_slept_has_not_stood_still(clock: Clock, tmp_path: Path) -> None:
    life = SignsOfLife(60, tmp_path)
    clock.now += 8 * 3600
    assert life.look() is None
