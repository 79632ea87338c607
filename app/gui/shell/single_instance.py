"""The door of an open window: other starts of the program hand in files, or ask it to end."""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.gui.shell.start_message import Message, parse

_MILLISECONDS = 2000
_ANSWER = b"ok\n"
_log = logging.getLogger(__name__)


class SingleInstance(QObject):
    """Listens for one home folder; one window for each."""

    files_came = Signal(object)  # Paths, none when somebody only wants to see the window
    quit_wanted = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come)
        name = _address(home)
        if name and not self._server.listen(name):
            # Left by one that was killed: whoever would still answer was asked before.
            QLocalServer.removeServer(name)
            self._server.listen(name)
        if not self._server.isListening():
            _log.warning("files of other starts open in windows of their own: no private socket")

    def close(self) -> None:
        """Hears nothing more."""
        self._server.close()

    def _come(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.readyRead.connect(lambda visitor=visitor: self._on_message(visitor))
            visitor.disconnected.connect(visitor.deleteLater)

    def _on_message(self, visitor: QLocalSocket) -> None:
        if not visitor.canReadLine():
            return
        message = parse(bytes(visitor.readLine().data()))
        if message is None:
            visitor.abort()
            return
        visitor.write(_ANSWER)
        visitor.flush()
        visitor.disconnectFromServer()
        if message.quit:
            self.quit_wanted.emit()
        else:
            self.files_came.emit(list(message.files))


def ask(home: Path, message: Message) -> bool:
    """Whether a window is open for this home and took the message."""
    address = _address(home)
    if not address:
        return False
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(_MILLISECONDS):
        return False
    socket.write(message.model_dump_json().encode() + b"\n")
    socket.flush()
    while not socket.canReadLine():
        if not socket.waitForReadyRead(_MILLISECONDS):
            return False
    return bytes(socket.readLine().data()) == _ANSWER


def _address(home: Path) -> str:
    """Where the window of a home listens; empty when there is no folder that is ours alone.

    Windows' pipes are kept apart by user. Elsewhere the socket lies in a folder that nobody else
    can write or read: a name in a shared one could be taken by somebody before us. It is short,
    because the path of a socket is limited to about a hundred characters.
    """
    place = hashlib.sha256(str(home.absolute()).casefold().encode()).hexdigest()
    name = f"mouthpiece-{place[:16]}"
    if sys.platform == "win32":
        return name
    folder = _private_folder()
    return "" if folder is None else str(folder / name)


def _private_folder() -> Path | None:
    """The session's own folder, else one below the folder for temporary files."""
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    if session and _is_private(Path(session)):
        return Path(session)
    folder = Path(tempfile.gettempdir(), f"mouthpiece-{os.getuid()}")
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    return folder if _is_private(folder) else None


def _is_private(folder: Path) -> bool:
    """Whether it is a folder, no link to one, that only this user can enter."""
    try:
        facts = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.getuid() and not facts.st_mode & 0o077
