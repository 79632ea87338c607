"""The door of an open window: other starts of the program hand in files, or ask it to end."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_MILLISECONDS = 2000
_ANSWER = b"ok\n"


class Message(BaseModel):
    """What is asked: to come to the front with `files`, or, with `quit`, to end in order."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    files: tuple[Path, ...] = ()
    quit: bool = False


class SingleInstance(QObject):
    """Listens for one home folder; one window for each."""

    files_came = Signal(list)  # Paths, none when somebody only wants to see the window
    quit_wanted = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come)
        name = _name(home)
        if not self._server.listen(name):
            # Left by one that was killed: whoever would still answer was asked before.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Hears nothing more."""
        self._server.close()

    def _come(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.readyRead.connect(lambda visitor=visitor: self._hear(visitor))
            visitor.disconnected.connect(visitor.deleteLater)

    def _hear(self, visitor: QLocalSocket) -> None:
        if not visitor.canReadLine():
            return
        try:
            message = Message.model_validate_json(bytes(visitor.readLine().data()))
        except ValidationError:
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
    socket = QLocalSocket()
    socket.connectToServer(_name(home))
    if not socket.waitForConnected(_MILLISECONDS):
        return False
    socket.write(message.model_dump_json().encode() + b"\n")
    socket.flush()
    while not socket.canReadLine():
        if not socket.waitForReadyRead(_MILLISECONDS):
            return False
    return bytes(socket.readLine().data()) == _ANSWER


def _name(home: Path) -> str:
    """Short, because the path of a socket is limited to about a hundred characters."""
    place = hashlib.sha256(str(home.absolute()).casefold().encode()).hexdigest()
    return f"mouthpiece-{place[:16]}"
