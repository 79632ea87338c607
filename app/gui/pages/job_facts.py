"""What is known of a job, in rows of words: its state, its inputs, the work, its options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QWidget

from app.gui.jobs.texts import fact_title, span_words, state_word
from app.gui.texts.choices import engine_title
from app.gui.texts.option_words import unusual_options
from app.gui.theme import GRID
from app.gui.widgets.basic import label, plain_tip
from app.queue.job import Job

_Role = QFormLayout.ItemRole


@dataclass(frozen=True)
class _Fact:
    """A row; `tip` says it in full where `text` does not."""

    title: str
    text: str
    tip: str = ""


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
        """Shows what is known of this job now; rows stay, so that none flickers while it runs."""
        facts = list(self._known(job))
        while self._rows.rowCount() > len(facts):
            self._rows.removeRow(self._rows.rowCount() - 1)
        while self._rows.rowCount() < len(facts):
            self._add_row()
        for row, fact in enumerate(facts):
            name, value = (self._label(row, role) for role in (_Role.LabelRole, _Role.FieldRole))
            name.setText(fact.title)
            value.setText(_breakable(fact.text))
            value.setToolTip(plain_tip(fact.tip or fact.text))

    def _known(self, job: Job) -> Iterator[_Fact]:
        yield _Fact(self.tr("State"), state_word(job))
        for fact in job.kind.facts(job.request):
            text = fact.value.name if isinstance(fact.value, Path) else fact.value
            yield _Fact(fact_title(fact), text, str(fact.value))
        yield from self._work(job)
        moment = job.ended or job.created
        when = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(round(moment)), QLocale.FormatType.ShortFormat
        )
        yield _Fact(self.tr("Ended") if job.ended else self.tr("Added"), when)
        if job.attempts > 1:
            yield _Fact(self.tr("Attempts"), str(job.attempts))
        words = "\n".join(unusual_options(job.request.options))
        yield _Fact(self.tr("Options"), words or self.tr("as usual"))

    def _work(self, job: Job) -> Iterator[_Fact]:
        """What is known of the work, so far or in the end."""
        if job.batch:
            yield _Fact(self.tr("Batch"), job.batch)
        if job.duration:
            yield _Fact(self.tr("Length"), span_words(job.duration))
        if job.timings:
            yield _Fact(self.tr("Work"), span_words(sum(job.timings.values())))
        if job.engine:
            device = f" · {job.device.upper()}" if job.device else ""
            yield _Fact(self.tr("Engine"), f"{engine_title(job.engine)}{device}")

    def _add_row(self) -> None:
        value = label(wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._rows.addRow(label("faint"), value)

    def _label(self, row: int, role: QFormLayout.ItemRole) -> QLabel:
        item = self._rows.itemAt(row, role)
        made = None if item is None else item.widget()
        assert isinstance(made, QLabel)
        return made


def _breakable(text: str) -> str:
    """Long file names may be broken after their separators."""
    for sign in "_-.+":
        text = text.replace(sign, f"{sign}\u200b")
    return text
