"""One file from one mirror: HTTP with ranges, going on where an earlier try stopped."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from app.models.catalogue import is_loopback, secure_address
from app.models.partial_file import PartialFile, validator_path
from talker.errors import InputError
from talker.files import atomic_write, discard
from talker.progress import CancelToken

if TYPE_CHECKING:
    import httpx

_REDIRECTS = 5
_LONGEST_WAIT = 60.0
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
# What servers write though the file is as it is; aws-chunked is taken off before it is sent.
_AS_IT_IS = frozenset({"", "identity", "none", "binary", "aws-chunked", "utf-8"})
_PAGES = (b"<!doctype html", b"<html", b"<?xml")
# A server behind a cache may not know the size of the whole.
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)", re.IGNORECASE)


class MirrorError(Exception):
    """A mirror does not have the file; asking it again does not help."""


class LineError(MirrorError):
    """The line or the server failed for the moment; another try may succeed, after `wait` seconds
    where the server says so."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class UnreachableError(LineError):
    """Nobody answered at all."""


class _Validator(BaseModel):
    """What a server said about the version of the file that a part holds; lies beside the part."""

    mirror: str
    value: str  # a strong ETag or a date, as If-Range wants it


class Download:
    """Brings a part to its full size from one mirror.

    A part whose hash is known may be continued from any mirror, since a wrong one is found at the
    end. One without is continued only when the same server says that the file is still the same.
    """

    def __init__(
        self, client: httpx.Client, mirror: str, part: PartialFile, *, hash_known: bool
    ) -> None:
        self._client = client
        self._mirror = mirror
        self._part = part
        self._hash_known = hash_known
        self._note = validator_path(part.path)
        self._lock = threading.Lock()
        self._response: httpx.Response | None = None
        self._aborted = False

    def run(self, cancel: CancelToken, on_bytes: Callable[[], None]) -> None:
        """Fetches the missing bytes; MirrorError or LineError when that does not succeed."""
        import httpx  # the client that was made has loaded it

        known = self._read_note()
        if known is None and not self._hash_known:
            self._part.restart()
        try:
            if not self._fetch(known, cancel, on_bytes):
                # 416: the file there is shorter than our part, so it is another one.
                self._part.restart()
                if not self._fetch(None, cancel, on_bytes):
                    raise MirrorError("does not deliver the file from its beginning")
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise UnreachableError(f"is not reached: {error or type(error).__name__}") from error
        except httpx.TransportError as error:
            raise LineError(f"broke off: {error or type(error).__name__}") from error
        except httpx.InvalidURL as error:
            raise MirrorError(f"sends us to a wrong address: {error}") from error

    def abort(self) -> None:
        """Wakes a `run` that waits for the line; from another thread."""
        with self._lock:
            self._aborted = True
            if self._response is not None:
                _shut(self._response)

    def _fetch(
        self, known: _Validator | None, cancel: CancelToken, on_bytes: Callable[[], None]
    ) -> bool:
        headers = {}
        if self._part.done:
            headers["Range"] = f"bytes={self._part.done}-"
            if known is not None:
                headers["If-Range"] = known.value
        with self._answer(headers) as response:
            if response.status_code == 416 and self._part.done:
                return False
            body = self._check(response)
            begin = self._part.done
            self._write_note(response)
            for block in body.new_bytes(response.iter_raw()):
                cancel.check()
                if self._part.done + len(block) > self._part.size:
                    raise MirrorError(f"sends more than the {self._part.size} bytes of the file")
                self._part.append(block)
                on_bytes()
        if self._part.done < self._part.size:
            if "chunked" in response.headers.get("Transfer-Encoding", ""):
                # A body that says itself that it is complete is another file.
                self._part.shorten(begin)
                raise MirrorError(f"has a file of fewer bytes than {self._part.size}")
            raise LineError("ended the file too early")
        return True

    @contextmanager
    def _answer(self, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """The response after redirects, each of which must stay safe."""
        url = self._mirror
        for _ in range(_REDIRECTS + 1):
            response = self._client.send(
                self._client.build_request("GET", url, headers=headers), stream=True
            )
            with self._lock:
                self._response = response
                if self._aborted:
                    _shut(response)
            try:
                if response.next_request is None:
                    yield response
                    return
                url = _followed(url, str(response.next_request.url))
            finally:
                with self._lock:
                    self._response = None
                response.close()
        raise MirrorError(f"redirects more than {_REDIRECTS} times")

    def _check(self, response: httpx.Response) -> _Body:
        """Makes sure that the body is what the part needs next, or begins with what it has."""
        part = self._part
        status = response.status_code
        if status in _BUSY:
            raise LineError(f"answers {status}", _asked_wait(response))
        if _packings(response.headers.get("Content-Encoding", "")):
            raise MirrorError("sends the file packed")
        if status == 200:
            return self._check_whole(response.headers.get("Content-Length"))
        if status != 206 or not part.done:
            raise MirrorError(f"answers {status}")
        match = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if match is None or int(match[1]) != part.done:
            raise MirrorError("sends another range than was asked for")
        if match[3] not in {"*", str(part.size)}:
            raise MirrorError(f"has a file of {match[3]} bytes, not {part.size}")
        part.pieced = True
        return _Body(None, sized=True)

    def _check_whole(self, length: str | None) -> _Body:
        """Either the server knows no ranges, or If-Range says that the file has changed."""
        part = self._part
        if length not in {None, str(part.size)}:
            raise MirrorError(f"has a file of {length} bytes, not {part.size}")
        if length is None and part.done and self._hash_known:
            return _Body(part, sized=False)
        part.restart()
        return _Body(None, sized=length is not None)

    def _read_note(self) -> _Validator | None:
        try:
            note = _Validator.model_validate_json(self._note.read_bytes())
        except (OSError, ValidationError):
            return None
        return note if note.mirror == self._mirror else None

    def _write_note(self, response: httpx.Response) -> None:
        etag = response.headers.get("ETag", "")
        value = etag if etag.startswith('"') else response.headers.get("Last-Modified", "")
        if not value:
            discard(self._note)
            return
        note = _Validator(mirror=self._mirror, value=value).model_dump_json()
        with (
            suppress(InputError),  # without it the next try only asks less precisely
            atomic_write(self._note, sync=False) as part,
        ):
            part.write_text(note, encoding="utf-8")


class _Body:
    """The bytes of a response behind those of a part that it repeats.

    What does not say how much it is (not `sized`) may be a login page or a proxy's: it is looked at
    and compared before it costs anybody what has arrived.
    """

    def __init__(self, repeats: PartialFile | None, *, sized: bool) -> None:
        self._repeats = repeats
        self._sized = sized

    def new_bytes(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """The blocks that are new; MirrorError for a web page, or for another file."""
        if not self._sized:
            first = next(blocks, b"")
            if first.lstrip()[:20].lower().startswith(_PAGES):
                raise MirrorError("sends a web page instead of the file: is there a login to do?")
            blocks = chain([first], blocks)
        if self._repeats is not None:
            blocks = _unrepeated(blocks, self._repeats.path)
        yield from blocks


def _unrepeated(blocks: Iterator[bytes], path: Path) -> Iterator[bytes]:
    with path.open("rb") as known:
        for block in blocks:
            same = known.read(len(block))
            if block[: len(same)] != same:
                raise MirrorError("sends something else than what has arrived before")
            if len(same) < len(block):
                yield block[len(same) :]
                break
    yield from blocks


def _packings(header: str) -> set[str]:
    """The encodings that a file would have to be unpacked from."""
    return {name.strip().lower() for name in header.split(",")} - _AS_IT_IS


def _asked_wait(response: httpx.Response) -> float:
    """How many seconds a busy server asks for; its other form, a date, goes by its clock."""
    try:
        wait = float(response.headers.get("Retry-After", "0"))
    except ValueError:
        return 0.0
    return min(wait, _LONGEST_WAIT) if wait > 0 else 0.0


def _followed(url: str, target: str) -> str:
    try:
        secure_address(target)
    except ValueError as error:
        raise MirrorError(f"redirects to an unsafe place: {error}") from error
    if is_loopback(target) and not is_loopback(url):
        raise MirrorError(f"redirects into this computer: {target}")
    return target


def _shut(response: httpx.Response) -> None:
    """Ends the connection below a response; a thread that reads from it wakes at once."""
    stream = response.extensions.get("network_stream")
    connection = stream.get_extra_info("socket") if stream is not None else None
    if connection is not None:
        with suppress(OSError):
            connection.shutdown(2)  # both directions
