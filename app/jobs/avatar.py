"""Portraits to choose from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from typing_extensions import override

from app.jobs.kind import Fact, JobKind, Outcome, Product, Run, check_there
from app.pictures import Pictures
from app.settings.store import load_settings
from avatar_gen.controls import with_files
from avatar_gen.record_files import lora_end
from avatar_gen.request import AvatarRequest
from avatar_gen.skeleton import is_pose_file
from talker.errors import ErrorCode
from talker.files import exists, is_file
from talker.progress import CancelToken, OnProgress, Stage

_LABEL_LETTERS = 60  # of a prompt that names a job


class AvatarKind(JobKind[AvatarRequest]):
    """Pictures drawn into a folder, which several jobs may share."""

    name = "avatar"
    request_type = AvatarRequest
    shares_output = True
    page = "avatars"

    @override
    def map_files(self, request: AvatarRequest, change: Callable[[str], str]) -> AvatarRequest:
        """Models and add-ons may be files, too."""
        return (
            super()
            .map_files(request, change)
            .model_copy(
                update={
                    "model": _mapped(request.model, change),
                    "control_model": _mapped(request.control_model, change),
                    "vae": _mapped(request.vae, change),
                    "addon_folder": _mapped(request.addon_folder, change),
                    "loras": tuple(_mapped(text, change) for text in request.loras),
                    "embeddings": tuple(_mapped(text, change) for text in request.embeddings),
                    "like": tuple(change(name) for name in request.like),
                    "more_control": tuple(
                        with_files(text, lambda name: _mapped(name, change))
                        for text in request.more_control
                    ),
                    "like_model": _mapped(request.like_model, change),
                }
            )
        )

    @override
    def check(self, request: AvatarRequest) -> None:
        for path in self.sources(request):
            check_there(path, ErrorCode.IMAGE_MISSING)

    @override
    def affinity(self, request: AvatarRequest) -> str:
        return f"{self.name} {request.model} {request.vae}"

    @override
    def pace_key(self, request: AvatarRequest) -> str:
        return f"{self.name} {request.mode.value}"

    @override
    def label(self, request: AvatarRequest) -> str:
        return self.summary(request)[:_LABEL_LETTERS]

    @override
    def summary(self, request: AvatarRequest) -> str:
        return request.prompt or request.mode.value

    @override
    def facts(self, request: AvatarRequest) -> tuple[Fact, ...]:
        facts = [Fact("Prompt", request.prompt)] if request.prompt else []
        if request.image is not None:
            facts.append(Fact("Picture", request.image))
        return *facts, Fact("Folder", request.output)

    @override
    def picture(self, request: AvatarRequest) -> Path | None:
        image = request.image
        return None if image is None or is_pose_file(image) else image

    @override
    def sources(self, request: AvatarRequest) -> tuple[Path, ...]:
        return request.pictures

    @override
    def product(self, request: AvatarRequest) -> Product:
        del request
        return Product.PICTURE

    def runner(self, home: Path) -> Run[AvatarRequest]:
        """The networks stay loaded between jobs."""
        from app.models import default_store
        from avatar_gen import new_pipeline

        pipeline = new_pipeline(default_store(home), home, load_settings(home).labels.producer)

        def run(request: AvatarRequest, report: OnProgress, cancel: CancelToken) -> Outcome:
            result = pipeline.generate(request, report, cancel)
            Pictures(home).note(result.folder)
            return Outcome(
                output=result.candidates[0].path,
                frames=len(result.candidates),
                resumed_frames=0,
                engine="diffusers",
                device=result.device,
                timings={Stage.RENDER: result.seconds},
                notices=result.notices,
            )

        return run


def _mapped(text: str, change: Callable[[str], str]) -> str:
    """The name of a file that exists, with or without a scale after it, changed."""
    if not text:
        return text
    if exists(Path(text)):
        return change(text)
    path, end = text.removesuffix(lora_end(text)), lora_end(text)
    return f"{change(path)}{end}" if end and is_file(Path(path)) else text


KIND = AvatarKind()
