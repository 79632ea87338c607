"""What the page Batch says of the rows that it shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.batch.pairing import Pair
from app.gui.jobs.texts import span_words
from app.preview.batch_messages import BatchRows, PlannedBatch, PlannedRow


class BatchWords(QObject):
    """In the language of the moment."""

    def of_rows(self, read: BatchRows) -> str:
        """What was read, and who speaks what."""
        count = len(read.rows)
        match read.pair:
            case None:
                return self.tr("%n row(s) of {name}", "", count).format(name=read.source)
            case Pair.ONE:
                return self.tr("%n video(s): one portrait speaks every recording.", "", count)
            case Pair.STEM:
                return self.tr("%n video(s): files of the same name belong together.", "", count)
            case Pair.ALL:
                return self.tr("%n video(s): every portrait speaks every recording.", "", count)
            case _:
                return self.tr("%n video(s): every folder for itself.", "", count)

    def of_plan(self, plan: PlannedBatch, new: Sequence[PlannedRow], wrong: int) -> str:
        """What would become of the rows: `new` are to be made, `wrong` cannot be."""
        kept = len(plan.rows) - len(new) - wrong
        seconds = sum(row.seconds or 0 for row in new)
        parts = [self.tr("%n to make", "", len(new))]
        if seconds:
            parts.append(self.tr("{time} of speech").format(time=span_words(seconds)))
        if kept:
            parts.append(self.tr("%n made or waiting already", "", kept))
        if wrong:
            parts.append(self.tr("%n with problems", "", wrong))
        return " · ".join(parts)
