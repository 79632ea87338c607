"""A batch and the queue: only what is new is added, and no video is ever overwritten silently."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from app.batch.batch import BatchPlan, BatchTarget, add_batch, plan_batch
from app.batch.batch_names import batch_name
from app.batch.checked_row import SharedSettings
from app.batch.checks import check_rows
from app.batch.name_template import DEFAULT_TEMPLATE, Template
from app.batch.rows import Action, Row
from app.jobs.render import KIND as RENDER
from app.queue.job import JobError, NewJob, State, WorkerId
from app.queue.store import JobStore
from app.queue.transitions import Transition
from talker.errors import ErrorCode, MouthpieceError
from talker.home import home_folder
from tests.app.queue.inputs import finish, opened, picture, sound

TEMPLATE = Template.parse(DEFAULT_TEMPLATE)


class Production:
    """A folder with inputs, a queue, and a batch that can be run again and again."""

    def __init__(self, folder: Path, store: JobStore) -> None:
        self.folder = folder
        self.store = store
        self.videos = folder / "videos"
        self.overwrite = False
        picture(folder / "anna.png")
        self.rows = [self.row(1), self.row(2)]

    def row(self, number: int, **cells: object) -> Row:
        speech = sound(self.folder / f"take{number}.wav", seed=number)
        name = str(cells.pop("name", ""))
        portrait = str(self.folder / "anna.png")
        return Row(number, f"row {number}", portrait, str(speech), name=name, options=cells)

    def add(self, *, force: bool = False, template: Template = TEMPLATE) -> BatchPlan:
        items = check_rows(self.rows, SharedSettings(overwrite=self.overwrite), home_folder())
        return add_batch(self.store, BatchTarget("b", self.videos, template), items, force=force)

    def actions(self) -> list[Action]:
        return [entry.action for entry in self.add().entries]

    def outputs(self) -> list[str]:
        jobs = sorted(self.store.page(batch="b"), key=lambda job: job.id)
        return [job.request.output.name for job in jobs if job.request.output]


@pytest.fixture
def production(tmp_path: Path) -> Iterator[Production]:
    with opened(tmp_path) as store:
        yield Production(tmp_path, store)


def test_every_item_becomes_a_job_of_its_own(production: Production) -> None:
    plan = production.add()
    assert [entry.action for entry in plan.entries] == [Action.NEW, Action.NEW]
    jobs = [production.store.get(job) for job in plan.jobs]
    assert [job.label for job in jobs] == ["anna_take1", "anna_take2"]
    assert all(job.batch == "b" and job.content_key and job.speech_seconds for job in jobs)
    assert jobs[0].request.output == (production.videos / "anna_take1.mp4").absolute()


def test_run_again_it_adds_only_what_changed(production: Production) -> None:
    production.add()
    assert production.actions() == [Action.WAITING, Action.WAITING]
    finish(production.store)
    assert production.actions() == [Action.DONE, Action.WAITING]
    sound(production.folder / "take1.wav", seed=99)
    production.rows.append(production.row(3))
    assert production.actions() == [Action.NEW, Action.WAITING, Action.NEW]
    assert production.outputs() == [
        *("anna_take1.mp4", "anna_take2.mp4"),
        *("anna_take1_2.mp4", "anna_take3.mp4"),
    ]


def test_what_an_earlier_version_made_is_not_made_again(production: Production) -> None:
    production.add()
    items = check_rows(production.rows, SharedSettings(), home_folder())
    with closing(sqlite3.connect(production.store.path)) as database, database:
        for item in items:
            change = "UPDATE jobs SET content_key = ? WHERE content_key = ?"
            database.execute(change, (item.legacy_key, item.content_key))
    finish(production.store)
    assert production.actions() == [Action.DONE, Action.WAITING]
    assert len(production.outputs()) == 2
    (production.videos / "anna_take1.mp4").unlink()
    assert production.actions() == [Action.NEW, Action.WAITING]
    assert production.actions() == [Action.WAITING, Action.WAITING]


def test_a_video_that_is_gone_is_made_again(production: Production) -> None:
    production.add()
    finish(production.store)
    (production.videos / "anna_take1.mp4").unlink()
    assert production.actions() == [Action.NEW, Action.WAITING]


def test_what_failed_stays_failed_until_it_changes_and_cancelled_comes_back(
    production: Production,
) -> None:
    first, second = production.add().jobs
    job = production.store.claim(WorkerId.of_this_process("test"))
    assert job is not None
    error = JobError(ErrorCode.NO_FACE, "No face.")
    assert production.store.release(job.lease, Transition(State.FAILED, error=error))
    production.store.request_stop(second, State.CANCELLED)
    plan = production.add()
    assert [entry.action for entry in plan.entries] == [Action.FAILED, Action.NEW]
    assert plan.jobs[0] == first


def test_force_makes_all_again_under_new_names_but_never_doubles_what_waits(
    production: Production,
) -> None:
    production.add()
    finish(production.store)
    plan = production.add(force=True)
    assert [entry.action for entry in plan.entries] == [Action.NEW, Action.WAITING]
    assert production.outputs()[-1] == "anna_take1_2.mp4"


def test_only_when_asked_for_an_old_video_is_replaced(production: Production) -> None:
    production.add()
    finish(production.store)
    production.overwrite = True
    plan = production.add(force=True)
    job = production.store.get(plan.jobs[0])
    assert job.request.output == (production.videos / "anna_take1.mp4").absolute()
    assert RENDER.require(job.request).overwrite


def test_a_kept_video_is_never_replaced_by_another_item(production: Production) -> None:
    production.add()
    finish(production.store)
    production.overwrite = True
    production.rows.append(production.row(3, name="anna_take1"))
    production.add()
    assert production.outputs()[-1] == "anna_take1_2.mp4"


def test_names_of_strangers_in_the_folder_and_of_other_jobs_are_avoided(
    production: Production,
) -> None:
    production.videos.mkdir()
    (production.videos / "ANNA_take1.MP4").write_bytes(b"mine")
    production.add()
    items = check_rows(production.rows, SharedSettings(), home_folder())
    target = BatchTarget("other", production.videos, TEMPLATE)
    add_batch(production.store, target, items)
    outputs = {job.request.output.name for job in production.store.page() if job.request.output}
    assert outputs == {
        *("anna_take1_2.mp4", "anna_take2.mp4"),
        *("anna_take1_3.mp4", "anna_take2_2.mp4"),
    }


def test_the_same_asked_twice_is_made_once(production: Production) -> None:
    production.rows = [production.row(1), production.row(1), production.row(1, name="second")]
    assert production.actions() == [Action.NEW, Action.SAME, Action.NEW]


def test_problems_are_kept_beside_the_others(production: Production) -> None:
    (production.folder / "take1.wav").write_bytes(b"")
    plan = production.add()
    assert [entry.action for entry in plan.entries] == [Action.PROBLEM, Action.NEW]
    assert len(plan.jobs) == 1


def test_planning_writes_nothing(production: Production) -> None:
    items = check_rows(production.rows, SharedSettings(), home_folder())
    plan = plan_batch(production.store, BatchTarget("b", production.videos, TEMPLATE), items)
    assert len(plan.having(Action.NEW)) == 2
    assert production.store.page() == []
    assert not production.videos.exists()


def test_several_that_add_at_once_share_no_name(
    production: Production, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = JobStore.add

    def slow(store: JobStore, jobs: Sequence[NewJob]) -> list[int]:
        time.sleep(0.1)  # the others get time to plan, if nothing holds them back
        return real(store, jobs)

    monkeypatch.setattr(JobStore, "add", slow)
    production.rows = [production.row(number) for number in range(1, 9)]

    def add(batch: str) -> None:
        items = check_rows(production.rows, SharedSettings(), home_folder())
        target = BatchTarget(batch, production.videos, TEMPLATE)
        add_batch(production.store, target, items)

    threads = [threading.Thread(target=add, args=(f"b{n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outputs = [job.request.output for job in production.store.page()]
    assert len(outputs) == len(set(outputs)) == 24


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_added(
    production: Production,
) -> None:
    production.videos.write_bytes(b"a file")
    with pytest.raises(MouthpieceError) as caught:
        production.add()
    assert caught.value.code is ErrorCode.OUTPUT_UNWRITABLE
    assert production.store.page() == []


def test_a_batch_has_the_same_name_each_time_and_another_for_other_videos(tmp_path: Path) -> None:
    names = [
        batch_name(tmp_path / "in", tmp_path / "out"),
        batch_name(tmp_path / "x" / ".." / "in", tmp_path / "out"),
        batch_name(tmp_path / "in", tmp_path / "out2"),
        batch_name(tmp_path / "list.csv", tmp_path / "out"),
    ]
    assert names[0] == names[1]
    assert len(set(names)) == 3
    assert names[3].startswith("list-")


def test_a_template_with_the_name_makes_the_rows_name_a_part(production: Production) -> None:
    production.rows = [production.row(1, name="Ann"), production.row(2)]
    production.add(template=Template.parse("for {name}_{speech}"))
    assert production.outputs() == ["for Ann_take1.mp4", "for_take2.mp4"]


def test_another_template_leaves_the_rows_name_whole(production: Production) -> None:
    production.rows = [production.row(1, name="Ann"), production.row(2)]
    production.add(template=Template.parse("{n:02}_{speech}"))
    assert production.outputs() == ["Ann.mp4", "02_take2.mp4"]
