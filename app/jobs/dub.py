"""New words for a film: a film and a recording, or a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from typing_extensions import override

from app.jobs.kind import Fact, JobKind, Outcome, Product, Run, check_there
from app.jobs.render import outcome_of, recovered
from app.jobs.speaking_videos import heard, offered, spoken_seconds, video_in
from talker.errors import ErrorCode
from talker.options.dub import DubRequest
from talker.options.spoken import SCRIPT
from talker.progress import CancelToken, OnProgress
from talker.segments import output_path


class DubKind(JobKind[DubRequest]):
    """A film whose lips are drawn anew."""

    name = "dub"
    request_type = DubRequest
    farmable = True
    here_alone = (f"{name} {SCRIPT}",)  # the voices are those of this computer
    page = "create"

    @override
    def map_files(self, request: DubRequest, change: Callable[[str], str]) -> DubRequest:
        """A text that is spoken stands in the place of a file, and is none."""
        mapped = super().map_files(request, change)
        return mapped.model_copy(update={"speech": request.speech}) if request.text else mapped

    @override
    def freeze(self, request: DubRequest) -> DubRequest:
        output = output_path(request.output, request.clip, request.speech)
        return super().freeze(request).model_copy(update={"output": output})

    @override
    def output_in(self, folder: Path, name: str, given: Mapping[str, Any]) -> Path:
        return video_in(folder, name, given.get("clip"))

    @override
    def check(self, request: DubRequest) -> None:
        check_there(request.clip, ErrorCode.VIDEO_UNREADABLE)
        if not request.text:
            check_there(request.speech, ErrorCode.AUDIO_MISSING)

    @override
    def overwrites(self, request: DubRequest) -> bool:
        return request.overwrite

    @override
    def affinity(self, request: DubRequest) -> str:
        return f"{self.name} {request.engine.value} {request.clip}"

    @override
    def pace_key(self, request: DubRequest) -> str:
        spoken = f"{SCRIPT} " if request.text else ""
        return f"{self.name} {spoken}{request.engine.value}"

    @override
    def summary(self, request: DubRequest) -> str:
        return f"{request.clip.name} + {request.speech.name}"

    @override
    def facts(self, request: DubRequest) -> tuple[Fact, ...]:
        inputs = [Fact("Film", request.clip), heard(request.text, request.speech)]
        if request.output is not None:
            inputs.append(Fact("Video", request.output))
        return tuple(inputs)

    @override
    def picture(self, request: DubRequest) -> Path | None:
        return request.clip

    @override
    def sources(self, request: DubRequest) -> tuple[Path, ...]:
        return (request.clip,) if request.text else (request.clip, request.speech)

    @override
    def product(self, request: DubRequest) -> Product:
        del request
        return Product.VIDEO

    @override
    def recordings(self, request: DubRequest) -> tuple[Path, ...]:
        return () if request.text else (request.speech,)

    @override
    def speech_seconds(self, request: DubRequest) -> float | None:
        return spoken_seconds(request.text, [request.speech])

    @override
    def runner(self, home: Path) -> Run[DubRequest]:
        def run(request: DubRequest, report: OnProgress, cancel: CancelToken) -> Outcome:
            from talker.dubbing.pipeline import dub

            return outcome_of(dub(request, on_progress=report, cancel=cancel, **offered(home)))

        return run

    def recover(
        self, request: DubRequest, frames: int | None, engine: str | None
    ) -> Outcome | None:
        """It is this job's when it has as many frames as the job had counted."""
        return recovered(request.output, frames, engine or request.engine.value)


KIND = DubKind()
