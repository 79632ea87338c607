"""The one rule for the end of a failed attempt, on one computer and on one of several."""

from __future__ import annotations

import pytest

from app.queue.job import JobError, State
from app.queue.leases import MAX_CRASHES
from app.worker.outcome import FailureClass, classify, failed_attempt
from talker.errors import ErrorCode

LAST = MAX_CRASHES - 1
QUEUED, PAUSED, FAILED = State.QUEUED, State.PAUSED, State.FAILED


@pytest.mark.parametrize(
    ("code", "here", "elsewhere"),
    [
        (ErrorCode.AUDIO_EMPTY, FAILED, FAILED),
        (ErrorCode.DISK_FULL, PAUSED, QUEUED),
        (ErrorCode.OUTPUT_UNWRITABLE, FAILED, QUEUED),
        (ErrorCode.MODEL_MISSING, FAILED, QUEUED),
        (ErrorCode.FARM_NODE_LOST, FAILED, QUEUED),
        (ErrorCode.FARM_UNREACHABLE, FAILED, QUEUED),
    ],
)
def test_a_failure_that_is_no_crash_never_counts_against_the_job(
    code: ErrorCode, here: State, elsewhere: State
) -> None:
    error = JobError(code, "so it is")
    for crashes in (0, LAST, 10):
        for end, result in (
            (here, failed_attempt(error, crashes)),
            (elsewhere, failed_attempt(error, crashes, elsewhere=True)),
        ):
            assert (result.state, result.crashed, result.error) == (end, False, error)
            assert result.reason == (code.value if end is PAUSED else "")


@pytest.mark.parametrize("elsewhere", [False, True])
@pytest.mark.parametrize(
    "code", [ErrorCode.OUT_OF_MEMORY, ErrorCode.WORKER_DIED, ErrorCode.BACKEND_HUNG]
)
def test_a_crash_is_tried_again_wherever_it_was_but_not_for_ever(
    code: ErrorCode, *, elsewhere: bool
) -> None:
    error = JobError(code, "it fell")
    for crashes in range(LAST):
        result = failed_attempt(error, crashes, elsewhere=elsewhere)
        assert (result.state, result.crashed, result.error) == (QUEUED, True, error)
    last = failed_attempt(error, LAST, elsewhere=elsewhere)
    assert (last.state, last.crashed, last.error) == (FAILED, False, error)


@pytest.mark.parametrize(
    "code", [ErrorCode.INTERNAL, ErrorCode.ENCODER_FAILED, ErrorCode.INPUT_UNREADABLE]
)
def test_what_may_be_the_computers_fault_is_tried_again_on_another_one_only(
    code: ErrorCode,
) -> None:
    error = JobError(code, "who knows")
    assert failed_attempt(error, 0).state is FAILED
    assert failed_attempt(error, 0, elsewhere=True).state is QUEUED
    assert failed_attempt(error, 0, elsewhere=True).crashed
    assert failed_attempt(error, LAST, elsewhere=True).state is FAILED


@pytest.mark.parametrize("code", ErrorCode)
def test_every_failure_ends_in_a_state_that_a_running_job_may_take(code: ErrorCode) -> None:
    for crashes in range(MAX_CRASHES + 1):
        for elsewhere in (False, True):
            result = failed_attempt(JobError(code, ""), crashes, elsewhere=elsewhere)
            assert result.state in (QUEUED, PAUSED, FAILED)
            assert (result.state is PAUSED) == bool(result.reason)
            assert not (result.crashed and classify(code) is FailureClass.JOB)
