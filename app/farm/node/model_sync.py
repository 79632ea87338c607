"""Brings models that a node lacks from the scheduler's computer, over the farm's own connection."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from app.farm.net.protocol import MODEL_CHUNK_BYTES, ModelFacts, VideoOptions, read
from app.models.catalogue import Model, ModelFile
from app.models.events import ignore_events
from app.models.partial_file import PartialFile
from app.models.store import ModelStore
from talker.dubbing.registry import mouth_models
from talker.errors import ErrorCode, ModelDamaged, ModelMissing, MouthpieceError
from talker.needed_models import needed_models
from talker.options.dub import DubOptions
from talker.progress import CancelToken

if TYPE_CHECKING:
    from distributed import Worker

_REPLY_SECONDS = 120.0
_Result = TypeVar("_Result")


def pull_missing(
    store: ModelStore,
    options: VideoOptions,
    worker: Worker,
    cancel: CancelToken,
    *,
    internet: bool,
) -> None:
    """Makes sure that the models of these options are installed; called in a task's thread.

    What the scheduler's computer does not have is downloaded when `internet` allows it and the
    node's own settings do. Raises ModelMissing otherwise.
    """
    for model_id in _needed(options, store):
        if store.installed(model_id):
            continue
        model = store.catalogue.model(model_id)
        try:
            _pull(store, model, worker, cancel)
        except ModelMissing:
            if not internet:
                raise
            store.get([model_id], ignore_events, cancel)


def _needed(options: VideoOptions, store: ModelStore) -> tuple[str, ...]:
    if isinstance(options, DubOptions):
        return mouth_models(options)
    return needed_models(options, store)


def _pull(store: ModelStore, model: Model, worker: Worker, cancel: CancelToken) -> None:
    facts = read(ModelFacts, _call(worker, worker.scheduler.mouthpiece_model(model_id=model.id)))
    for file in model.files:
        if store.locate(model, file) is not None:
            continue
        if file.name not in facts.files:
            raise ModelMissing(model.id, model.title, model.size)
        sha = store.accepted.expected(model, file)
        if sha is None:  # nobody could tell whether the right file arrives
            raise ModelMissing(model.id, model.title, model.size)
        _pull_file(store, model, file, sha, worker, cancel)


def _pull_file(
    store: ModelStore, model: Model, file: ModelFile, sha: str, worker: Worker, cancel: CancelToken
) -> None:
    shelf = store.shelf
    shelf.prepare()
    target = shelf.target(model, file)
    # Another worker of this node may be getting the same file.
    with shelf.locked(model, file, cancel, lambda: None):
        if shelf.find(target, sha, cancel) is not None:
            return
        shelf.require_space(file.size - shelf.part_size(model, file))
        path = shelf.part(model, file)
        with PartialFile(path, file.size) as part:
            part.catch_up(cancel)
            while part.done < part.size:
                cancel.check()
                count = min(MODEL_CHUNK_BYTES, part.size - part.done)
                chunk = _call(
                    worker,
                    worker.scheduler.mouthpiece_model_piece(
                        model_id=model.id, file=file.name, offset=part.done, count=count
                    ),
                )
                if not isinstance(chunk, bytes) or not 0 < len(chunk) <= count:
                    raise ModelMissing(model.id, model.title, model.size)
                part.append(chunk)
            right = part.sha256() == sha
        if not right:
            shelf.drop_part(path)
            raise ModelDamaged(target, "the scheduler's computer sent something else")
        shelf.publish(path, target, sha)


def _call(worker: Worker, call: Coroutine[Any, Any, _Result]) -> _Result:
    """Waits in this thread for what the worker's own loop asks the scheduler."""
    loop = getattr(worker.loop, "asyncio_loop")  # noqa: B009 - tornado's types hide it
    try:
        return asyncio.run_coroutine_threadsafe(call, loop).result(_REPLY_SECONDS)
    except (OSError, TimeoutError) as error:
        raise MouthpieceError(
            ErrorCode.FARM_UNREACHABLE,
            f"The scheduler stopped answering while it sent a model: {error}.",
            "The job goes back to the queue; what arrived is kept.",
        ) from error
