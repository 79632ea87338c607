"""Reads what a request carries, JSON or parts with files; files go to the disk as they come."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from app.file_names import safe_name
from app.service.folders import JobFolder
from talker.errors import ErrorCode, InputError, UsageError
from talker.files import write_error

FACTS_LIMIT = 2 << 20  # a script of 200,000 letters, and all options
_BLOCK = 1 << 20
_MOST_FILES = 64
_FACTS = "job"  # the part that is JSON
_OPTION = re.compile(r"[a-z][a-z0-9_]{0,63}")
_MOST_SHOWN = 100
_HINT = "Send application/json, or multipart/form-data with a part `job` of JSON beside the files."


@dataclass
class Received:
    """What came: the parsed facts, the files by the option that they are for, and a digest of both.

    `files` holds paths below the folder of the request.
    """

    facts: dict[str, Any]
    files: dict[str, Path] = field(default_factory=dict)
    digest: str = ""


async def receive(request: Request, folder: JobFolder, limit: int) -> Received:
    """Reads the body of a request, of at most `limit` bytes, and writes its files to `folder`.

    Raises UsageError REQUEST_INVALID for a body that is none of ours, InputError TOO_LARGE.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    _check_length(request, limit)
    if kind == b"application/json":
        return of_facts(await read_facts(request))
    if kind == b"multipart/form-data" and options.get(b"boundary"):
        return await _parts(request.stream(), options[b"boundary"], folder, limit)
    raise _invalid(f"The service cannot read {kind.decode('latin-1') or 'a body without a type'}.")


def parse_facts(raw: bytes) -> dict[str, Any]:
    """The JSON object in `raw`; UsageError REQUEST_INVALID when it is something else."""
    try:
        facts = json.loads(raw.decode("utf-8"))
        # JSON may spell halves of letters, which nothing else here can store or send.
        json.dumps(facts, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise _invalid("The request is no JSON that can be read.") from error
    if not isinstance(facts, dict):
        raise _invalid("The request is JSON, but no object.")
    return facts


async def read_facts(request: Request) -> dict[str, Any]:
    """The JSON object that is the body of a request; {} without a body."""
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > FACTS_LIMIT:
            raise _too_large(FACTS_LIMIT)
    return parse_facts(bytes(raw)) if raw else {}


def of_facts(facts: dict[str, Any]) -> Received:
    """What a request without files carries."""
    canonical = json.dumps(facts, sort_keys=True).encode()
    return Received(facts, digest=hashlib.sha256(canonical).hexdigest())


async def _parts(
    stream: AsyncIterator[bytes], boundary: bytes, folder: JobFolder, limit: int
) -> Received:
    reader = _PartReader(folder)
    parser = MultipartParser(boundary, reader.callbacks())
    come = 0
    try:
        async for chunk in stream:
            come += len(chunk)
            if come > limit:
                raise _too_large(limit)
            parser.write(chunk)
            if reader.waiting >= _BLOCK:
                await run_in_threadpool(reader.flush)
        parser.finalize()
        await run_in_threadpool(reader.flush)
    except MultipartParseError as error:
        raise _invalid("The parts of the request cannot be told from each other.") from error
    except OSError as error:
        raise write_error(error, folder.path) from error
    finally:
        reader.close()
    if not reader.ended:
        raise _invalid("The request ends before its last part.")
    return reader.received()


class _PartReader:
    """Takes the parts from the parser: facts stay in memory, files wait for `flush`."""

    def __init__(self, folder: JobFolder) -> None:
        self._folder = folder
        self._header: tuple[bytearray, bytearray] = (bytearray(), bytearray())
        self._headers: dict[bytes, bytes] = {}
        self._facts = bytearray()
        self._files: dict[str, Path] = {}
        self._digests: dict[str, str] = {}
        self._file: BinaryIO | None = None
        self._name = ""
        self._hash = hashlib.sha256()
        self._buffer = bytearray()
        self.ended = False

    @property
    def waiting(self) -> int:
        """Bytes of the file at hand that are not yet on the disk."""
        return len(self._buffer)

    def callbacks(self) -> Any:
        """What the parser calls."""
        return {
            "on_part_begin": self._begin,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_header_field": self._field,
            "on_header_value": self._value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_end": self._finish,
        }

    def flush(self) -> None:
        """Writes what waits."""
        if self._file is not None:
            self._file.write(self._buffer)
        self._hash.update(self._buffer)
        self._buffer.clear()

    def close(self) -> None:
        """Closes the file at hand, whole or not."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def received(self) -> Received:
        """What came."""
        facts = parse_facts(bytes(self._facts)) if self._facts else {}
        canonical = json.dumps([facts, self._digests], sort_keys=True).encode()
        return Received(facts, self._files, hashlib.sha256(canonical).hexdigest())

    def _begin(self) -> None:
        self._headers = {}

    def _field(self, data: bytes, start: int, end: int) -> None:
        self._header[0].extend(data[start:end])

    def _value(self, data: bytes, start: int, end: int) -> None:
        self._header[1].extend(data[start:end])

    def _header_end(self) -> None:
        self._headers[bytes(self._header[0]).lower()] = bytes(self._header[1])
        self._header = (bytearray(), bytearray())

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        if self._name == _FACTS:
            return
        if not _OPTION.fullmatch(self._name):
            raise _invalid(f"A part of the request is called {self._name[:_MOST_SHOWN]!r}.")
        if self._name in self._files or len(self._files) >= _MOST_FILES:
            raise _invalid(f"The request has too many parts, or {self._name} twice.")
        given = options.get(b"filename", b"").decode("utf-8", "replace")
        folder = self._folder.sent / safe_name(self._name)
        folder.mkdir()
        path = folder / safe_name(Path(given.replace("\\", "/")).name or self._name)
        self._file = path.open("xb")
        self._files[self._name] = path
        self._hash = hashlib.sha256()

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._buffer.extend(data[start:end])
            return
        self._facts.extend(data[start:end])
        if len(self._facts) > FACTS_LIMIT:
            raise _too_large(FACTS_LIMIT)

    def _end(self) -> None:
        if self._file is None:
            return
        self.flush()  # less than a block
        self.close()
        self._digests[self._name] = self._hash.hexdigest()

    def _finish(self) -> None:
        self.ended = True


def _check_length(request: Request, limit: int) -> None:
    """Refuses what is too long before it is sent, where the sender says how long it is."""
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > limit:
        raise _too_large(limit)


def _invalid(message: str) -> UsageError:
    return UsageError(ErrorCode.REQUEST_INVALID, message, _HINT)


def _too_large(limit: int) -> InputError:
    return InputError(
        ErrorCode.TOO_LARGE,
        f"The request is larger than the {limit / 1e6:,.0f} MB that this service takes.",
        "Send shorter files, or name files in a folder that the service may read.",
    )
