"""What surrounds a render, whichever part of it is at work."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from talker.model_files import ModelFiles, NoModelFiles
from talker.progress import CancelToken, OnProgress, Progress, Stage, ignore_progress
from talker.provenance.publisher import Publisher
from talker.recognition.listener import Listener, NoListener
from talker.spoken import NoSpeaker, Speaker


@dataclass
class OpenStage:
    """A stage that is being done; its `total` may turn out to be another one on the way."""

    total: int


@dataclass(frozen=True)
class RenderContext:
    """Where the work and the cache of a render are, where reports go and what stops it, which
    models are there, who speaks texts and who writes speech down, in whose name it is published;
    and how many seconds each stage took."""

    home: Path
    on_progress: OnProgress = ignore_progress
    cancel: CancelToken = field(default_factory=CancelToken)
    models: ModelFiles = field(default_factory=NoModelFiles)
    speaker: Speaker = field(default_factory=NoSpeaker)
    publisher: Publisher = field(default_factory=Publisher)
    listener: Listener = field(default_factory=NoListener)
    timings: dict[Stage, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, stage: Stage, total: int = 1) -> Iterator[OpenStage]:
        """Reports the begin and the end of a stage and takes its time."""
        self.cancel.check()
        self.on_progress(Progress(stage, 0, total))
        begin = time.perf_counter()
        opened = OpenStage(total)
        yield opened
        self.timings[stage] = time.perf_counter() - begin
        self.on_progress(Progress(stage, opened.total, opened.total))
