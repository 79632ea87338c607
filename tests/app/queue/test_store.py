"""The queue on the disk: what is added, listed, claimed, moved, and who may do it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from app.jobs.kind import Outcome
from app.jobs.registry import is_farmable
from app.jobs.render import KIND as RENDER
from app.queue.control import jobs_left
from app.queue.database import Database
from app.queue.job import Job, JobError, NewJob, Share, State, WorkerId
from app.queue.leases import MAX_CRASHES
from app.queue.listing import STATES, Filter, read
from app.queue.schema import connect
from app.queue.store import JobStore, KnownJob
from app.queue.transitions import Transition
from avatar_gen.request import AvatarRequest
from talker.errors import ErrorCode, InputError, UsageError
from talker.progress import Notice, NoticeCode, Stage
from tests.app.queue.work import claimed, plain_job

ME = WorkerId.of_this_process("me")
OUTCOME = Outcome(
    output=Path("/v/ä 视频.mp4"),
    frames=50,
    resumed_frames=10,
    engine="builtin",
    device="cpu",
    timings={Stage.RENDER: 1.5},
    notices=(Notice(NoticeCode.AUDIO_NARROW_BAND, "quiet"),),
)


def ids(jobs: list[Job]) -> list[int]:
    return [job.id for job in jobs]


def test_jobs_come_back_as_they_were_added(store: JobStore) -> None:
    new = replace(plain_job("é 视频"), batch="night", priority=3, content_key="k", speech_seconds=2)
    (job_id,) = store.add([new])
    job = store.get(job_id)
    assert (job.label, job.batch, job.priority) == ("é 视频", "night", 3)
    assert (job.state, job.content_key, job.speech_seconds) == (State.QUEUED, "k", 2.0)


def test_paths_are_made_absolute_when_a_job_is_added(
    store: JobStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    new = plain_job("a")
    bare = replace(new, request=new.request.model_copy(update={"output": None}))
    first, second = store.add([new, bare])
    assert RENDER.require(store.get(first).request).portrait == tmp_path / "p.png"
    assert store.get(first).request.output == tmp_path / "a.mp4"
    assert store.get(second).request.output == tmp_path / "p_a.mp4"


def test_either_all_jobs_are_added_or_none(store: JobStore) -> None:
    new = plain_job("b")
    with pytest.raises(UsageError):
        replace(new, request=new.request.model_copy(update={"output": Path("b.avi")}))
    bad = replace(new, priority=None)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        store.add([plain_job("a"), bad])
    assert store.page() == []


def test_an_unknown_job_has_its_own_error(store: JobStore) -> None:
    with pytest.raises(InputError) as caught:
        store.get(7)
    assert caught.value.code is ErrorCode.JOB_UNKNOWN


def test_higher_priority_comes_first_then_the_order_of_addition(store: JobStore) -> None:
    low, other, high = store.add([plain_job("a"), plain_job("b"), plain_job("c", priority=1)])
    assert ids(store.page()) == [high, low, other]
    assert [claimed(store).id for _ in range(3)] == [high, low, other]
    assert store.claim(ME) is None


def test_who_makes_videos_only_leaves_portraits_to_others(store: JobStore) -> None:
    portraits = NewJob(AvatarRequest(prompt="someone"), "portraits", priority=9)
    drawn, video = store.add([portraits, plain_job()])
    worker = WorkerId.of_this_process("farm")
    held = store.claim(worker, share=Share.FARM)
    assert held is not None
    assert held.id == video
    assert store.claim(worker, share=Share.FARM) is None
    assert [is_farmable(load.kind) for load in store.load()] == [False]
    (another,) = store.add([plain_job("another")])
    rest = store.claim(worker, share=Share.REST)
    assert rest is not None
    assert rest.id == drawn
    assert store.claim(worker, share=Share.REST) is None
    assert (jobs_left(store, Share.FARM), jobs_left(store, Share.REST)) == (3, 2)
    assert claimed(store).id == another


def test_a_claim_prefers_kin_but_never_over_a_higher_priority(store: JobStore) -> None:
    jobs = [
        plain_job("a", portrait="p"),
        plain_job("b", portrait="q"),
        plain_job("c", portrait="q"),
    ]
    first, second, third = store.add(jobs)
    shared = store.get(third)
    affinity = shared.kind.affinity(shared.request)
    job = store.claim(ME, prefer=affinity)
    assert job is not None
    assert job.id == second
    urgent = store.add([plain_job("d", portrait="p", priority=1)])[0]
    job = store.claim(ME, prefer=affinity)
    assert job is not None
    assert job.id == urgent
    job = store.claim(ME, prefer="nobody")
    assert job is not None
    assert job.id == first


def test_pages_filter_by_state_and_batch(store: JobStore) -> None:
    a, b, c = store.add([plain_job("a", batch="x"), plain_job("b", batch="y"), plain_job("c")])
    store.request_stop(a, State.PAUSED)
    assert ids(store.page([State.PAUSED])) == [a]
    assert ids(store.page([State.PAUSED, State.QUEUED])) == [a, b, c]
    assert ids(store.page(batch="y")) == [b]
    assert ids(store.page(offset=1, limit=1)) == [b]


def test_counts_follow_every_change(store: JobStore) -> None:
    a, b, _ = store.add([plain_job("a", batch="x"), plain_job("b"), plain_job("c", batch="x")])
    store.request_stop(a, State.CANCELLED)
    claimed(store)
    counts = store.counts()
    assert (counts[State.QUEUED], counts[State.RUNNING], counts[State.CANCELLED]) == (1, 1, 1)
    assert store.get(b).state is State.RUNNING
    assert store.counts("x")[State.CANCELLED] == 1
    store.clear([State.CANCELLED])
    assert store.counts()[State.CANCELLED] == 0
    assert sum(store.counts("x").values()) == 1


def test_only_one_of_two_transitions_is_made(store: JobStore) -> None:
    (job_id,) = store.add([plain_job()])
    assert store.transition(job_id, {State.QUEUED}, State.PAUSED)
    assert not store.transition(job_id, {State.QUEUED}, State.PAUSED)
    assert not store.transition(99, {State.QUEUED}, State.PAUSED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (State.DONE, State.QUEUED),
        (State.QUEUED, State.DONE),
        (State.PAUSED, State.FAILED),
        (State.QUEUED, State.RUNNING),
    ],
)
def test_moves_that_no_job_makes_are_refused(store: JobStore, old: State, new: State) -> None:
    (job_id,) = store.add([plain_job()])
    with pytest.raises(ValueError, match="no job goes"):
        store.transition(job_id, {old}, new)


def test_a_running_job_is_moved_by_its_holder_alone(store: JobStore) -> None:
    store.add([plain_job()])
    job = claimed(store)
    with pytest.raises(ValueError, match="holder"):
        store.transition(job.id, {State.RUNNING}, State.DONE)
    for stranger in (replace(job.lease, worker="x"), replace(job.lease, attempt=2)):
        assert not store.release(stranger, Transition(State.DONE))
        assert not store.renew(stranger)
        assert not store.progress(stranger, Stage.RENDER, 1, 2, None)
        assert store.desired_state(stranger) is None
    assert store.release(job.lease, Transition(State.DONE, outcome=OUTCOME))


def test_a_finished_job_keeps_what_the_video_told(store: JobStore) -> None:
    store.add([plain_job()])
    job = claimed(store)
    store.progress(job.lease, Stage.FINISH, 0, 7, None)
    store.release(job.lease, Transition(State.DONE, outcome=OUTCOME))
    done = store.get(job.id)
    assert (done.output, done.frames, done.resumed_frames) == (OUTCOME.output, 50, 10)
    assert (done.engine, done.device, dict(done.timings)) == ("builtin", "cpu", {Stage.RENDER: 1.5})
    assert done.notices == OUTCOME.notices
    assert (done.done, done.total, done.worker) == (7, 7, None)
    assert done.ended is not None
    assert job.started is not None
    assert done.ended >= job.started


def test_a_failed_job_keeps_its_error_until_it_is_tried_again(store: JobStore) -> None:
    store.add([plain_job()])
    job = claimed(store)
    error = JobError(ErrorCode.NO_FACE, "no face in é.png", "another", "Trace\nback")
    store.release(job.lease, Transition(State.FAILED, error=error))
    assert store.get(job.id).error == error
    assert store.transition(job.id, {State.FAILED}, State.QUEUED)
    assert store.get(job.id).error is None
    assert store.get(job.id).ended is None


def test_a_waiting_job_stops_at_once_and_a_running_one_when_its_worker_lets_go(
    store: JobStore,
) -> None:
    running, waiting = store.add([plain_job("a"), plain_job("b")])
    job = claimed(store)
    assert store.request_stop(waiting, State.PAUSED)
    assert store.get(waiting).state is State.PAUSED
    assert store.desired_state(job.lease) is State.RUNNING
    assert store.request_stop(running, State.PAUSED)
    assert store.desired_state(job.lease) is State.PAUSED
    assert store.request_stop(running, State.CANCELLED)
    assert not store.request_stop(running, State.PAUSED)  # cancelled is final
    assert store.desired_state(job.lease) is State.CANCELLED
    store.release(job.lease, Transition(State.CANCELLED))
    assert not store.request_stop(running, State.CANCELLED)


def test_a_lapsed_lease_frees_the_job_and_shuts_out_its_old_holder(store: JobStore) -> None:
    store.add([plain_job()])
    old = store.claim(ME, lease_seconds=0.05)
    assert old is not None
    assert store.claim(ME) is None
    time.sleep(0.06)
    new = claimed(store)
    assert (new.id, new.attempts, new.crash_count) == (old.id, 2, 1)
    assert store.desired_state(old.lease) is None
    assert not store.release(old.lease, Transition(State.DONE, outcome=OUTCOME))
    assert store.get(old.id).state is State.RUNNING


def test_a_renewed_lease_does_not_lapse(store: JobStore) -> None:
    store.add([plain_job()])
    job = store.claim(ME, lease_seconds=0.05)
    assert job is not None
    assert store.renew(job.lease, 60)
    time.sleep(0.06)
    assert store.claim(ME) is None


def test_the_job_of_a_process_that_is_gone_is_free_at_once(store: JobStore) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        born = psutil.Process(process.pid).create_time()
        worker = replace(ME, pid=process.pid, process_start=born)
        store.add([plain_job()])
        claimed(store, worker)
        assert store.release_dead() == 0
        process.kill()
    assert store.release_dead() == 1
    assert claimed(store).attempts == 2


def test_a_process_number_that_is_used_again_does_not_keep_a_job(store: JobStore) -> None:
    store.add([plain_job()])
    claimed(store, replace(ME, process_start=ME.process_start - 1000))
    assert store.release_dead() == 1


def test_a_dead_worker_s_job_goes_where_it_was_asked_to_go(store: JobStore) -> None:
    (job_id,) = store.add([plain_job()])
    store.claim(ME, lease_seconds=0)
    store.request_stop(job_id, State.CANCELLED)
    store.release_dead()
    assert store.get(job_id).state is State.CANCELLED


def test_a_job_that_kills_its_workers_fails_in_the_end(store: JobStore) -> None:
    (job_id,) = store.add([plain_job()])
    for _ in range(MAX_CRASHES):
        assert store.claim(ME, lease_seconds=-1) is not None
    assert store.claim(ME) is None
    error = store.get(job_id).error
    assert error is not None
    assert error.code is ErrorCode.WORKER_DIED
    assert f"queue log {job_id}" in error.hint
    assert store.transition(job_id, {State.FAILED}, State.QUEUED)
    assert store.get(job_id).crash_count == 0


def test_deaths_of_workers_are_forgiven_once_the_job_is_a_segment_further(store: JobStore) -> None:
    (job_id,) = store.add([plain_job()])
    for round_ in range(2 * MAX_CRASHES):
        job = store.claim(ME, lease_seconds=-1)
        assert job is not None
        store.progress(job.lease, Stage.RENDER, 200 * (round_ + 1), 9000, None)
    store.release_dead()
    assert store.get(job_id).state is State.QUEUED


def test_reordered_jobs_stand_where_they_were_put(store: JobStore) -> None:
    a, b, c, d = store.add([plain_job(name) for name in "abcd"])
    assert store.reorder([d, c], before=b) == 2
    assert ids(store.page()) == [a, d, c, b]
    assert store.reorder([a]) == 1
    assert ids(store.page()) == [d, c, b, a]
    (high,) = store.add([plain_job("e", priority=5)])
    store.reorder([a], before=high)
    assert ids(store.page()) == [a, high, d, c, b]
    (late,) = store.add([plain_job("f")])
    assert ids(store.page())[-1] == late


def test_the_same_place_can_be_split_any_number_of_times(store: JobStore) -> None:
    first, second, *others = store.add([plain_job(str(index)) for index in range(60)])
    for job_id in others:
        store.reorder([job_id], before=second)
    assert ids(store.page()) == [first, *others, second]


def test_a_job_that_runs_or_has_ended_is_not_reordered(store: JobStore) -> None:
    a, b = store.add([plain_job("a"), plain_job("b")])
    claimed(store)
    assert store.reorder([a], before=b) == 0
    with pytest.raises(InputError):
        store.reorder([b], before=99)


def test_the_listing_has_what_runs_then_what_waits_then_what_ended(store: JobStore) -> None:
    a, b, c, d, e = store.add([plain_job(name) for name in "abcde"])
    store.request_stop(c, State.CANCELLED)
    store.request_stop(b, State.CANCELLED)
    store.request_stop(e, State.PAUSED)
    claimed(store)
    found = store.listing(Filter())
    assert found.ids == [a, d, e, b, c]
    wanted = [State.RUNNING, State.QUEUED, State.PAUSED, State.CANCELLED, State.CANCELLED]
    assert [STATES[code] for code in found.codes] == wanted
    assert store.listing(Filter(frozenset({State.RUNNING, State.CANCELLED}))).ids == [a, b, c]


def test_a_listing_finds_labels_in_any_case_of_any_script(store: JobStore) -> None:
    labels = ("Übung EINS", "übung zwei", "ΠΑΡΑΔΕΙΓΜΑ", "100 % _", "影片")
    added = store.add([replace(plain_job("x"), label=name) for name in labels])
    found = {text: store.listing(Filter(text=text.casefold())).ids for text in labels}
    assert found == {name: [job] for name, job in zip(labels, added, strict=True)}
    assert store.listing(Filter(text="übung")).ids == added[:2]


def test_a_listing_tells_which_jobs_moved_since_the_one_before(store: JobStore) -> None:
    a, b, c = store.add([plain_job(name) for name in "abc"])
    first = store.listing(Filter())
    assert store.listing(Filter(), first) is first
    running = claimed(store)
    second = store.listing(Filter(), first)
    assert second.moved == (a,)
    store.progress(running.lease, Stage.RENDER, 1, 2, None)
    third = store.listing(Filter(), second)
    assert third.ids is second.ids  # further with its work, but where it was
    store.remove([b])
    assert store.listing(Filter(), third).moved == (b,)
    store.reorder([c])
    assert store.listing(Filter(), third).ids == [a, c]
    store.add([plain_job(str(number)) for number in range(9)])
    assert store.listing(Filter(), third).moved is None
    assert store.listing(Filter(text="a"), third).moved is None


def test_an_order_of_many_jobs_is_read_from_an_index_alone(store: JobStore) -> None:
    # The rows themselves are a hundred times as much; nothing is sorted either.
    said: list[str] = []
    connection = connect(store.path)
    connection.set_trace_callback(said.append)
    read(connection, Filter())
    connection.set_trace_callback(None)
    (waiting,) = (text for text in said if "position" in text)
    plan = [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {waiting}")]
    assert plan == ["SCAN jobs USING COVERING INDEX jobs_order"]
    connection.close()


def test_jobs_are_read_again_only_where_they_changed(store: JobStore) -> None:
    a, b, c = store.add([plain_job(name) for name in "abc"])
    assert {job.id for job in store.jobs([a, c, 99])} == {a, c}
    seen = store.revision()
    store.request_stop(c, State.CANCELLED)
    store.request_stop(b, State.CANCELLED)
    assert [job.id for job in store.jobs([a, c], seen)] == [c]


def test_what_is_asked_of_many_jobs_lets_others_have_their_turn(
    store: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One transaction for all would keep workers from renewing their leases.
    monkeypatch.setattr("app.queue.store._PART", 4)
    added = store.add([plain_job(str(number)) for number in range(10)])
    held = claimed(store)
    renewed: list[bool] = []
    with JobStore(store.path) as other:
        monkeypatch.setattr(
            "app.queue.store.time.sleep", lambda _: renewed.append(other.renew(held.lease))
        )
        assert store.request_stops(added, State.PAUSED) == [True] * 10
        assert store.resume(added) == [True] * 10
        assert store.request_stops(added, State.CANCELLED) == [True] * 10
        assert store.clear([State.CANCELLED]) == added[1:]
    assert renewed == [True] * 8
    assert store.retry([held.id]) == [False]
    assert store.get(held.id).stop is State.CANCELLED


def test_only_who_was_asked_to_pause_is_resumed(store: JobStore) -> None:
    store.add([plain_job("a")])
    held = claimed(store)
    assert store.resume([held.id, 99]) == [False, False]
    assert store.get(held.id).stop is None
    store.request_stop(held.id, State.PAUSED)
    assert store.resume([held.id]) == [True]
    assert store.get(held.id).stop is State.QUEUED


def test_old_ends_are_pruned_and_young_ones_stay(store: JobStore) -> None:
    old, young, waiting = store.add([plain_job(name, batch="x") for name in "abc"])
    for job_id in (old, young):
        store.request_stop(job_id, State.CANCELLED)
    with sqlite3.connect(store.path) as raw:
        raw.execute("UPDATE jobs SET ended = ended - 86400 * 9 WHERE id = ?", (old,))
    assert store.prune(8) == [old]
    assert ids(store.page()) == [young, waiting]


def test_ids_are_never_used_twice(store: JobStore) -> None:
    (first,) = store.add([plain_job()])
    store.clear([State.QUEUED])
    assert store.add([plain_job()]) != [first]


def test_batches_know_their_jobs_and_end_with_them(store: JobStore) -> None:
    a, b = store.add([plain_job("a", batch="x"), plain_job("b", batch="x", content_key="k")])
    batch = store.batch("x")
    assert batch is not None
    assert (batch.jobs, batch.ended) == (2, False)
    assert store.content_keys("x") == {
        "": KnownJob(a, State.QUEUED),
        "k": KnownJob(b, State.QUEUED),
    }
    for job_id in (a, b):
        store.request_stop(job_id, State.CANCELLED)
    assert store.batches()[0].ended
    store.clear([State.CANCELLED])
    assert store.batch("x") is None


def test_an_output_that_an_unfinished_job_will_write_is_known(store: JobStore) -> None:
    a, b = store.add([plain_job("Video"), plain_job("other")])
    output = store.get(a).request.output
    assert output is not None
    shouted = output.with_name("VIDEO.mp4")
    assert store.writers(shouted) == [a]
    store.request_stop(a, State.CANCELLED)
    assert store.writers(shouted) == []
    assert store.writers(output.with_name("other.mp4")) == [b]


def test_two_jobs_with_the_same_output_never_run_at_once(store: JobStore) -> None:
    first, second, other = store.add([plain_job("a"), plain_job("a"), plain_job("b")])
    job = claimed(store)
    assert (job.id, claimed(store).id) == (first, other)
    assert store.claim(ME) is None
    store.release(job.lease, Transition(State.CANCELLED))
    assert claimed(store).id == second


def test_a_paused_job_tells_what_it_waits_for(store: JobStore) -> None:
    store.add([plain_job()])
    job = claimed(store)
    reason = ErrorCode.DISK_FULL
    store.release(job.lease, Transition(State.PAUSED, reason=reason))
    assert ids(store.waiting_for(reason)) == [job.id]
    store.transition(job.id, {State.PAUSED}, State.QUEUED)
    assert store.waiting_for(reason) == []


def test_load_sums_what_waits_by_kind(store: JobStore) -> None:
    store.add([plain_job("a", speech_seconds=2.0), plain_job("b", speech_seconds=3.0)])
    store.add([plain_job("c"), plain_job("d")])
    store.request_stop(4, State.CANCELLED)
    (load,) = store.load()
    assert (load.jobs, load.known, load.speech_seconds) == (3, 2, 5.0)


def test_jobs_that_ended_meanwhile_are_counted(store: JobStore) -> None:
    a, b = store.add([plain_job("a"), plain_job("b")])
    store.request_stop(a, State.CANCELLED)
    before = store.revision()
    assert store.ended_after(before)[State.CANCELLED] == 0
    store.request_stop(b, State.CANCELLED)
    assert store.ended_after(before)[State.CANCELLED] == 1


def test_threads_that_come_and_go_leave_no_connections_behind(store: JobStore) -> None:
    for _ in range(12):
        thread = threading.Thread(target=store.counts)
        thread.start()
        thread.join()
    opened = [file.path for file in psutil.Process().open_files()]
    assert opened.count(str(store.path)) == 1


def test_a_store_that_is_closed_while_a_thread_reads_leaves_nothing_open(store: JobStore) -> None:
    database = Database(store.path)
    with database.reading() as connection:
        database.close()
        assert connection.execute("SELECT count(*) FROM jobs").fetchone()[0] == 0
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")


def test_jobs_that_were_taken_out_are_put_back_where_they_stood(store: JobStore) -> None:
    jobs = store.add([replace(plain_job(name), batch="night") for name in "abc"])
    held = claimed(store)
    assert store.release(held.lease, Transition(State.DONE, OUTCOME))
    before, seen = ids(store.page()), store.listing(Filter())
    out = store.take_out([jobs[0], jobs[1], 999])
    assert [row["id"] for row in out] == jobs[:2]
    assert (ids(store.page()), store.counts()[State.DONE]) == ([jobs[2]], 0)
    gone = store.listing(Filter(), seen)
    store.put_back(out)
    assert ids(store.page()) == before
    first = store.get(jobs[0])
    assert (first.state, first.output, first.batch) == (State.DONE, OUTCOME.output, "night")
    assert {job.id for job in store.jobs(jobs, gone.revision)} == set(jobs[:2])
    assert sorted(store.listing(Filter(), gone).ids) == sorted(jobs)
    assert claimed(store).id == jobs[1]


def test_a_running_job_is_not_taken_out(store: JobStore) -> None:
    store.add([plain_job("a")])
    held = claimed(store)
    assert store.take_out([held.id]) == []
