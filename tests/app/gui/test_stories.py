"""The stories of a first day, by mouse and keys on a screen with a window manager."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.jobs.render import KIND as RENDER
from app.queue.job import Job, State
from app.queue.store import JobStore, queue_path
from app.settings.store import load_settings
from tests.app.gui.screen import SIZE, Screen, missing_programs, opened_screen, until
from tests.skips import AllowedSkip

_MISSING = missing_programs() if sys.platform == "linux" else ["Linux"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(_MISSING), reason=AllowedSkip.SYSTEM.reason(f"it lacks {', '.join(_MISSING)}")
    ),
]
TITLE = 24  # pixels that the window manager adds at the top
RAIL = {"create": 38, "queue": 85, "batch": 132, "library": 179}  # the middle of each entry


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def screen(home: Path) -> Iterator[Screen]:
    with opened_screen(home) as opened:
        yield opened


def jobs(home: Path) -> list[Job]:
    path = queue_path(home)
    if not path.is_file():
        return []
    with JobStore(path, check_now=False) as store:
        return store.page()


def ended(home: Path, count: int) -> bool:
    states = [job.state for job in jobs(home)]
    return states.count(State.DONE) >= count


def make_sample(screen: Screen, home: Path) -> None:
    """From the first start to the first video, with keys alone."""
    screen.open()
    screen.keys("Tab", "space")  # from Make a video to Try the sample
    until(lambda: load_settings(home).window.welcomed, "the welcome page was left")

    def rendered() -> bool:
        screen.keys("ctrl+shift+Return")
        return bool(jobs(home))

    until(rendered, "the files were looked at and the video was put into the queue")


def test_from_the_first_start_to_the_first_video(screen: Screen, home: Path) -> None:
    make_sample(screen, home)
    until(lambda: ended(home, 1), "the video was made")
    video = next(job.output for job in jobs(home) if job.state is State.DONE)
    assert video is not None
    assert video.is_file()
    width, height = screen.size()
    assert width <= SIZE[0]
    assert height + TITLE <= SIZE[1]

    # Library: rename the video by keys, and find it renamed in the queue.
    def renamed() -> bool:
        """The first video of the grid gets another name; again while it is not there yet."""
        screen.click(84, RAIL["library"])
        screen.click(300, 250)
        screen.keys("F2", "ctrl+a")
        screen.type("First day")
        screen.keys("Return")
        time.sleep(2)
        return (video.parent / "First day.mp4").is_file()

    until(renamed, "the video was renamed")
    until(lambda: any(job.label == "First day" for job in jobs(home)), "the queue knows it")
    # The end: nothing runs, so nobody is asked.
    screen.keys("ctrl+q")
    assert screen.program is not None
    assert screen.program.wait(60) == 0


def test_a_batch_is_dropped_stopped_and_goes_on(
    screen: Screen, home: Path, tmp_path: Path, astronaut: Path, demo_speech: Path
) -> None:
    folder = tmp_path / "campaign"
    folder.mkdir()
    shutil.copy(astronaut, folder / "anna.png")
    for name in ("one", "two", "three"):
        shutil.copy(demo_speech, folder / f"{name}.flac")
    screen.open(folder)  # as an icon of the desktop does it
    until(lambda: load_settings(home).window.volume == 100 and bool(screen.window()), "it is open")

    def added() -> bool:
        screen.keys("ctrl+3")
        width, height = screen.size()
        screen.click(width - 110, height - 66)  # Add 3 videos to the queue
        return len(jobs(home)) == 3

    until(added, "the batch was added")
    until(lambda: any(job.state is State.RUNNING for job in jobs(home)), "the first is made")
    # Make the last one next, by keys; then try to close the window while one runs.
    screen.keys("ctrl+2")
    screen.keys("ctrl+q")
    until(lambda: screen.program is not None, "a question is asked")
    screen.keys("Escape")
    assert screen.program is not None
    assert screen.program.poll() is None, "Escape goes on working"
    until(lambda: ended(home, 3), "all three are made")
    outputs = {RENDER.require(job.request).output for job in jobs(home)}
    assert all(path is not None and path.parent == folder / "videos" for path in outputs)


def test_pages_and_help_by_keys_and_mouse_and_a_second_start(
    screen: Screen, home: Path, astronaut: Path
) -> None:
    make_sample(screen, home)
    until(lambda: ended(home, 1), "the video was made")
    for key in ("ctrl+6", "ctrl+5", "ctrl+4", "ctrl+3", "ctrl+2", "ctrl+1"):
        screen.keys(key)
    screen.keys("F1")
    screen.do("search", "--sync", "--onlyvisible", "--name", "Help")
    screen.keys("Escape")
    for y in RAIL.values():
        screen.click(84, y)
    screen.open(astronaut)  # a second start hands its file to the window that is open
    assert screen.program is not None
    assert screen.program.poll() is None
    screen.keys("ctrl+q")
    assert screen.program.wait(60) == 0
