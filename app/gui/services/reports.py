"""Writes the report of a batch in the window's words, and opens it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from app.gui.services.context import Context
from app.gui.services.os_open import open_file
from app.gui.texts.report import report_words
from app.preview.batch_messages import WriteReport, WrittenReport


def export_report(context: Context, batch: str, folder: Path, owner: QObject) -> None:
    """A page and a table about all videos of the batch; `owner` may end before they are written."""

    def written(report: WrittenReport) -> None:
        sentence = QCoreApplication.translate("Report", "The report is in {name}.")
        context.events.tell.emit(sentence.format(name=report.html))
        open_file(report.html)

    question = WriteReport(batch=batch, folder=folder, words=report_words())
    context.preview.ask(question, WrittenReport, written, context.events.tell_error, owner=owner)
