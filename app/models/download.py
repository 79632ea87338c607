"""One file from one mirror: HTTP with ranges, going on where an earlier try stopped."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import httpx
from pydantic import BaseModel, ValidationError

from app.models.catalogue import is_loopback, secure_address
from app.models.network import Client
from app.models.partial_file import PartialFile, validator_path
from talker.errors import InputError
from talker.files import atomic_write, discard
from talker.progress import CancelToken

_REDIRECTS = 5
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


class MirrorError(Exception):
    """A mirror does not have the file; asking it again does not help."""


class LineError(MirrorError):
    """The line or the server failed for the moment; another try may succeed."""


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

    def __init__(self, client: Client, mirror: str, part: PartialFile, *, hash_known: bool) -> None:
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
            self._check(response)
            self._write_note(response)
            for block in response.iter_raw():
                cancel.check()
                if self._part.done + len(block) > self._part.size:
                    raise MirrorError(f"sends more than the {self._part.size} bytes of the file")
                self._part.append(block)
                on_bytes()
        if self._part.done < self._part.size:
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

    def _check(self, response: httpx.Response) -> None:
        """Makes sure that the body is what the part needs next."""
        part = self._part
        status = response.status_code
        if status in _BUSY:
            raise LineError(f"answers {status}")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise MirrorError("sends the file packed")
        if status == 200:
            length = response.headers.get("Content-Length", str(part.size))
            if length != str(part.size):
                raise MirrorError(f"has a file of {length} bytes, not {part.size}")
            # Either the server knows no ranges, or If-Range says that the file has changed.
            part.restart()
        elif status == 206 and part.done:
            match = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
            if match is None or int(match[1]) != part.done:
                raise MirrorError("sends another range than was asked for")
            if int(match[3]) != part.size:
                raise MirrorError(f"has a file of {match[3]} bytes, not {part.size}")
            part.pieced = True
        else:
            raise MirrorError(f"answers {status}")

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
