"""The words of a batch's report in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.batch.report_words import ReportError, ReportWords
from app.gui.texts.findings import FINDINGS
from app.gui.texts.i18n import language_in_use
from app.gui.texts.names import state_word
from app.queue.job import State
from app.settings.window import Language


def report_words() -> ReportWords:
    """What it says, and what to do next is said of the window and not of the command line."""
    language = language_in_use()
    return ReportWords(
        language=language.value.replace("_", "-"),
        made=QCoreApplication.translate("Report", "{done} of {videos} videos made"),
        failed=QCoreApplication.translate("Report", "{failed} failed"),
        unfinished=QCoreApplication.translate("Report", "{open} not finished"),
        figures=QCoreApplication.translate(
            "Report",
            "{length} of video in {took} of work, {factor} seconds for each second of video",
        ),
        video=QCoreApplication.translate("Report", "Video"),
        state=QCoreApplication.translate("Report", "State"),
        length=QCoreApplication.translate("Report", "Length"),
        took=QCoreApplication.translate("Report", "Made in"),
        factor=QCoreApplication.translate("Report", "Factor"),
        retry=QCoreApplication.translate(
            "Report",
            "To try the failed videos again, choose Try all failed again on the page Queue, "
            "under More.",
        ),
        corrected=QCoreApplication.translate(
            "Report",
            "After correcting files or rows, drop the same folder or sheet on the page Batch "
            "again: only what has changed is added.",
        ),
        everywhere=QCoreApplication.translate("Report", "All videos:"),
        states={state: state_word(state) for state in State},
        errors={} if language is Language.ENGLISH else _errors(),
    )


def _errors() -> dict[str, ReportError]:
    """In English the original says more."""
    return {
        str(code): ReportError(
            QCoreApplication.translate("Findings", known.text),
            QCoreApplication.translate("Findings", known.hint) if known.hint else "",
        )
        for code, known in FINDINGS.items()
    }
