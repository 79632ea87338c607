"""The queue on a real farm: videos are made, survive lost slots and schedulers, and are right."""

from __future__ import annotations

import json
import socket
import sys
import time
from pathlib import Path

import psutil
import pytest

from app.farm.coordinator.dispatcher import Timeouts
from app.farm.local import LocalFarm
from app.farm.net.audit import audit_path
from app.jobs.render import KIND as RENDER
from app.queue.job import NewJob, State
from app.queue.joblog import read_log
from app.queue.store import JobStore
from app.worker.messages import Advanced, Ended
from talker.dubbing.pipeline import dub
from talker.errors import ErrorCode
from talker.options.dub import DubRequest
from talker.progress import Stage
from tests.app.farm.work import joined, running, slot_processes
from tests.app.queue.work import Crew, real_job, same_video, undisturbed
from tests.skips import AllowedSkip
from tests.talker.dubbing.footage import swaying, write_film
from tests.talker.sounds import write_clicks
from tests.waiting import PATIENCE, until

needs_signals = pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("Windows knows no signals")
)


@pytest.fixture(scope="module")
def long_job(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> tuple[NewJob, Path]:
    """A job of 32 seconds (four segments) and its video, made on one computer."""
    folder = tmp_path_factory.mktemp("long")
    job = real_job(folder, astronaut, "long", 32.0)
    return job, undisturbed(job, folder)


def placed(job: NewJob, output: Path) -> NewJob:
    return NewJob(RENDER.require(job.request).model_copy(update={"output": output}), job.label)


def test_a_job_is_made_spread_over_two_nodes_with_the_frames_of_one_computer(
    farm: LocalFarm, store: JobStore, long_job: tuple[NewJob, Path], tmp_path: Path
) -> None:
    job, video = long_job
    warm = [
        real_job(tmp_path, RENDER.require(job.request).portrait, name, 1.0) for name in ("w1", "w2")
    ]
    *_, job_id = store.add([*warm, placed(job, tmp_path / "视频 é.mp4")])
    bad = real_job(tmp_path, RENDER.require(job.request).portrait, "bad", 0.6)
    RENDER.require(bad.request).speech.write_bytes(b"")
    (bad_id,) = store.add([bad])
    for name in ("one", "two"):
        farm.start_node(name)
    joined(farm, 2)
    with running(farm, store) as run:
        summary = run.end()
    assert (summary.done, summary.failed, summary.stopped) == (3, 1, False)
    done = store.get(job_id)
    assert (done.state, done.attempts, done.frames) == (State.DONE, 1, 800)
    assert (done.engine, done.resumed_frames) == ("builtin", 0)
    assert set(done.timings) >= {Stage.PREFLIGHT, Stage.RENDER, Stage.FINISH}
    assert same_video(tmp_path / "视频 é.mp4", video)
    failed = store.get(bad_id).error
    assert failed is not None
    assert failed.code is ErrorCode.AUDIO_EMPTY
    # The log says who joined and that both have made segments of it.
    events = [json.loads(line) for line in audit_path(farm.home).read_text("utf-8").splitlines()]
    assert {one["slot"] for one in events if one["event"] == "joined"} == {"one/0", "two/0"}
    makers = {one["slot"] for one in events if one.get("task", "").startswith("segment")}
    assert makers == {"one/0", "two/0"}
    # Nothing but the inputs stays on the nodes, and no part anywhere.
    for name in ("one", "two"):
        assert not list(farm.node_home(name).rglob("segment-*"))
    assert not list(tmp_path.glob("*.part*"))


@needs_signals
@pytest.mark.slow
def test_a_killed_slot_gives_its_job_back_and_finished_segments_are_not_made_again(
    farm: LocalFarm, store: JobStore, long_job: tuple[NewJob, Path], tmp_path: Path
) -> None:
    job, video = long_job
    (job_id,) = store.add([placed(job, tmp_path / "a.mp4")])
    node = farm.start_node("one")
    joined(farm, 1)
    with running(farm, store) as run:
        until(lambda: bool(list((farm.home / "work").glob("*/segment-000000.h264"))))
        for process in slot_processes(node.pid):
            process.kill()
        assert run.end().done == 1
    done = store.get(job_id)
    assert done.attempts == 2
    assert done.resumed_frames >= 200
    assert same_video(tmp_path / "a.mp4", video)
    assert "its process ended" in read_log(job_id, farm.home)


@needs_signals
@pytest.mark.slow  # the short torture has a sleeper too
def test_a_slot_that_sleeps_loses_its_job_and_makes_no_second_video(
    farm: LocalFarm, store: JobStore, long_job: tuple[NewJob, Path], tmp_path: Path
) -> None:
    job, video = long_job
    (job_id,) = store.add([placed(job, tmp_path / "a.mp4")])
    sleeper = farm.start_node("sleeper")
    joined(farm, 1)
    with running(farm, store) as run:
        until(lambda: any(isinstance(one, Advanced) and one.done > 0 for one in run.said))
        (process,) = slot_processes(sleeper.pid)
        process.suspend()
        farm.start_node("awake")
        run.end()
        process.resume()
    time.sleep(1.0)
    assert store.get(job_id).attempts == 2
    assert same_video(tmp_path / "a.mp4", video)
    ends = [one.state for one in run.said if isinstance(one, Ended)]
    assert ends == [State.QUEUED, State.DONE]


@pytest.mark.slow
def test_the_scheduler_may_be_killed_and_started_again(
    farm: LocalFarm, store: JobStore, long_job: tuple[NewJob, Path], tmp_path: Path
) -> None:
    job, video = long_job
    ids = store.add([placed(job, tmp_path / f"{name}.mp4") for name in "ab"])
    farm.start_node("one")
    joined(farm, 1)
    with running(farm, store) as run:
        until(lambda: bool(list((farm.home / "work").glob("*/segment-000000.h264"))))
        farm.kill_scheduler()
        farm.start_scheduler()
        assert run.end().done == 2
    assert all(same_video(tmp_path / f"{name}.mp4", video) for name in "ab")
    assert sum(store.get(one).resumed_frames for one in ids) >= 200


@pytest.mark.slow
def test_jobs_can_be_stopped_and_go_on_without_the_farm(
    farm: LocalFarm, store: JobStore, long_job: tuple[NewJob, Path], tmp_path: Path
) -> None:
    job, video = long_job
    (job_id,) = store.add([placed(job, tmp_path / "a.mp4")])
    farm.start_node("one")
    joined(farm, 1)
    with running(farm, store, forever=True):
        until(lambda: bool(list((farm.home / "work").glob("*/segment-000000.h264"))))
        assert store.request_stop(job_id, State.PAUSED)
        until(lambda: store.get(job_id).state is State.PAUSED)
    # The node has let go of it too.
    until(lambda: not list(farm.node_home("one").rglob("*.part")))
    store.transition(job_id, {State.PAUSED}, State.QUEUED)
    with Crew(farm.home) as crew:
        assert crew.start(until_empty=True).wait(PATIENCE)
    assert store.get(job_id).resumed_frames >= 200
    assert same_video(tmp_path / "a.mp4", video)


def test_a_run_that_is_stopped_leaves_its_jobs_in_the_queue(
    farm: LocalFarm, store: JobStore, long_job: tuple[NewJob, Path], tmp_path: Path
) -> None:
    job, _ = long_job
    ids = store.add([placed(job, tmp_path / f"{name}.mp4") for name in "ab"])
    farm.start_node("one")
    joined(farm, 1)
    with running(farm, store) as run:
        until(lambda: any(isinstance(one, Advanced) and one.done > 0 for one in run.said))
        run.stop.request()
        assert run.end(15).stopped
    assert [store.get(job_id).state for job_id in ids] == [State.QUEUED, State.QUEUED]
    assert [store.get(job_id).crash_count for job_id in ids] == [0, 0]


@needs_signals
def test_nothing_of_the_farm_listens_without_tls(farm: LocalFarm) -> None:
    node = farm.start_node("one")
    joined(farm, 1)
    processes = [psutil.Process(one.pid) for one in farm.processes]
    everyone = {child for one in processes for child in [one, *one.children(recursive=True)]}
    ports = {
        connection.laddr.port
        for process in everyone
        for connection in process.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN
    }
    assert node.pid in {one.pid for one in processes}
    assert len(ports) == 2  # the scheduler's and the slot's
    for port in ports:
        with socket.create_connection(("127.0.0.1", port), 5) as plain:
            plain.sendall(b"GET / HTTP/1.0\r\n\r\n")
            plain.settimeout(5)
            try:
                answer = plain.recv(100)
            except ConnectionResetError:
                answer = b""
        # A TLS alert (21) or nothing: no word in the clear.
        assert answer[:1] in (b"", b"\x15")


@pytest.mark.slow
def test_a_film_with_new_words_is_made_on_a_farm_as_on_one_computer(
    farm: LocalFarm, store: JobStore, astronaut: Path, tmp_path: Path
) -> None:
    film = write_film(
        tmp_path / "film.mp4", swaying(astronaut, 16), rate="4"
    )  # few frames a segment
    speech = write_clicks(tmp_path / "speech.wav", 32.0, 16000)
    request = DubRequest(clip=film, speech=speech, output=tmp_path / "dub 片.mp4", quality=20)
    alone = dub(request.model_copy(update={"output": tmp_path / "alone.mp4"}), home=tmp_path / "h")
    (job_id,) = store.add([NewJob(request, "dub")])
    for name in ("one", "two"):
        farm.start_node(name)
    joined(farm, 2, 200)
    with running(farm, store, timeouts=Timeouts()) as run:
        assert run.end(900).done == 1, store.get(job_id).error
    done = store.get(job_id)
    assert (done.state, done.frames, done.engine) == (State.DONE, 128, "builtin")
    assert same_video(tmp_path / "dub 片.mp4", alone.output)
    events = [json.loads(line) for line in audit_path(farm.home).read_text("utf-8").splitlines()]
    makers = {one["slot"] for one in events if one.get("task", "").startswith("segment")}
    assert makers  # one of them may be done before the other is ready to help
    for name in ("one", "two"):
        assert not list(farm.node_home(name).rglob("segment-*"))
