"""Makes deliverables, and measures them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from talker.deliver.deliver import deliver
from talker.deliver.finisher import Delivered
from talker.deliver.plan import DeliverTask
from talker.media.ffmpeg import executable
from talker.options.deliver import DeliverOptions
from talker.options.deliver_spec import read_spec
from talker.provenance.publisher import Publisher


def make(master: Path, target: Path, spec: str, **given: object) -> Delivered:
    options = read_spec(spec, DeliverOptions.model_validate(given))
    return deliver(master, [DeliverTask(options, target)], publisher=Publisher(sign=False))[0]


def loudness(path: Path) -> float:
    """In LUFS, by EBU R128."""
    done = subprocess.run(
        [str(executable()), "-nostdin", "-i", str(path), "-af", "ebur128", "-f", "null", "-"],
        capture_output=True,
        check=True,
    )
    return float(re.findall(rb"\bI:\s+(-?[\d.]+) LUFS", done.stderr)[-1])
