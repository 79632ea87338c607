"""Another version of a finished video."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typing_extensions import override

from app.file_names import safe_name
from app.jobs.kind import Fact, JobKind, Outcome, Product, Run, check_there
from app.settings.store import load_settings
from talker.errors import ErrorCode
from talker.options.containers import CONTAINERS, Format
from talker.options.deliver import DeliverRequest, files_of
from talker.options.deliver_spec import check_codec, with_fitting_codec
from talker.progress import CancelToken, OnProgress, Stage


class DeliverKind(JobKind[DeliverRequest]):
    """One deliverable of a video that lies on the disk."""

    name = "deliver"
    request_type = DeliverRequest
    page = "library"

    def decode(self, stored: Any) -> DeliverRequest | None:
        """Earlier versions took codecs that a kind of file cannot hold, and made the usual one."""
        request = super().decode(stored)
        return None if request is None else with_fitting_codec(request)

    @override
    def check(self, request: DeliverRequest) -> None:
        check_codec(request)
        check_there(request.video, ErrorCode.VIDEO_UNREADABLE)
        super().check(request)
        from talker.deliver.deliver import check_target
        from talker.deliver.plan import DeliverTask

        if request.overwrite:  # what may be there otherwise is the queue's to say
            check_target(DeliverTask(request.options, request.output), overwrite=True)

    @override
    def overwrites(self, request: DeliverRequest) -> bool:
        return request.overwrite

    @override
    def affinity(self, request: DeliverRequest) -> str:
        return f"{self.name} {request.video}"

    @override
    def pace_key(self, request: DeliverRequest) -> str:
        return f"{self.name} {request.format.value}"

    @override
    def summary(self, request: DeliverRequest) -> str:
        return request.video.name

    @override
    def facts(self, request: DeliverRequest) -> tuple[Fact, ...]:
        return Fact("Source", request.video), Fact("Video", request.output)

    @override
    def picture(self, request: DeliverRequest) -> Path | None:
        return request.video

    @override
    def sources(self, request: DeliverRequest) -> tuple[Path, ...]:
        return request.video, *files_of(request.options).values()

    @override
    def output_in(self, folder: Path, name: str, given: Mapping[str, Any]) -> Path:
        wanted = str(given.get("format", Format.MP4))
        suffix = CONTAINERS[Format(wanted)].suffix if wanted in set(Format) else ""
        stem = name.removesuffix(suffix) or Path(str(given.get("video", ""))).stem
        in_folder = bool(suffix) and CONTAINERS[Format(wanted)].in_folder
        return folder / safe_name(stem, "" if in_folder else suffix)

    @override
    def product(self, request: DeliverRequest) -> Product:
        return Product.FILES if request.format.container.in_folder else Product.VIDEO

    @override
    def runner(self, home: Path) -> Run[DeliverRequest]:
        def run(request: DeliverRequest, report: OnProgress, cancel: CancelToken) -> Outcome:
            from app.models import default_store
            from app.transcribing import default_listener
            from talker.deliver.deliver import deliver
            from talker.deliver.plan import DeliverTask

            began = time.monotonic()
            (made,) = deliver(
                request.video,
                [DeliverTask(request.options, request.output)],
                overwrite=request.overwrite,
                on_progress=report,
                cancel=cancel,
                home=home,
                publisher=load_settings(home).publisher,
                listener=default_listener(home),
                models=default_store(home),
            )
            return Outcome(
                output=made.output,
                frames=round(made.duration * made.fps),
                resumed_frames=0,
                engine=made.encoder,
                device="",
                timings={Stage.FINISH: time.monotonic() - began},
                notices=made.notices,
            )

        return run

    def recover(
        self, request: DeliverRequest, frames: int | None, engine: str | None
    ) -> Outcome | None:
        """It is this job's when it says so itself."""
        del frames, engine
        from talker.deliver.plan import DeliverTask
        from talker.deliver.record import is_made

        if not is_made(request.video, DeliverTask(request.options, request.output)):
            return None
        return Outcome(
            output=request.output,
            frames=0,
            resumed_frames=0,
            engine="",
            device="",
            timings={},
            notices=(),
        )


KIND = DeliverKind()
