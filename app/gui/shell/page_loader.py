"""Loads what the pages need, so that their first visit is quicker, in steps that nobody notices."""

from __future__ import annotations

import linecache
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from PySide6.QtWidgets import QScrollArea

import app.gui.jobs
import app.gui.pages
import app.gui.widgets
from app.gui.pages.entries import ENTRIES

_PACKAGES = (app.gui.widgets, app.gui.jobs, app.gui.pages)
# What one of them would load all at once, which takes longer than a step may.
_BEFORE = (
    *("regex", "speech_gen.script.template", "app.batch.folder", "app.batch.rows"),
    *("app.batch.report_words", "app.preview.batch_messages", "app.preview.caption_messages"),
    *("app.preview.script_messages", "app.models.events", "avatar_gen", "app.jobs.train"),
    *("talker.text_encoding", "talker.subtitles.word_alignment"),
    *("talker.subtitles.timed_lines", "talker.subtitles.ttml", "talker.subtitles.files"),
    *("app.captions", "app.models.catalogue", "app.preview.picture_messages"),
    *("avatar_gen.pose_presets", "avatar_gen.prompt_completion"),
    *("app.gui.jobs.delegates", "app.gui.widgets.player"),
    *("app.gui.pages.script_input", "app.gui.pages.speech_view"),
)


def load_pages() -> Iterator[None]:
    """One module with each step; the pages themselves last."""
    pages = {entry.where.partition(":")[0] for entry in ENTRIES}
    for name in _BEFORE:
        import_module(name)
        yield
    for package in _PACKAGES:
        names = [module.name for module in iter_modules(package.__path__)]
        for name in sorted(names, key=pages.__contains__):
            import_module(f"{package.__name__}.{name}")
            yield
    # To say of which kind a part of Qt's own is, PySide6 must know all kinds of parts: now it does.
    QScrollArea().viewport()
    yield
    linecache.clearcache()  # PySide6 has looked into the source of each and keeps all lines
