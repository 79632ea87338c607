"""Takes questions as they come and answers them from threads, quick ones beside long ones."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import IO, Self

from pydantic import BaseModel

from app.child_process import end_process
from app.preview.answers import Answers
from app.preview.messages import Answered, Failure, Lane, Progressed, Question
from app.settings.store import idle_seconds
from app.worker.idleness import Idleness
from talker.errors import Cancelled, ErrorCode, MouthpieceError
from talker.progress import CancelToken

_log = logging.getLogger(__name__)
_THREADS = 2
_LOOK_SECONDS = 1.0


class Server:
    """Answers on `output`; a context, whose end stops everything.

    What a video has loaded is given back when nobody asks for more, as workers do: by `end`. The
    window starts another process with its next question.
    """

    def __init__(
        self, output: IO[bytes], home: Path, *, end: Callable[[int], object] = end_process
    ) -> None:
        self._end = end
        self._idleness = Idleness(idle_seconds(home))
        self._over = Event()
        self._output = output
        self._turn = Lock()
        self._looks = ThreadPoolExecutor(_THREADS, thread_name_prefix="look")
        self._videos = ThreadPoolExecutor(1, thread_name_prefix="video")
        self._batches = ThreadPoolExecutor(1, thread_name_prefix="batch")
        self._cancels: dict[int, CancelToken] = {}
        self._answers = Answers(home)
        Thread(target=self._watch, name="idle", daemon=True).start()

    def ask(self, number: int, question: Question) -> None:
        """Begins to answer; returns at once."""
        cancel = self._cancels[number] = CancelToken()
        self._pool(question).submit(self._answer, number, question, cancel)

    def cancel(self, number: int) -> None:
        """Stops the work on a question, if it is still going on."""
        if number in self._cancels:
            self._cancels[number].cancel()

    def close(self) -> None:
        """Stops everything and waits for the threads."""
        self._over.set()
        for cancel in list(self._cancels.values()):
            cancel.cancel()
        for pool in (self._videos, self._batches, self._looks):
            pool.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _watch(self) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            if not self._cancels and self._idleness.is_over():
                self._end(0)
                return

    def _pool(self, question: Question) -> ThreadPoolExecutor:
        """What takes long, or must keep its order, has a thread of its own."""
        match question.lane:
            case Lane.LOOK:
                return self._looks
            case Lane.VIDEO:
                return self._videos
            case Lane.BATCH:
                return self._batches

    def _answer(self, number: int, question: Question, cancel: CancelToken) -> None:
        try:
            self._send_result(number, question, cancel)
        except Cancelled:
            pass  # nobody listens any more
        except MouthpieceError as error:
            self._send(Failure(id=number, code=error.code, message=error.message, hint=error.hint))
        except BaseException as error:
            # The window waits for an answer to every question; the traceback is in the log.
            _log.error("%s", traceback.format_exc())
            self._send(Failure(id=number, code=ErrorCode.INTERNAL, message=f"{error!r}"))
            raise
        finally:
            if self._pool(question) is self._videos:
                self._idleness.note_work()
            self._cancels.pop(number, None)

    def _send_result(self, number: int, question: Question, cancel: CancelToken) -> None:
        cancel.check()
        result = self._answers.answer(question, cancel, self._progress_sender(number))
        cancel.check()
        self._send(Answered(id=number, result=result.model_dump(mode="json")))

    def _progress_sender(self, number: int) -> Callable[[int, int], None]:
        def report(done: int, total: int) -> None:
            self._send(Progressed(id=number, done=done, total=total))

        return report

    def _send(self, message: BaseModel) -> None:
        line = message.model_dump_json().encode() + b"\n"
        with self._turn:
            self._output.write(line)
            self._output.flush()
