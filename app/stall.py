"""Notices that long work has come to a standstill."""

from __future__ import annotations

import time
from pathlib import Path

from typing_extensions import override

from talker.errors import ErrorCode, MouthpieceError
from talker.inference.trust import distrust_hung
from talker.progress import CancelToken, Notice, NoticeCode, OnProgress, Progress, Stage

# A stage that only asks now and then whether to stop may wait for something that never comes.
_WITHOUT_PROGRESS = 12
# More than this between two looks is no standstill of the work: the computer slept.
_LONGEST_LOOK = 5.0


class SignsOfLife:
    """What work reports, and how long nothing came.

    It stands still after `seconds` in which it neither reported progress nor asked whether it
    shall stop, and after twelve times as many without progress. Waiting for another process of
    this program is no standstill. A backend that did not come back in half of the time is to blame,
    and not asked any more.
    """

    def __init__(self, seconds: float, home: Path) -> None:
        self._seconds = seconds
        self._home = home
        self._silent = self._idle = 0.0
        self._stage: Stage | None = None
        self._waiting = False
        self._looked = time.monotonic()
        self.error: MouthpieceError | None = None

    def watched(self, report: OnProgress) -> OnProgress:
        """A listener that passes everything on."""

        def listen(event: Progress | Notice) -> None:
            self.on_event(event)
            report(event)

        return listen

    def on_event(self, event: Progress | Notice) -> None:
        """The work reported something."""
        self._silent = self._idle = 0.0
        self._waiting = isinstance(event, Notice) and event.code is NoticeCode.WAITING
        if isinstance(event, Progress):
            self._stage = event.stage

    def on_check(self) -> None:
        """The work asked whether it shall stop."""
        self._silent = 0.0

    def look(self) -> MouthpieceError | None:
        """The error once the work stands still; to be called often."""
        now = time.monotonic()
        gone, self._looked = min(now - self._looked, _LONGEST_LOOK), now
        if self._waiting:
            return self.error
        self._silent += gone
        self._idle += gone
        if self._silent >= self._seconds or self._idle >= self._seconds * _WITHOUT_PROGRESS:
            self.error = self.error or self._stalled()
        return self.error

    def _stalled(self) -> MouthpieceError:
        hung = distrust_hung(self._seconds / 2, self._home)
        if hung:
            return MouthpieceError(
                ErrorCode.BACKEND_HUNG,
                hung,
                "The next attempt goes on where this one stopped, without it.",
            )
        where = "" if self._stage is None else f" in the stage {self._stage.value}"
        return MouthpieceError(
            ErrorCode.STALLED,
            f"The work stood still for {max(self._silent, self._idle) / 60:.0f} minutes{where}.",
            "Check the input files. For work that takes longer on this computer raise "
            "work.stall_minutes in settings.json.",
        )


class ObservedToken(CancelToken):
    """Asking it is a sign of life."""

    def __init__(self, life: SignsOfLife) -> None:
        super().__init__()
        self._life = life

    @property
    @override
    def cancelled(self) -> bool:
        self._life.on_check()
        return super().cancelled

    @override
    def check(self) -> None:
        self._life.on_check()
        super().check()
