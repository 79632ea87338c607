"""What the window needs that knows no Qt, loaded before Qt is."""

from __future__ import annotations

from importlib import import_module

_NAMES = (
    *("app.drafts", "app.library", "app.brands", "app.presets", "app.settings.store"),
    *("app.jobs.dub", "app.jobs.registry", "app.jobs.render", "app.worker.stand_in"),
    *("app.preview.messages",),
    *("app.queue.control", "app.queue.estimate", "app.queue.joblog", "app.queue.store"),
    *("talker.deliver.naming", "talker.engines.registry", "talker.subtitles.cues"),
)


def load_early() -> None:
    """Once PySide6 is there, it reads the source of every module that is loaded, to see whether
    that uses it: a third of a millisecond for each, and the lines stay in memory."""
    for name in _NAMES:
        import_module(name)
