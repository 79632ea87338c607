"""The kinds of work in the queue: a video, another version of one, or portraits to choose from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from avatar_gen.request import AvatarRequest
from talker.options.deliver import DeliverRequest, Format, files_of
from talker.options.render import RenderRequest
from talker.segments import output_path

JobRequest = RenderRequest | DeliverRequest | AvatarRequest

_DELIVER, _AVATAR = "deliver", "avatar"  # what wraps such requests in the database
_WRAPPED: Mapping[str, type[DeliverRequest | AvatarRequest]] = {
    _DELIVER: DeliverRequest,
    _AVATAR: AvatarRequest,
}


def to_json(request: JobRequest) -> str:
    """The request as it is kept; a video's stands alone, as it always did."""
    for name, wrapped in _WRAPPED.items():
        if isinstance(request, wrapped):
            return json.dumps({name: request.model_dump(mode="json")}, ensure_ascii=False)
    return request.model_dump_json()


def from_json(text: str) -> JobRequest:
    """The request that `to_json` wrote."""
    kept = json.loads(text)
    for name, wrapped in _WRAPPED.items():
        if name in kept:
            return wrapped.model_validate(kept[name])
    return RenderRequest.model_validate(kept)


def freeze(request: JobRequest) -> JobRequest:
    """The request with absolute paths: it means the same wherever and whenever it is made."""
    match request:
        case AvatarRequest():
            return frozen_avatar(request)
        case DeliverRequest():
            return frozen_delivery(request)
        case RenderRequest():
            return frozen(request)


def frozen(request: RenderRequest) -> RenderRequest:
    """A video's request with absolute paths."""
    whole = request.with_files(lambda name: str(Path(name).absolute()))
    return whole.model_copy(
        update={
            "portrait": request.portrait.absolute(),
            "speech": request.speech.absolute(),
            "reference": None if request.reference is None else request.reference.absolute(),
            "output": output_path(request.output, request.portrait, request.speech),
        }
    )


def frozen_delivery(request: DeliverRequest) -> DeliverRequest:
    """The same for another version of a video."""
    files = {name: path.absolute() for name, path in files_of(request).items()}
    return request.model_copy(update=files)


def frozen_avatar(request: AvatarRequest) -> AvatarRequest:
    """The same for portraits; models and add-ons that are files are named from the root, too."""
    return request.model_copy(
        update={
            "image": None if request.image is None else request.image.absolute(),
            "mask": None if request.mask is None else request.mask.absolute(),
            "output": request.output.absolute(),
            "model": _rooted(request.model),
            "control_model": _rooted(request.control_model),
            "vae": _rooted(request.vae),
            "loras": tuple(_rooted(text) for text in request.loras),
            "embeddings": tuple(_rooted(text) for text in request.embeddings),
        }
    )


def kind(request: JobRequest) -> str:
    """Videos of the same kind take about the same time for each second of speech."""
    match request:
        case AvatarRequest():
            return f"{_AVATAR} {request.mode.value}"
        case DeliverRequest():
            return f"{_DELIVER} {request.format.value}"
        case RenderRequest():
            return f"{request.engine.value} {request.mode.value} {request.size} {request.fps}"


def video_of(request: JobRequest) -> RenderRequest:
    """The request, where only videos are taken."""
    assert isinstance(request, RenderRequest)
    return request


def is_video(kind_name: str) -> bool:
    """Whether `kind` named a video."""
    return kind_name.partition(" ")[0] not in _WRAPPED


# The same as `is_video`, for the database.
VIDEOS_ONLY = " AND ".join(f"kind NOT LIKE '{name} %'" for name in _WRAPPED)


def affinity(request: JobRequest) -> str:
    """Jobs of the same affinity share what a worker keeps warm."""
    match request:
        case AvatarRequest():
            return f"{_AVATAR} {request.model} {request.vae}"
        case DeliverRequest():
            return f"{_DELIVER} {request.video}"
        case RenderRequest():
            return f"{request.engine.value} {request.portrait}"


def picture_of(request: JobRequest) -> Path | None:
    """The picture that the work begins with; None for portraits from words alone."""
    match request:
        case AvatarRequest():
            return request.image
        case DeliverRequest():
            return request.video
        case RenderRequest():
            return request.portrait


def sources_of(request: JobRequest) -> tuple[Path, ...]:
    """The files that the work begins with."""
    match request:
        case AvatarRequest():
            return tuple(path for path in (request.image, request.mask) if path is not None)
        case DeliverRequest():
            materials = files_of(request.options)
            return request.video, *materials.values()
        case RenderRequest():
            return request.portrait, request.speech


def is_playable(request: JobRequest) -> bool:
    """Whether what is made can be played: a video, or a version of one that is one file."""
    match request:
        case AvatarRequest():
            return False
        case DeliverRequest():
            return request.format is not Format.PNG
        case RenderRequest():
            return True


def summary(request: JobRequest) -> str:
    """A few words on what the work begins with."""
    match request:
        case AvatarRequest():
            return request.prompt or request.mode.value
        case DeliverRequest():
            return request.video.name
        case RenderRequest():
            return f"{request.portrait.name} + {request.speech.name}"


def _rooted(text: str) -> str:
    """Relative paths of files that exist, with or without a scale after them, made absolute."""
    if not text:
        return text
    path, colon, scale = text.rpartition(":")
    if Path(text).exists():
        return str(Path(text).absolute())
    if colon and Path(path).is_file():
        return f"{Path(path).absolute()}:{scale}"
    return text
