"""What is known of a job, in rows of words: its state, its inputs, the work, its options."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QWidget

from app.gui.jobs.texts import fact_title, span_words, state_word
from app.gui.texts.choices import choice_title, engine_title
from app.gui.texts.names import option_suffix, option_title
from app.gui.theme import GRID
from app.gui.widgets.basic import label, plain_tip
from app.queue.job import Job
from talker.options.choice import Choice
from talker.options.engines import names_engine
from talker.options.render import declared_fields, option_values


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
        self._fact(self.tr("Options"), _options(job.request.options) or self.tr("as usual"))

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


def _options(options: BaseModel) -> str:
    """What differs from the declaration's defaults, in words."""
    parts = []
    values = option_values(options)
    for name, info in declared_fields(type(options)).items():
        value = values[name]
        if value == info.default or name == "prompt":
            continue
        shown = _choice(info, value) if isinstance(value, str) else _shown(info, value)
        parts.append(f"{option_title(info)}: {shown}" if shown else option_title(info))
    return "\n".join(parts)


def _choice(info: FieldInfo, value: str) -> str:
    if names_engine(info):
        return engine_title(value)
    return choice_title(value) if isinstance(value, Choice) else value


def _shown(info: FieldInfo, value: object) -> str:
    if isinstance(value, bool):
        return ""
    if isinstance(value, Path):
        return value.name
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return "\n".join(value)
    if isinstance(value, tuple):
        return "; ".join(part if isinstance(part, str) else f"{part:g}" for part in value)
    if isinstance(value, float | int):
        return f"{value:g}{option_suffix(info, value)}"
    return str(value)


def _breakable(text: str) -> str:
    """Long file names may be broken after their separators."""
    for sign in "_-.+":
        text = text.replace(sign, f"{sign}\u200b")
    return text
