"""What the preview process has loaded when a portrait is shown: the window waits for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SHOW = """
import sys
from pathlib import Path
from app.preview.answers import Answers
from app.preview.messages import LookAtPortrait
from talker.progress import CancelToken
portrait, home, *heavy = sys.argv[1:]
look = Answers(Path(home)).answer(LookAtPortrait(path=portrait), CancelToken(), print)
assert look.faces
print([name for name in heavy if name in sys.modules])
"""


def test_a_portrait_is_shown_before_what_others_need_is_loaded(
    astronaut: Path, tmp_path: Path
) -> None:
    heavy = ("torch", "mediapipe", "scipy.ndimage", "scipy.signal", "num2words", "talker.pipeline")
    run = [sys.executable, "-P", "-c", _SHOW, str(astronaut), str(tmp_path), *heavy]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
