"""A farm whose computers have an engine of another package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.farm.local import LocalFarm
from app.jobs.render import KIND as RENDER
from app.queue.job import NewJob, State
from app.queue.store import JobStore, queue_path
from talker.options.render import RenderRequest
from tests.app.farm.work import joined, running
from tests.app.queue.work import real_job
from tests.extra_engine.install import installed, red_of, write_package


@pytest.fixture(autouse=True)
def extra(tmp_path: Path) -> Iterator[None]:
    """The engine is installed."""
    with installed(write_package(tmp_path / "site")):
        yield


@pytest.mark.slow
def test_its_frames_are_made_on_a_node_with_its_option(tmp_path: Path, astronaut: Path) -> None:
    plain = RENDER.require(real_job(tmp_path, astronaut, "red", 9.0).request)
    wanted = RenderRequest.model_validate(dict(plain) | {"engine": "extra", "tint": 230})
    with LocalFarm(tmp_path / "farm") as farm, JobStore(queue_path(farm.home)) as store:
        (job_id,) = store.add([NewJob(wanted, "red")])
        farm.start_node("one")
        joined(farm, 1)
        with running(farm, store) as run:
            summary = run.end()
        done = store.get(job_id)
    assert (summary.done, summary.failed) == (1, 0), done.error
    assert (done.state, done.engine, done.frames) == (State.DONE, "extra", 225)
    assert abs(red_of(tmp_path / "red.mp4") - 230) < 6
