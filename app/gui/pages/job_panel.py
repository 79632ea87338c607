"""What is known of one job: its video or portrait, what went wrong, its facts, its log."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.jobs.fixes import Fix, fix_for, fix_word, mend
from app.gui.jobs.live_view import LiveView
from app.gui.jobs.texts import (
    failure_words,
    has_picture,
    notice_words,
)
from app.gui.jobs.thumbnails import Thumbnails
from app.gui.pages.job_facts import JobFacts
from app.gui.services.context import Context
from app.gui.services.input_files import Kind
from app.gui.theme import GRID
from app.gui.widgets.basic import (
    Button,
    IconButton,
    Note,
    Tone,
    card,
    empty,
    label,
    scrolled,
    spaced,
)
from app.gui.widgets.file_choice import ask_file
from app.gui.widgets.player import Player
from app.gui.widgets.video_view import VideoView
from app.jobs.kind import Product
from app.jobs.render import KIND as RENDER
from app.queue.job import Job, State
from app.queue.joblog import read_log
from talker.progress import NoticeCode

_VIEW_HEIGHT = 220
_VIEW_SHARE = 0.4  # of the panel's height at most: what went wrong is in sight below
_THUMB = 480
_LOG_HEIGHT = 200

# What is asked for at once, instead of opening the page Create.
_OTHER_FILES = {
    Fix.CHOOSE_PORTRAIT: ("portrait", Kind.PORTRAIT),
    Fix.CHOOSE_SPEECH: ("speech", Kind.SPEECH),
}


class JobPanel(QWidget):
    """`show_job` may be called as often as the job changes."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._job: Job | None = None
        self._shown: Path | None = None
        self._thumbnails = Thumbnails(context.preview, _THUMB, self)
        self._live = LiveView(context.tasks, context.home, self)
        self._frame = QImage()  # the newest of a job that is being made
        self._name = label("heading", wrap=True)
        self._close = IconButton("close")
        self.player = Player()
        self._picture = VideoView()
        self._views = QStackedWidget()
        self._notes = spaced(QVBoxLayout(), 0, GRID)
        self._facts = JobFacts()
        self._log_button = Button("quiet", "more")
        self.log = QPlainTextEdit()
        self._build()
        self._thumbnails.ready.connect(lambda _: self._show_picture())
        self._live.came.connect(self._show_frame)
        self._close.clicked.connect(self.closed)
        self._log_button.clicked.connect(lambda: self.show_log(self.log.isHidden()))
        self.retranslate()

    def show_job(self, job: Job) -> None:
        """Shows this job as it is now."""
        before, self._job = self._job, job
        if before == job:
            return
        other = before is None or before.id != job.id
        self._name.setText(job.label)
        self._watch()
        self._show_picture()
        self._show_notes(job)
        self._facts.show_job(job)
        if other:
            self.show_log(False)
        elif not self.log.isHidden() and before is not None and before.state is not job.state:
            self._read_log()

    def show_log(self, shown: bool) -> None:
        """Opens or closes the log."""
        self.log.setVisible(shown)
        self._log_button.set_icon_name("less" if shown else "more")
        if shown:
            self._read_log()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._views.setFixedHeight(min(_VIEW_HEIGHT, round(event.size().height() * _VIEW_SHARE)))

    @override
    def hideEvent(self, event: object) -> None:
        del event
        self.player.open(None)
        self._shown = None
        self._watch()

    @override
    def showEvent(self, event: object) -> None:
        del event
        self._watch()
        self._show_picture()

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        self._close.say(self.tr("Close"))
        self._log_button.say(self.tr("Log"), self.tr("What the worker wrote about this video"))
        self.log.setAccessibleName(self.tr("Log"))
        self.log.setToolTip(self.tr("What the worker wrote about this video"))
        self.player.retranslate()
        if self._job is not None:
            self._show_notes(self._job)
            self._facts.show_job(self._job)

    def _build(self) -> None:
        outer = spaced(QVBoxLayout(self), 0, 0)
        frame, column = card()
        outer.addWidget(frame)
        head = spaced(QHBoxLayout(), 0, GRID)
        head.addWidget(self._name, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._views.addWidget(self._picture)
        self._views.addWidget(self.player)
        inside = QWidget()
        below = spaced(QVBoxLayout(inside), 0, GRID)
        below.addWidget(self._views)  # in a small window the picture scrolls too
        below.addLayout(self._notes)
        below.addWidget(self._facts)
        below.addWidget(self._log_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.log.setReadOnly(True)
        self.log.setMinimumHeight(_LOG_HEIGHT)
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.hide()
        below.addWidget(self.log)
        below.addStretch()
        area = scrolled(inside)
        area.setFrameShape(QFrame.Shape.NoFrame)
        column.addLayout(head)
        column.addWidget(area, 1)

    def _watch(self) -> None:
        """A job that is being made is watched for as long as it can be seen."""
        job = self._job
        running = job is not None and job.state is State.RUNNING and self.isVisible()
        watched = job.id if job is not None and running else None
        if watched is None or watched != self._live.job:
            self._frame = QImage()
        self._live.watch(watched)

    def _show_frame(self, frame: QImage) -> None:
        self._frame = frame
        self._show_picture()

    def _show_picture(self) -> None:
        """The finished video behind its first frame, the newest frame of one that is being made,
        else the portrait."""
        job = self._job
        if job is None:
            return
        plays = job.product is Product.VIDEO
        done = job.state is State.DONE and (plays or has_picture(job))
        made = job.output if done else None
        path = made or job.kind.picture(job.request)
        pixmap = None if path is None else self._thumbnails.get(path)
        image = QImage() if pixmap is None else pixmap.toImage()
        if made is None or not plays:
            self._views.setCurrentWidget(self._picture)
            self._picture.show_image(image if self._frame.isNull() else self._frame)
            return
        self._views.setCurrentWidget(self.player)
        if self._shown != made or (
            self.player.view is not None and self.player.view.image.isNull()
        ):
            self._shown = made
            self.player.offer(made, image)

    def _show_notes(self, job: Job) -> None:
        empty(self._notes)
        fix = fix_for(job)
        if job.state is State.FAILED:
            text, hint = failure_words(job)
            self._add_note(Note(Tone.PROBLEM, text, hint), fix)
        elif fix is Fix.FREE_SPACE:
            text = self.tr("The disk is full. The video goes on by itself once there is space.")
            self._add_note(Note(Tone.WARNING, text), fix)
        for notice in job.notices:
            tone = Tone.NOTE if notice.code is NoticeCode.ENGINE_CHOSEN else Tone.WARNING
            self._add_note(Note(tone, *notice_words(job, notice)), None)

    def _add_note(self, note: Note, fix: Fix | None) -> None:
        self._notes.addWidget(note)
        if fix is None:
            return
        button = Button("primary")
        button.setObjectName("fix")
        button.say(fix_word(fix))
        button.clicked.connect(lambda: self._mend(fix))
        self._notes.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _mend(self, fix: Fix) -> None:
        if self._job is None:
            return
        if fix is Fix.RETRY:
            self._context.job_actions.retry([self._job.id])
        elif fix in _OTHER_FILES and RENDER.narrow(self._job.request) is not None:
            self._ask_file(self._job, *_OTHER_FILES[fix])
        else:
            mend(fix, self._job, self._context.events)

    def _ask_file(self, job: Job, field: str, kind: Kind) -> None:
        """Another file for the same video: its name, its folder and its batch stay."""
        request = RENDER.require(job.request)
        path = ask_file(self, kind, getattr(request, field), self._file_question(kind))
        if path is not None:
            changed = request.model_copy(update={field: path})
            self._context.job_actions.retry_with(job.id, changed)

    def _file_question(self, kind: Kind) -> str:
        return fix_word(Fix.CHOOSE_PORTRAIT if kind is Kind.PORTRAIT else Fix.CHOOSE_SPEECH)

    def _read_log(self) -> None:
        job, home = self._job, self._context.home
        if job is None:
            return
        number = job.id

        def show(text: str) -> None:
            if self._job is not None and self._job.id == number:
                self.log.setPlainText(text or self.tr("Nothing was logged yet."))
                self.log.moveCursor(QTextCursor.MoveOperation.End)

        self._context.tasks.run(lambda: read_log(number, home), show, owner=self)
