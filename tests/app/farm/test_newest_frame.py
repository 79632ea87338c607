"""Whoever looks at a job of the farm sees a frame of the segment that came last."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from app.farm.coordinator.newest_frame import NewestFrame
from app.queue.live_frames import ask_live_frame, forget_live_frame, live_frame_path
from tests.app.clips import write_clip


def at_once(work: Callable[[], object]) -> None:
    """In a thread, as the executor does, that is over when this returns."""
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.fixture(scope="module")
def segment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As a node sends it: a stream of H.264 without a container."""
    folder = tmp_path_factory.mktemp("segment")
    Image.new("RGB", (128, 96), "#369").save(folder / "blue.png")
    return write_clip(folder / "0.h264", folder / "blue.png", frames=3)


def test_the_newest_segment_is_shown_to_who_asks_and_gone_with_the_job(
    segment: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    picture, frame = live_frame_path(5, home), NewestFrame(5, home)
    frame.look(segment, 0.0, at_once)
    assert not picture.exists()  # nobody looks
    ask_live_frame(5, home)
    frame.look(None, 10.0, at_once)
    assert not picture.exists()  # nothing came yet
    frame.look(segment, 20.0, at_once)
    with Image.open(picture) as shown:
        assert shown.format == "JPEG"
        assert shown.width / shown.height == 128 / 96
    forget_live_frame(5, home)  # the panel was closed, and is opened again
    ask_live_frame(5, home)
    frame.look(segment, 30.0, at_once)
    assert picture.exists()
    frame.look(tmp_path / "gone.h264", 40.0, at_once)
    assert picture.exists()  # the last one stays
    frame.remove()
    assert not list(picture.parent.iterdir())


def test_a_frame_that_comes_after_the_end_of_its_job_leaves_nothing(
    segment: Path, tmp_path: Path
) -> None:
    home, frame = tmp_path / "home", NewestFrame(6, tmp_path / "home")
    ask_live_frame(6, home)
    begun: list[Callable[[], object]] = []
    frame.look(segment, 10.0, begun.append)
    frame.remove()
    for work in begun:
        work()
    assert len(begun) == 1
    assert not list((home / "live").iterdir())
