"""Programs that this process has started end with it, however it ends."""

from __future__ import annotations

import subprocess
import sys

import psutil
import pytest

from tests.waiting import PATIENCE

# Waits with two encoders that would run for a minute, after one that has ended.
LEADER = """
from talker.media.ffmpeg import Running

endless = ["-f", "lavfi", "-re", "-i", "anullsrc", "-t", "60", "-f", "null", "-"]
with Running(["-version"]) as done:
    done.wait()
with Running(endless), Running(endless):
    print("ready", flush=True)
    input()
    {end}
"""


@pytest.mark.parametrize("way", ["killed", "leaves at once"])
def test_no_encoder_goes_on_without_the_process_that_started_it(way: str) -> None:
    script = LEADER.format(end="import os; os._exit(1)")
    leader = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with leader:
        assert leader.stdin is not None
        assert leader.stdout is not None
        assert leader.stdout.readline().strip() == b"ready"
        children = psutil.Process(leader.pid).children()
        encoders = [child for child in children if "ffmpeg" in child.name()]
        assert len(encoders) == 2
        if way == "killed":
            leader.kill()
        else:
            leader.stdin.write(b"\n")
            leader.stdin.flush()
        _, alive = psutil.wait_procs(children, timeout=PATIENCE)
        for child in alive:
            child.kill()
        assert alive == []
