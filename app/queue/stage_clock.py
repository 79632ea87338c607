"""The time that a running stage still takes, and seconds in words; knows nothing of the queue."""

from __future__ import annotations

from talker.progress import Progress, Stage

_TENTHS_BELOW = 10  # seconds


class StageClock:
    """The time left of the running stage, from its own speed.

    Work that an earlier run left behind comes with the first report and takes no time, so the
    speed counts from there.
    """

    def __init__(self) -> None:
        self._stage: Stage | None = None
        self._mark: tuple[float, int] | None = None

    def remaining(self, report: Progress, now: float) -> float | None:
        """Seconds until the stage is done; None while that is unknown."""
        if report.stage is not self._stage:
            self._stage, self._mark = report.stage, None
        if self._mark is None:
            if report.done > 0:
                self._mark = (now, report.done)
            return None
        began, first = self._mark
        if report.done <= first:
            return None
        return (now - began) / (report.done - first) * (report.total - report.done)


def span(seconds: float) -> str:
    """`75.2` -> `1 min 15 s`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def length(seconds: float) -> str:
    """How long a video or a recording is: like `span`, with tenths where these count."""
    return f"{seconds:.1f} s" if round(seconds, 1) < _TENTHS_BELOW else span(seconds)
