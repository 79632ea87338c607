"""The examples for clusters: what they start, and what they leave behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.skips import AllowedSkip

_FAKE = """#!/bin/sh
stat -c %a "$MOUTHPIECE_HOME" 2>/dev/null || stat -f %Lp "$MOUTHPIECE_HOME"
echo "$MOUTHPIECE_HOME"
touch "$MOUTHPIECE_HOME/something"
trap 'echo ended in order; exit 5' TERM
echo ready
while [ -z "$AT_ONCE" ]; do sleep 0.05; done
"""


@pytest.mark.skipif(sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("a shell script"))
@pytest.mark.parametrize("ended", ["by itself", "by the cluster"])
def test_a_slot_has_a_home_of_its_own_that_goes_with_it(ended: str, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "mouthpiece"
    program.parent.mkdir()
    program.write_text(_FAKE, encoding="utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    at_once = "1" if ended == "by itself" else ""
    script = subprocess.Popen(
        ["sh", str(ROOT / "app" / "farm" / "examples" / "slurm.sh")],
        env={"PATH": path, "TMPDIR": str(tmp_path), "AT_ONCE": at_once},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert script.stdout is not None
    mode, home, ready = (script.stdout.readline().strip() for _ in range(3))
    assert (mode, ready) == ("700", "ready")
    assert Path(home).parent == tmp_path
    if ended == "by the cluster":
        script.send_signal(signal.SIGTERM)
    rest = script.communicate()[0]
    assert ("ended in order" in rest) is (ended == "by the cluster")
    assert not Path(home).exists()
