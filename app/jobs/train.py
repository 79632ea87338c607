"""A model that learns a person from pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from typing_extensions import override

from app.file_names import safe_name
from app.jobs.kind import Fact, JobKind, Outcome, Run, check_there
from app.settings.store import load_settings
from avatar_gen.train.request import TrainRequest
from talker.errors import ErrorCode
from talker.files import exists
from talker.progress import CancelToken, OnProgress, Stage

_SUFFIX = ".safetensors"


class TrainKind(JobKind[TrainRequest]):
    """One file that is learned from one folder."""

    name = "train"
    request_type = TrainRequest
    page = "avatars"

    @override
    def map_files(self, request: TrainRequest, change: Callable[[str], str]) -> TrainRequest:
        """The model may be a file, too."""
        mapped = super().map_files(request, change)
        if request.model and exists(Path(request.model)):
            return mapped.model_copy(update={"model": change(request.model)})
        return mapped

    @override
    def check(self, request: TrainRequest) -> None:
        check_there(request.folder, ErrorCode.IMAGE_MISSING)

    @override
    def overwrites(self, request: TrainRequest) -> bool:
        return request.overwrite

    @override
    def affinity(self, request: TrainRequest) -> str:
        return f"{self.name} {request.model}"

    @override
    def pace_key(self, request: TrainRequest) -> str:
        return f"{self.name} {request.mode.value}"

    @override
    def summary(self, request: TrainRequest) -> str:
        return request.folder.name

    @override
    def facts(self, request: TrainRequest) -> tuple[Fact, ...]:
        facts = [Fact("Pictures", request.folder), Fact("Output", request.output)]
        if request.owner:
            facts.insert(1, Fact("Person", request.owner))
        return tuple(facts)

    @override
    def sources(self, request: TrainRequest) -> tuple[Path, ...]:
        return (request.folder,)

    @override
    def output_in(self, folder: Path, name: str, given: Mapping[str, Any]) -> Path:
        stem = name.removesuffix(_SUFFIX) or Path(str(given.get("folder", ""))).name
        return folder / safe_name(stem, _SUFFIX)

    @override
    def runner(self, home: Path) -> Run[TrainRequest]:
        """Nothing stays loaded: what has learned is no use to the next."""

        def run(request: TrainRequest, report: OnProgress, cancel: CancelToken) -> Outcome:
            from app.models import default_store
            from avatar_gen import check_installed

            check_installed()
            from avatar_gen.train.context import new_context
            from avatar_gen.train.road import train

            producer = load_settings(home).labels.producer
            result = train(
                request, new_context(default_store(home), home, report, cancel, producer)
            )
            return Outcome(
                output=result.output,
                frames=len(result.losses),
                resumed_frames=result.resumed,
                engine="diffusers",
                device=result.device,
                timings={Stage.RENDER: result.seconds},
                notices=result.notices,
            )

        return run

    def recover(
        self, request: TrainRequest, frames: int | None, engine: str | None
    ) -> Outcome | None:
        """What is learned is written whole or not at all."""
        return Outcome(
            output=request.output,
            frames=frames or request.steps,
            resumed_frames=0,
            engine=engine or "diffusers",
            device="",
            timings={},
            notices=(),
        )


KIND = TrainKind()
