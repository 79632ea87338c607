"""The store's own folder on the disk: finished files, unfinished ones, locks."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.models.catalogue import Model, ModelFile
from app.models.index import HashIndex
from app.models.partial_file import validator_path
from talker.errors import ErrorCode, InputError
from talker.files import discard, part_name, publish, write_error
from talker.locking import file_lock
from talker.progress import CancelToken

_MARGIN = 64_000_000  # bytes that stay free for everything else


class StoreFolder:
    """Files lie at FOLDER/MODEL/FILE, under their official names; only checked ones get there.

    Unfinished files are named after their content, so that another mirror, another model with
    the same file, or an import goes on with them.
    """

    def __init__(self, folder: Path, index: HashIndex) -> None:
        self.folder = folder
        self._index = index
        self._unfinished = folder / ".unfinished"

    def target(self, model: Model, file: ModelFile) -> Path:
        """Where the file belongs."""
        return self.folder / model.id / file.name

    def find(
        self,
        target: Path,
        sha256: str,
        cancel: CancelToken,
        on_bytes: Callable[[int], None] = lambda _: None,
    ) -> Path | None:
        """`target` when it has this content, else another file of the store that has it."""
        if self._index.digest(target, cancel, on_bytes) == sha256:
            return target
        for path in self._index.places(sha256):
            if self.owns(path) and self._index.digest(path, cancel) == sha256:
                return path
        return None

    def owns(self, path: Path) -> bool:
        """Whether a path lies in the store's folder, links resolved."""
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.folder))

    def part(self, model: Model, file: ModelFile) -> Path:
        """Where it grows."""
        return self._unfinished / f"{_key(model, file)}.part"

    def part_size(self, model: Model, file: ModelFile) -> int:
        """Bytes that an unfinished try left."""
        try:
            return self.part(model, file).stat().st_size
        except OSError:
            return 0

    def prepare(self) -> None:
        """Makes the folder; STORE_UNWRITABLE when nothing can be put there."""
        probe = part_name(self._unfinished / "probe")
        try:
            self._unfinished.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"")
        except OSError as error:
            raise self._unwritable(error) from error
        finally:
            discard(probe)

    def require_space(self, size: int) -> None:
        """DISK_FULL when `size` bytes more do not fit."""
        free = shutil.disk_usage(self.folder).free
        if size + _MARGIN > free:
            raise InputError(
                ErrorCode.DISK_FULL,
                f"The models need {size / 1e6:,.0f} MB, and {self.folder} has room for "
                f"{max(0, free - _MARGIN) / 1e6:,.0f} MB.",
                "Free some space, or choose a larger disk: the setting `folder` of models.",
                self.folder,
            )

    @contextmanager
    def locked(
        self, model: Model, file: ModelFile, cancel: CancelToken, on_wait: Callable[[], None]
    ) -> Iterator[None]:
        """Keeps other processes and threads from getting the same content meanwhile."""
        with file_lock(self._unfinished / f"{_key(model, file)}.lock", cancel, on_wait):
            yield

    def publish(self, part: Path, target: Path, sha256: str) -> None:
        """Gives a complete, checked part its final name."""
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            publish(part, target)
        except OSError as error:
            raise self._unwritable(error) from error
        discard(validator_path(part))
        self._index.remember(target, sha256)

    def link(self, source: Path, target: Path, *, symbolic: bool = False) -> bool:
        """Puts a checked file at `target` too, without using space; False where that fails.

        `symbolic` allows a symbolic link where a hard one is not possible.
        """
        known = self._index.digest(source, CancelToken())
        fresh = part_name(target)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if not _link(source, fresh, symbolic=symbolic):
                return False
            fresh.replace(target)
        except OSError:
            return False
        finally:
            # Replacing a name of the very same file leaves the passing name behind.
            discard(fresh)
        if known is not None:
            self._index.remember(target, known)
        return True

    def remove(self, model: Model) -> int:
        """Deletes the model's files, finished or not; the bytes that this frees."""
        gone = 0
        paths = [self.target(model, file) for file in model.files]
        for path in paths:
            try:
                facts = path.lstat()
                path.unlink()
                if facts.st_nlink == 1 and not stat.S_ISLNK(facts.st_mode):
                    gone += facts.st_size
            except FileNotFoundError:
                continue
            except OSError as error:
                raise self._unwritable(error, path) from error
        for file in model.files:
            self.drop_part(self.part(model, file))
        self._index.forget(paths)
        for folder in sorted({parent for path in paths for parent in self._between(path)})[::-1]:
            with suppress(OSError):
                folder.rmdir()
        return gone

    def discard(self, model: Model, file: ModelFile) -> None:
        """Deletes one file that is no longer needed, and the folders that it leaves empty."""
        target = self.target(model, file)
        discard(target)
        self._index.forget([target])
        for folder in self._between(target):
            with suppress(OSError):
                folder.rmdir()

    def drop_part(self, part: Path) -> None:
        """Deletes an unfinished file and what belongs to it."""
        discard(part)
        discard(validator_path(part))

    def _between(self, path: Path) -> Iterable[Path]:
        """The folders between the store and a file of it."""
        return (parent for parent in path.parents if self.folder in parent.parents)

    def _unwritable(self, error: OSError, path: Path | None = None) -> InputError:
        usual = write_error(error, path or self.folder)
        if usual.code is ErrorCode.DISK_FULL:
            return usual
        return InputError(
            ErrorCode.STORE_UNWRITABLE,
            f"The model store {path or self.folder} cannot be changed: {error.strerror or error}.",
            "Change its permissions, close programs that use it, or choose another place: "
            "the setting `folder` of models.",
            path or self.folder,
        )


def _key(model: Model, file: ModelFile) -> str:
    if file.sha256 is not None:
        return file.sha256
    return "unverified-" + hashlib.sha256(f"{model.id}/{file.name}".encode()).hexdigest()[:32]


def _link(source: Path, target: Path, *, symbolic: bool) -> bool:
    # The real file: a hard link to a symbolic link would be one more symbolic link.
    real = os.path.realpath(source)
    with suppress(OSError):
        target.hardlink_to(real)
        return True
    if symbolic:
        with suppress(OSError):
            target.symlink_to(real)
            return True
    return False
