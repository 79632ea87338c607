"""The model store: finds models on this computer, gets, checks and removes them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.models.catalogue import Catalogue, Model, ModelFile, load_catalogue
from app.models.events import OnEvent, Origin, Ready, ignore_events
from app.models.import_file import CheckedFile, import_file
from app.models.index import HashIndex
from app.models.search_paths import SearchPaths, hugging_face_cache, recognise, telling
from app.models.status import FileStatus, ModelStatus, State
from app.models.store_folder import StoreFolder
from app.models.trusted_hashes import TrustedHashes
from app.settings.models import ModelSettings
from talker.errors import ErrorCode, ModelMissing, UsageError
from talker.home import cache_folder
from talker.progress import CancelToken


class ModelStore:
    """Everything about models; implements `talker.model_files.ModelFiles`.

    Files are looked for in the store's folder, then in the extra folders of the settings and the
    Hugging Face cache, by content under whatever name. Only `get` opens connections.
    """

    def __init__(
        self,
        home: Path,
        settings: ModelSettings | None = None,
        catalogue: Catalogue | None = None,
    ) -> None:
        self.settings = settings or ModelSettings()
        self.catalogue = catalogue or load_catalogue(_named() or self.settings.catalogue)
        self.index = HashIndex(cache_folder(home) / "model-hashes.sqlite")
        folder = self.settings.folder or home / "models"
        self.shelf = StoreFolder(folder, self.index)
        self.accepted = TrustedHashes(folder)
        self.places = SearchPaths((*self.settings.extra_folders, hugging_face_cache()), self.index)
        self._searched = False

    def path(self, model_id: str, file: str) -> Path:
        """The checked file; ModelMissing when it is not on this computer."""
        model = self.catalogue.model(model_id)
        entry = model.file(file)
        found = self._find(model, entry)
        if found is None:
            raise ModelMissing(model.id, model.title, model.size)
        target = self.shelf.target(model, entry)
        if found.suffix == target.suffix or target.exists():
            return found
        # Loaders go by the ending, and the found file may have any name.
        return target if self.shelf.link(found, target, symbolic=True) else found

    def installed(self, model_id: str) -> bool:
        """Whether every file of the model is on this computer; known files are not read again."""
        model = self.catalogue.model(model_id)
        return all(self._find(model, file) is not None for file in model.files)

    def folder(self, model_id: str) -> Path:
        """A folder with all files of the model under their official names.

        Files that lie elsewhere are linked into the store, or copied where the disk knows no
        links. ModelMissing when one is not on this computer.
        """
        model = self.catalogue.model(model_id)
        for file in model.files:
            found = self.path(model_id, file.name)
            target = self.shelf.target(model, file)
            if found != target and not self.shelf.link(found, target, symbolic=True):
                sha = self.accepted.expected(model, file)
                assert sha is not None  # it was found by this hash
                self.shelf.prepare()
                checked = CheckedFile(found, model, file, sha)
                import_file(checked, self.shelf, CancelToken(), ignore_events)
        return self.shelf.folder / model.id

    def status(
        self,
        ids: Iterable[str] = (),
        on_event: OnEvent = ignore_events,
        cancel: CancelToken | None = None,
    ) -> list[ModelStatus]:
        """How much of each model is here, in the catalogue's order; all models without `ids`.

        Looks through all folders; new files of a fitting size are read for their hash.
        """
        cancel = cancel or CancelToken()
        models = self.catalogue.select(ids) or list(self.catalogue.models)
        self.search(cancel, on_event)
        return [
            ModelStatus(model, tuple(self._file_status(model, file) for file in model.files))
            for model in models
        ]

    def get(
        self,
        ids: Iterable[str],
        on_event: OnEvent = ignore_events,
        cancel: CancelToken | None = None,
        *,
        accept_unverified: bool = False,
    ) -> None:
        """Makes sure that the models are on this computer; downloads what is not.

        Events come in the calling thread. Cancelling keeps what arrived: pausing is cancelling,
        and getting again goes on. `accept_unverified` allows files whose hash nobody knows.
        """
        cancel = cancel or CancelToken()
        lacking: list[tuple[Model, ModelFile]] = []
        for status in self.status(list(ids), on_event, cancel):
            for file_status in status.files:
                if file_status.path is None:
                    lacking.append((status.model, file_status.file))
                else:
                    self._keep(status.model, file_status.file, file_status.path, on_event)
        for model, file in lacking:
            if self.accepted.expected(model, file) is None and not accept_unverified:
                raise unverified(model, file, f"get {model.id}")
        if lacking:
            # Late: listing models and rendering need no HTTP.
            from app.models.fetch import fetch_all

            fetch_all(lacking, self.settings, self.shelf, self.accepted, cancel, on_event)

    def verify(
        self,
        ids: Iterable[str] = (),
        on_event: OnEvent = ignore_events,
        cancel: CancelToken | None = None,
    ) -> list[Path]:
        """Reads every file of the installed models again; those that are not what they should be.

        Damaged files of the store no longer count as installed, so `get` replaces them.
        """
        cancel = cancel or CancelToken()
        damaged = []
        for model in self.catalogue.select(ids) or self.catalogue.models:
            for file in model.files:
                target = self.shelf.target(model, file)
                path = target if target.is_file() else self.locate(model, file)
                if path is None:
                    continue
                self.index.forget(self.index.names(path))
                sha = self.index.digest(path, cancel, telling(path, on_event))
                if sha != self.accepted.expected(model, file):
                    damaged.append(path)
                else:
                    on_event(Ready(model.id, file.name, path, Origin.FOUND))
        return damaged

    def remove(self, ids: Sequence[str]) -> int:
        """Deletes models from the store; the bytes freed. Files outside the store stay."""
        freed = 0
        for model in self.catalogue.select(ids):
            freed += self.shelf.remove(model)
            self.accepted.forget(model)
        return freed

    def search(self, cancel: CancelToken, on_event: OnEvent) -> None:
        """Looks through all folders anew; in the store's too, files may have any name."""
        sizes = {file.size for _, file in self.catalogue.files()}
        for _ in recognise(self.shelf.folder, sizes, self.index, cancel, on_event):
            pass  # the index knows it now
        self.places.search(sizes, cancel, on_event)
        self._searched = True

    def locate(self, model: Model, file: ModelFile) -> Path | None:
        """The checked file as far as it is known without searching, None otherwise."""
        sha = self.accepted.expected(model, file)
        if sha is None:
            return None
        target = self.shelf.target(model, file)
        return self.shelf.find(target, sha, CancelToken()) or self.places.find(sha)

    def _find(self, model: Model, file: ModelFile) -> Path | None:
        """The same, after a search when that was not done yet."""
        found = self.locate(model, file)
        if found is None and not self._searched:
            self.search(CancelToken(), ignore_events)
            found = self.locate(model, file)
        return found

    def _file_status(self, model: Model, file: ModelFile) -> FileStatus:
        found = self.locate(model, file)
        if found is not None:
            inside = found == self.shelf.target(model, file)
            state = State.INSTALLED if inside else State.ELSEWHERE
            return FileStatus(file, state, found, file.size)
        begun = min(self.shelf.part_size(model, file), file.size)
        return FileStatus(file, State.PARTIAL if begun else State.MISSING, None, begun)

    def _keep(self, model: Model, file: ModelFile, found: Path, on_event: OnEvent) -> None:
        """A file that only another model of the store has is linked: that one may be removed."""
        target, how = self.shelf.target(model, file), Origin.FOUND
        # What lies at the target may be another model's only copy: it is left alone.
        if not target.exists() and self.shelf.owns(found) and self.shelf.link(found, target):
            found, how = target, Origin.LINKED
        on_event(Ready(model.id, file.name, found, how))


def _named() -> Path | None:
    """The catalogue that the environment names."""
    name = os.environ.get("MOUTHPIECE_CATALOGUE")
    return Path(name) if name else None


def unverified(model: Model, file: ModelFile, command: str) -> UsageError:
    """The error for a file that is only taken when the user says so; `command` would bring it."""
    return UsageError(
        ErrorCode.MODEL_UNVERIFIED,
        f"Nobody has published the SHA-256 of {file.name} of the model {model.id}, so it cannot be "
        "checked that the right file arrives.",
        f"To take it as it comes: mouthpiece models {command} --accept-unverified",
    )
