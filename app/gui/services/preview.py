"""The window's end of the preview process: questions go out, answers come back as signals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import shiboken6
from pydantic import BaseModel, ValidationError
from PySide6.QtCore import QObject, QProcess

from app.child_process import child_command
from app.gui.services.child_process import qt_environment
from app.preview.messages import Answer, Ask, Cancel, Failure, Progressed, Question, parse_answer
from talker.errors import ErrorCode, MouthpieceError

A = TypeVar("A", bound=BaseModel)
_DIED = "The preview process ended unexpectedly."


@dataclass
class _Waiting:
    question: Question
    kind: type[BaseModel]
    done: Callable[[Any], None]
    failed: Callable[[MouthpieceError], None]
    progress: Callable[[int, int], None]
    owner: QObject | None
    tries: int = 1


class PreviewService(QObject):
    """One long-lived process, started by the first question and again when it dies."""

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._process: QProcess | None = None
        self._buffer = b""
        self._next = 1
        self._waiting: dict[int, _Waiting] = {}
        self._closed = False

    @property
    def idle(self) -> bool:
        """Whether every question has its answer."""
        return not self._waiting

    def ask(
        self,
        question: Question,
        kind: type[A],
        done: Callable[[A], None],
        failed: Callable[[MouthpieceError], None],
        *,
        progress: Callable[[int, int], None] = lambda *_: None,
        owner: QObject | None = None,
    ) -> int:
        """Asks; later calls `done` with an answer of `kind`, or `failed`, while `owner` lives.

        Returns a number for `cancel`.
        """
        number = self._next
        self._next += 1
        if self._closed:
            return number
        self._waiting[number] = _Waiting(question, kind, done, failed, progress, owner)
        self._send(Ask(id=number, question=question))
        return number

    def cancel(self, number: int) -> None:
        """Nobody wants this answer any more; long work ends soon."""
        if self._waiting.pop(number, None) is not None and self._process is not None:
            self._send(Cancel(id=number))

    def close(self) -> None:
        """Ends the process for good; questions stay unanswered from now on."""
        self._closed = True
        self._waiting.clear()
        process, self._process = self._process, None
        if process is None:
            return
        process.finished.disconnect()
        process.closeWriteChannel()
        if not process.waitForFinished(1500):
            process.kill()
            process.waitForFinished(1500)
        process.deleteLater()

    def _send(self, message: BaseModel) -> None:
        if self._process is None:
            self._start()
        assert self._process is not None
        self._process.write(message.model_dump_json().encode() + b"\n")

    def _start(self) -> None:
        process = QProcess(self)
        process.setProcessEnvironment(qt_environment(self._home))
        log = self._home / "logs" / "preview.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        process.setStandardErrorFile(str(log))
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._not_started)
        self._buffer = b""
        self._process = process
        program, *arguments = child_command("app.preview")
        process.start(program, arguments)

    def _read(self) -> None:
        if self._process is None:
            return
        self._buffer += bytes(self._process.readAllStandardOutput().data())
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            answer = parse_answer(line)
            if answer is not None:
                self._on_answer(answer)

    def _on_answer(self, answer: Answer) -> None:
        if isinstance(answer, Progressed):
            waiting = self._waiting.get(answer.id)
            if waiting is not None and _lives(waiting.owner):
                waiting.progress(answer.done, answer.total)
            return
        waiting = self._waiting.pop(answer.id, None)
        if waiting is None or not _lives(waiting.owner):
            return
        if isinstance(answer, Failure):
            waiting.failed(answer.error())
            return
        try:
            result = waiting.kind.model_validate(answer.result)
        except ValidationError as error:
            waiting.failed(MouthpieceError(ErrorCode.INTERNAL, f"The preview said: {error}"))
            return
        waiting.done(result)

    def _ended(self) -> None:
        """Asks once more what the dead process was asked; what kills it twice is given up."""
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        waiting, self._waiting = self._waiting, {}
        for number, request in waiting.items():
            if not _lives(request.owner):
                continue
            if request.tries == 1:
                request.tries = 2
                self._waiting[number] = request
                self._send(Ask(id=number, question=request.question))
            else:
                request.failed(MouthpieceError(ErrorCode.WORKER_DIED, _DIED))

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._ended()


def _lives(owner: QObject | None) -> bool:
    return owner is None or bool(shiboken6.isValid(owner))
