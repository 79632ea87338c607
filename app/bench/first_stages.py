"""The stages until a script's first sentence is spoken, in a process of their own.

`python -m app.bench.first_stages HOME VOICE FILE` prints a line for each: seconds by the clock,
those of all processors, and what it was.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

_BEGUN = time.perf_counter()


def main(home: Path, voice: str, script: Path) -> None:
    """Speaks the first sentence of a script as `mouthpiece say` does."""
    stage = _Stages()
    # Late: this is what is measured.
    import app.console.render
    import app.options
    import app.speaking
    from talker.options.spoken import VoiceOptions
    from talker.progress import CancelToken

    readers = app.speaking.default_readers(home)
    stage.ends("the program and its libraries")
    reading = readers.reading(script.read_text("utf-8"), VoiceOptions(voice=voice))
    stage.ends("the script is read")
    short = readers.reading("A.", VoiceOptions(voice=voice))
    next(short.parts(CancelToken()))
    stage.ends("the voice's network is loaded, and says one letter")
    part = next(reading.parts(CancelToken()))
    seconds = len(part.samples) / reading.rate
    stage.ends(f"the first sentence, {seconds:.1f} s of speech")


class _Stages:
    """Prints what each stage has taken, from the begin of the process on."""

    def __init__(self) -> None:
        self._clock, self._processor = _BEGUN, 0.0

    def ends(self, title: str) -> None:
        """A stage that has just ended."""
        clock, processor = time.perf_counter(), time.process_time()
        print(f"{clock - self._clock:.2f} {processor - self._processor:.2f} {title}", flush=True)
        self._clock, self._processor = clock, processor


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
