"""Transactions on the queue's database, from any thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.queue.schema import check, connect, translated
from talker.errors import MouthpieceError


class Database:
    """The database file `path` (made when missing).

    Every transaction has a connection of its own while it runs; the next one takes it over. So
    there are as many as ever ran at a time, whichever threads come and go. Nothing is written
    before the file was looked at for damage: at the beginning, or when `check` is called.
    """

    def __init__(self, path: Path, *, check_now: bool = True) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self._lock = threading.Lock()
        self._checked = False
        self._checking = threading.Lock()
        with translated(path), self._connection():
            pass  # whoever cannot open it hears it now
        if check_now:
            try:
                self.check()
            except MouthpieceError:
                self.close()
                raise

    def check(self) -> None:
        """QUEUE_UNUSABLE when a moment of looking, which is spent once, shows damage."""
        with self._checking:
            if self._checked:
                return
            with translated(self.path), self._connection() as connection:
                check(self.path, connection)
            self._checked = True

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One unchanging view of the queue for all reads of the block."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The only writer while the block runs; nothing is committed when it raises."""
        self.check()
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    def close(self) -> None:
        """Closes the file for all threads, which must not use it afterwards."""
        with self._lock:
            self._closed = True
            for connection in self._idle:
                connection.close()
            self._idle.clear()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = connect(self.path)
        try:
            yield connection
        finally:
            with self._lock:
                if self._closed:
                    connection.close()
                else:
                    self._idle.append(connection)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with translated(self.path), self._connection() as connection:
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
