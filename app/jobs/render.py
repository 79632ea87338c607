"""A video: a portrait and a recording."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from typing_extensions import override

from app.jobs.kind import Fact, JobKind, Outcome, Product, Run, check_there
from app.jobs.speaking_videos import heard, offered, spoken_seconds, video_in
from talker.errors import ErrorCode, InputError, MouthpieceError
from talker.options.deliver_spec import fitting_spec
from talker.options.engines import STORED
from talker.options.render import RenderRequest
from talker.options.sound import kept_seconds
from talker.options.spoken import SCRIPT
from talker.progress import CancelToken, OnProgress
from talker.result import RenderResult
from talker.segments import output_path


class RenderKind(JobKind[RenderRequest]):
    """The first kind of all: its requests stand in the database without a name around them."""

    name = "render"
    request_type = RenderRequest
    farmable = True
    here_alone = (SCRIPT,)  # the voices are those of this computer
    page = "create"

    @override
    def encode(self, request: RenderRequest) -> str:
        return request.model_dump_json()

    @override
    def holds(self, stored: Any) -> bool:
        return isinstance(stored, dict) and "portrait" in stored

    @override
    def decode(self, stored: Any) -> RenderRequest | None:
        if not self.holds(stored):
            return None
        # Earlier versions took codecs that a kind of file cannot hold, and made the usual one.
        specs = [fitting_spec(str(spec)) for spec in stored.get("deliverable", ())]
        return RenderRequest.model_validate(stored | {"deliverable": specs}, context=STORED)

    @override
    def map_files(self, request: RenderRequest, change: Callable[[str], str]) -> RenderRequest:
        """A text that is spoken stands in the place of a file, and is none."""
        mapped = super().map_files(request, change).with_files(change)
        return mapped.model_copy(update={"speech": request.speech}) if request.text else mapped

    @override
    def freeze(self, request: RenderRequest) -> RenderRequest:
        output = output_path(request.output, request.portrait, request.speech)
        return super().freeze(request).model_copy(update={"output": output})

    def check(self, request: RenderRequest) -> None:
        """Everything else that may be wrong is found by the worker before it begins."""
        check_there(request.portrait, ErrorCode.IMAGE_MISSING)
        for recording in request.recordings:
            check_there(recording, ErrorCode.AUDIO_MISSING)

    @override
    def overwrites(self, request: RenderRequest) -> bool:
        return request.overwrite

    @override
    def affinity(self, request: RenderRequest) -> str:
        return f"{request.engine} {request.portrait}"

    @override
    def pace_key(self, request: RenderRequest) -> str:
        pace = f"{request.engine} {request.mode.value} {request.size} {request.fps}"
        return f"{SCRIPT} {pace}" if request.text else pace

    @override
    def summary(self, request: RenderRequest) -> str:
        second = "" if request.second_speech is None else f" + {request.second_speech.name}"
        return f"{request.portrait.name} + {request.speech.name}{second}"

    @override
    def facts(self, request: RenderRequest) -> tuple[Fact, ...]:
        inputs = [Fact("Portrait", request.portrait), heard(request.text, request.speech)]
        if request.second_speech is not None:
            inputs.append(Fact("Second recording", request.second_speech))
        if request.output is not None:
            inputs.append(Fact("Video", request.output))
        return tuple(inputs)

    @override
    def picture(self, request: RenderRequest) -> Path | None:
        return request.portrait

    @override
    def sources(self, request: RenderRequest) -> tuple[Path, ...]:
        idle = (request.speech,) if request.idle else ()
        return request.portrait, *idle, *request.recordings

    @override
    def product(self, request: RenderRequest) -> Product:
        del request
        return Product.VIDEO

    @override
    def duration(self, request: RenderRequest, frames: int) -> float | None:
        return frames / request.fps

    @override
    def output_in(self, folder: Path, name: str, given: Mapping[str, Any]) -> Path:
        return video_in(folder, name, given.get("portrait"))

    @override
    def recordings(self, request: RenderRequest) -> tuple[Path, ...]:
        return request.recordings

    @override
    def speech_seconds(self, request: RenderRequest) -> float | None:
        """The length that the recording's header tells; other files are measured by the worker."""
        if request.idle:
            return request.idle
        seconds = spoken_seconds(request.text, request.recordings)
        if seconds is None or request.text:
            return seconds
        return kept_seconds(request.kept, seconds) or None

    @override
    def runner(self, home: Path) -> Run[RenderRequest]:
        def run(request: RenderRequest, report: OnProgress, cancel: CancelToken) -> Outcome:
            from app.transcribing import default_listener
            from talker.pipeline import render

            listener, more = default_listener(home), offered(home)
            result = render(request, on_progress=report, cancel=cancel, listener=listener, **more)
            return outcome_of(result)

        return run

    @override
    def has_room(self, request: RenderRequest, home: Path) -> bool:
        from talker.preflight.road import check_room

        try:
            check_room(request, home)
        except MouthpieceError as error:
            # Whatever else is wrong with it, the job itself shall say so.
            return error.code is not ErrorCode.DISK_FULL
        return True

    def recover(
        self, request: RenderRequest, frames: int | None, engine: str | None
    ) -> Outcome | None:
        """It is this job's when it has as many frames as the job had counted."""
        return recovered(request.output, frames, engine or request.engine)


def recovered(output: Path | None, frames: int | None, engine: str) -> Outcome | None:
    """What is known of a video at `output` when it has so many `frames`; else None."""
    if frames is None or output is None:
        return None
    from talker.media.probe import probe

    try:
        video = probe(output).video
    except InputError:  # somebody else's file
        return None
    if video is None or video.frame_count != frames:
        return None
    return Outcome(
        output=output,
        frames=frames,
        resumed_frames=frames,
        engine=engine,
        device="",
        timings={},
        notices=(),
    )


def outcome_of(result: RenderResult) -> Outcome:
    """What a render tells the queue."""
    return Outcome(
        output=result.output,
        frames=result.frames,
        resumed_frames=result.resumed_frames + result.kept_frames,
        engine=result.engine,
        device=result.device,
        timings=result.timings,
        notices=result.notices,
    )


KIND = RenderKind()
