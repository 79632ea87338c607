"""The newest frame of a job: written for whoever asks, and gone with the job."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import numpy as np
from PIL import Image

from app.queue.job import WorkerId
from app.queue.live_frames import (
    FRESH_SECONDS,
    ask_live_frame,
    forget_live_frame,
    live_frame_path,
    read_live_frame,
)
from app.queue.store import JobStore
from app.worker.live_frame import LiveFrame
from app.worker.messages import Advanced, Message
from app.worker.shutdown import StopRequest
from app.worker.worker import WorkEnd, Worker
from talker.progress import Stage
from tests.app.queue.work import real_job


def picture(level: int) -> np.ndarray:
    return np.full((900, 1600, 3), (level, 40, 200 - level), np.uint8)


def test_a_frame_is_written_once_a_second_and_only_for_who_asks(tmp_path: Path) -> None:
    live, path = LiveFrame(7, tmp_path), live_frame_path(7, tmp_path)
    live.offer(lambda: picture(0), 0.0)
    assert not path.exists()
    ask_live_frame(7, tmp_path)
    live.offer(lambda: picture(0), 0.5)
    assert not path.exists()
    live.offer(lambda: picture(180), 1.0)
    with Image.open(path) as written:
        assert (written.format, written.size) == ("JPEG", (640, 360))
        red, green, blue = np.asarray(written)[180, 320].astype(int)
    assert max(abs(red - 180), abs(green - 40), abs(blue - 20)) < 6
    long_ago = time.time() - FRESH_SECONDS - 1
    os.utime(path.with_suffix(".asked"), (long_ago, long_ago))
    before = read_live_frame(7, tmp_path)
    live.offer(lambda: picture(90), 9.0)
    assert read_live_frame(7, tmp_path) == before
    forget_live_frame(7, tmp_path)
    assert not list(path.parent.iterdir())


def test_a_home_that_takes_no_picture_stops_no_work(tmp_path: Path) -> None:
    ask_live_frame(1, tmp_path)
    path = live_frame_path(1, tmp_path)
    path.mkdir()
    LiveFrame(1, tmp_path).offer(lambda: picture(1), 5.0)
    assert read_live_frame(1, tmp_path) == b""


def test_a_worker_shows_the_job_that_is_looked_at(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path
) -> None:
    seen: list[tuple[int, int]] = []

    def listen(message: Message) -> None:
        if not isinstance(message, Advanced):
            return
        ask_live_frame(message.job, home)
        if message.stage is Stage.RENDER and read_live_frame(message.job, home):
            with Image.open(live_frame_path(message.job, home)) as frame:
                seen.append(frame.size)

    store.add([real_job(tmp_path, astronaut, "a", 1.0)])
    me = WorkerId.of_this_process("live")
    worker = Worker(store, me, listen, StopRequest(), until=WorkEnd(empty=True), home=home)
    thread = threading.Thread(target=worker.run)
    thread.start()
    thread.join(120)
    assert set(seen) == {(128, 128)}
    assert not list((home / "live").iterdir())
