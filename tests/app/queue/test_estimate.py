"""The time left, learned from what this computer has made."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.queue.estimate import job_seconds, learn, queue_seconds
from app.queue.job import Job, State
from app.queue.queries import Load
from talker.options.render import RenderRequest
from talker.progress import Stage


def made(size: int, speech: float, *, rate: float, resumed: int = 0, **facts: object) -> Job:
    """A video that took 2 s, and `rate` for each second of speech."""
    request = RenderRequest(portrait=Path("p"), speech=Path("s"), size=size)
    values: dict[str, object] = {
        "state": State.DONE,
        "frames": round(speech * 25),
        "resumed_frames": resumed,
        "timings": {
            Stage.PREFLIGHT: 0.5,
            Stage.PORTRAIT: 1.5,
            Stage.MOTION: speech * rate / 4,
            Stage.RENDER: speech * rate * 3 / 4,
        },
    }
    return Job(
        id=1,
        request=request,
        label="",
        batch=None,
        priority=0,
        position=1,
        created=0,
        revision=1,
        **values | facts,  # type: ignore[arg-type]
    )


def key(job: Job) -> str:
    """What jobs are grouped by."""
    return job.kind.pace_key(job.request)


SMALL = key(made(256, 1, rate=1))
LARGE = key(made(512, 1, rate=1))


def test_without_history_nothing_is_known() -> None:
    assert learn([]) is None
    assert (
        learn([made(256, 10, rate=1, resumed=5), made(256, 9, rate=1, state=State.FAILED)]) is None
    )


def test_each_kind_of_video_has_its_own_pace() -> None:
    paces = learn([made(256, 10, rate=0.5), made(256, 20, rate=0.5), made(512, 30, rate=2)])
    assert paces is not None
    assert paces.seconds(SMALL, 100) == pytest.approx(2 + 50)
    assert paces.seconds(LARGE, 100) == pytest.approx(2 + 200)
    assert paces.seconds("never made", None) == pytest.approx(2 + 20 * (15 + 60) / 60)


def test_three_videos_tell_how_long_the_queue_takes() -> None:
    paces = learn([made(256, speech, rate=0.5) for speech in (5, 10, 15)])
    assert paces is not None
    waiting = [Load(SMALL, jobs=3, known=2, speech_seconds=60.0)]
    work = (2 + 2 + 0.5 * 60) + (2 + 0.5 * 10)  # the third has the usual length
    assert queue_seconds(paces, waiting, [], workers=1, now=0) == pytest.approx(work)
    assert queue_seconds(paces, waiting, [], workers=2, now=0) == pytest.approx(work / 2)


def test_a_running_job_counts_with_what_is_left_of_it() -> None:
    paces = learn([made(256, 10, rate=0.5)])
    assert paces is not None
    begun = made(256, 20, rate=0, state=State.RUNNING, started=100.0)
    assert job_seconds(paces, begun, now=104.0) == pytest.approx(12 - 4)
    rendering = made(256, 20, rate=0, stage=Stage.RENDER, eta_seconds=7.0)
    assert job_seconds(paces, rendering, now=0) == 7.0
    assert queue_seconds(paces, [], [rendering], workers=4, now=0) == 7.0
