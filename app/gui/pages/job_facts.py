"""What is known of a job, in rows of words: its state, its inputs, the work, its options."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QWidget

from app.gui.jobs.texts import fact_title, span_words, state_word
from app.gui.texts.choices import engine_title
from app.gui.texts.option_words import unusual_options
from app.gui.theme import GRID
from app.gui.widgets.basic import label, plain_tip
from app.queue.job import Job


class JobFacts(QWidget):
    """`show_job` as often as the job changes."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(GRID * 2)
        self._rows.setVerticalSpacing(GRID // 2)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def show_job(self, job: Job) -> None:
        """Shows what is known of this job now."""
        while self._rows.rowCount():
            self._rows.removeRow(0)
        self._fact(self.tr("State"), state_word(job))
        for fact in job.kind.facts(job.request):
            text = fact.value.name if isinstance(fact.value, Path) else fact.value
            self._fact(fact_title(fact), text, str(fact.value))
        self._show_work(job)
        moment = job.ended or job.created
        when = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(round(moment)), QLocale.FormatType.ShortFormat
        )
        self._fact(self.tr("Ended") if job.ended else self.tr("Added"), when)
        if job.attempts > 1:
            self._fact(self.tr("Attempts"), str(job.attempts))
        words = "\n".join(unusual_options(job.request.options))
        self._fact(self.tr("Options"), words or self.tr("as usual"))

    def _show_work(self, job: Job) -> None:
        """What is known of the work, so far or in the end."""
        if job.batch:
            self._fact(self.tr("Batch"), job.batch)
        if job.duration:
            self._fact(self.tr("Length"), span_words(job.duration))
        if job.timings:
            self._fact(self.tr("Work"), span_words(sum(job.timings.values())))
        if job.engine:
            device = f" · {job.device.upper()}" if job.device else ""
            self._fact(self.tr("Engine"), f"{engine_title(job.engine)}{device}")

    def _fact(self, title: str, text: str, tip: str = "") -> None:
        value = label(wrap=True)
        value.setText(_breakable(text))
        value.setToolTip(plain_tip(tip or text))
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        name: QLabel = label("faint")
        name.setText(title)
        self._rows.addRow(name, value)


def _breakable(text: str) -> str:
    """Long file names may be broken after their separators."""
    for sign in "_-.+":
        text = text.replace(sign, f"{sign}\u200b")
    return text
