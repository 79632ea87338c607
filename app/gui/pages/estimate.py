"""How long a video would take, learned from the videos that this computer has made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from app.gui.jobs.texts import span_words
from app.gui.services.jobs_feed import JobsFeed
from app.gui.widgets.basic import with_role
from app.gui.widgets.translated import Translated
from app.jobs.render import KIND as RENDER
from talker.options.render import RenderRequest


class Estimate(Translated, QLabel):
    """Hidden while nothing is ready to be made, and before the first video."""

    def __init__(self, jobs: JobsFeed) -> None:
        super().__init__()
        self._jobs = jobs
        self._asked: tuple[RenderRequest, float] | None = None
        with_role(self, "soft").setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        jobs.outlook_changed.connect(self.retranslate)
        self.hide()

    def show_request(self, request: RenderRequest | None, seconds: float | None) -> None:
        """What would be made, and how long it will be."""
        self._asked = None if request is None or seconds is None else (request, seconds)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        paces = self._jobs.outlook.paces
        known = self._asked is not None and paces is not None
        if self._asked is not None and paces is not None:
            request, seconds = self._asked
            work = paces.seconds(RENDER.pace_key(request), seconds)
            words = self.tr("{length} of video: about {time} of work on this computer")
            self.setText(words.format(length=span_words(seconds), time=span_words(work)))
        self.setVisible(known)
