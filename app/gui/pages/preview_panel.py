"""A few seconds of the video that the present options would make, beside them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QProgressBar,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.services.preview import PreviewService
from app.gui.texts.names import error_words
from app.gui.theme import GRID
from app.gui.widgets.basic import (
    Button,
    IconButton,
    Note,
    Tone,
    card,
    empty,
    keeps_place,
    label,
    spaced,
)
from app.gui.widgets.beside import Beside
from app.gui.widgets.player import Player
from app.gui.widgets.translated import Translated
from app.preview.messages import Made, MakePreview
from talker.errors import MouthpieceError
from talker.options.render import RenderRequest
from talker.options.restoring import Restoration

_PAUSE_MS = 1200  # after the last change, until the next preview is begun
_LINE = 100  # steps of the line between two
_LOWEST = 172  # pixels: the smallest picture, and the controls under it


class PreviewPanel(Translated, QWidget):
    """Hidden until the first preview. Then each change makes the next one, while `renew` is on:
    what is shown stays until that is there. One can be kept, to compare others with it."""

    def __init__(self, preview: PreviewService) -> None:
        super().__init__()
        self._preview = preview
        self._asked: int | None = None
        self._made_of: MakePreview | None = None  # what is shown, or being made
        self._wanted: RenderRequest | None = None
        self._shown: Path | None = None
        self._kept: Path | None = None
        self.player = Player(loop=True)
        self.renew = QCheckBox()
        self.renew.setChecked(True)
        self.keep = Button("quiet", "check")
        self.compare = Button("", "retry")
        self.divide = Button("quiet", "crop")
        self.line = QSlider(Qt.Orientation.Horizontal)
        self.restored = QCheckBox()
        self._beside = Beside(self.player)
        self._title = label("heading")
        self._close = IconButton("close")
        self._bar = keeps_place(QProgressBar())
        self._notes = spaced(QVBoxLayout(), 0, GRID)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._build()
        self._later.timeout.connect(self._begin)
        self.renew.toggled.connect(lambda _: self._look_for_changes())
        self.keep.clicked.connect(self._keep_shown)
        self.compare.toggled.connect(self._turn)
        self.divide.toggled.connect(self._divide)
        self.restored.toggled.connect(lambda _: self._look_for_changes())
        view = self.player.view
        assert view is not None
        self.line.valueChanged.connect(lambda value: view.move_line(value / _LINE))
        view.line_moved.connect(self._show_line)
        self._close.clicked.connect(self.leave)
        self.player.failed.connect(self._say_problem)
        self.hide()
        self.retranslate()

    def make(self, request: RenderRequest) -> None:
        """Shows the panel and begins a preview at once, instead of the one before."""
        self._wanted = _unnamed(request)
        self.show()
        self._begin()

    def set_request(self, request: RenderRequest | None) -> None:
        """What would be made now; None while it cannot be. While the panel is shown it follows."""
        self._wanted = None if request is None else _unnamed(request)
        self._look_for_changes()

    def leave(self) -> None:
        """Hides the panel; a preview that is being made ends."""
        self._stop()
        self._made_of = None
        self.divide.setChecked(False)
        self.player.open(None)
        self.hide()

    @override
    def retranslate(self) -> None:
        self._title.setText(self.tr("Preview"))
        self._title.setToolTip(
            self.tr("The first seconds of speech, small. The video itself is larger and sharper.")
        )
        self._bar.setAccessibleName(self.tr("Progress of the preview"))
        self.renew.setText(self.tr("Follow changes"))
        self.renew.setToolTip(self.tr("Makes a new preview after each change of the options"))
        self.keep.say(self.tr("Keep"), self.tr("Keeps this one, to compare others with it"))
        self.restored.setText(self.tr("Restored"))
        self.restored.setToolTip(
            self.tr("With the restoration that is chosen in the options; that takes longer")
        )
        self.divide.say(
            self.tr("Divide"),
            self.tr("Shows the kept preview left of a line, this one right of it"),
        )
        self.line.setAccessibleName(self.tr("Line between the two previews"))
        self.line.setToolTip(self.tr("Line between the two previews"))
        self._close.say(self.tr("Close the preview"))
        self._say_compare()

    def _build(self) -> None:
        outer = spaced(QVBoxLayout(self), 0, 0)
        frame, column = card()
        outer.addWidget(frame)
        column.setContentsMargins(GRID * 2, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        head = spaced(QHBoxLayout(), 0, GRID)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self.restored)
        head.addWidget(self.renew)
        head.addWidget(self._close)
        column.addLayout(head)
        self.player.setMinimumHeight(_LOWEST)
        column.addWidget(self.player, 1)
        column.addWidget(self.line)
        column.addWidget(self._bar)
        foot = spaced(QHBoxLayout(), 0, GRID)
        foot.addWidget(self.keep)
        foot.addStretch()
        foot.addWidget(self.divide)
        foot.addWidget(self.compare)
        column.addLayout(foot)
        column.addLayout(self._notes)
        self.compare.setCheckable(True)
        self.divide.setCheckable(True)
        self.line.setRange(0, _LINE)
        self.line.setValue(_LINE // 2)
        for hidden in (self.compare, self.divide, self.line, self.restored):
            hidden.hide()
        self.keep.setEnabled(False)
        self._bar.setMaximumHeight(6)
        self._bar.setTextVisible(False)

    def _look_for_changes(self) -> None:
        wanted = self._question
        self.restored.setVisible(self._restores)
        if self.isHidden() or wanted is None or wanted == self._made_of:
            self._later.stop()
        elif self.renew.isChecked():
            self._later.start()

    @property
    def _restores(self) -> bool:
        """Whether the options ask for a restoration of the face."""
        wanted = self._wanted
        return wanted is not None and wanted.enhance is not Restoration.OFF

    @property
    def _question(self) -> MakePreview | None:
        """What would be asked now."""
        if self._wanted is None:
            return None
        if self._restores and self.restored.isChecked():
            return MakePreview(request=self._wanted, restored=True)
        return MakePreview(request=self._wanted)

    def _begin(self) -> None:
        """The one that is shown stays until the new one is there."""
        question = self._question
        if question is None:
            return
        self._stop()
        empty(self._notes)
        self._made_of = question
        self._bar.setRange(0, 0)
        self._bar.show()
        self._asked = self._preview.ask(
            question,
            Made,
            self._show,
            self._fail,
            progress=self._advance,
            owner=self,
        )

    def _stop(self) -> None:
        self._later.stop()
        self._bar.hide()
        if self._asked is not None:
            self._preview.cancel(self._asked)
            self._asked = None

    def _advance(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _show(self, made: Made) -> None:
        self._asked = None
        self._bar.hide()
        self._shown = made.path
        self.keep.setEnabled(made.path is not None)
        if self.compare.isChecked():
            self.compare.setChecked(False)  # which shows it
        else:
            self.player.open(made.path, play=True)
        if self.divide.isChecked():
            self._beside.show(self._kept)

    def _keep_shown(self) -> None:
        self._kept = self._shown
        self.compare.show()
        self.divide.show()

    def _divide(self, on: bool) -> None:
        """Both at once: what was kept left of the line, what is now right of it."""
        self.compare.setChecked(False)
        self.compare.setEnabled(not on)
        self.line.setVisible(on)
        self._beside.show(self._kept if on else None)

    def _show_line(self, share: float) -> None:
        self.line.setValue(round(share * _LINE))

    def _turn(self, kept: bool) -> None:
        self._say_compare()
        self.player.open(self._kept if kept else self._shown, play=True)

    def _say_compare(self) -> None:
        kept = self.compare.isChecked()
        text = self.tr("A: kept") if kept else self.tr("B: now")
        self.compare.say(text, self.tr("Turns between the kept preview and the present one"))

    def _fail(self, error: MouthpieceError) -> None:
        self._asked = None
        self._bar.hide()
        empty(self._notes)
        self._notes.addWidget(Note(Tone.PROBLEM, *error_words(error)))

    def _say_problem(self, text: str) -> None:
        empty(self._notes)
        words = self.tr("The preview cannot be played here: {why}").format(why=text)
        self._notes.addWidget(Note(Tone.WARNING, words))


def _unnamed(request: RenderRequest) -> RenderRequest:
    """The same video wherever it shall go: its name makes no other preview."""
    return request.model_copy(update={"output": None})
