"""How captions look: style, font, size, platform and shape, on the frame that they are seen on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.captions import Captions
from app.file_names import safe_name
from app.gui.services.context import Context
from app.gui.texts.names import error_words, finding_words
from app.gui.theme import GRID
from app.gui.widgets.basic import (
    Button,
    IconButton,
    Note,
    Tone,
    empty,
    fields_column,
    label,
    scrolled,
    spaced,
)
from app.gui.widgets.deliver_form import DeliverForm
from app.gui.widgets.editors import calm
from app.gui.widgets.name_dialog import NameDialog
from app.gui.widgets.style_form import StyleForm, style_title
from app.gui.widgets.translated import Translated
from app.gui.widgets.video_view import VideoView
from app.preview.caption_messages import CaptionsLook, FontsLook, ListFonts, ShowCaptions, ShownCue
from talker.errors import MouthpieceError
from talker.options.deliver import DeliverOptions
from talker.subtitles.cues import Cue
from talker.subtitles.style import CaptionStyle, load_style, save_style, style_names

_FIRST = ("aspect", "subtitle_platform", "subtitle_size")
_REST_MS = 250
_BESIDE = "captions.json"
_HIGHEST = 300


class CaptionLook(Translated, QWidget):
    """The options of a deliverable that are about captions, with a picture of what they do."""

    failed = Signal(object)  # MouthpieceError

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._path: Path | None = None
        self._captions, self._second = Captions(), 0.0
        self._asked: int | None = None
        self._stale = False
        self.view = VideoView()
        self.styles = QComboBox()
        self.fonts = QComboBox()
        self.keep = IconButton("download")
        self.form = DeliverForm(DeliverOptions.model_fields.keys() - set(_FIRST), _FIRST)
        self.style_form = StyleForm()
        self._style_title, self._font_title = label("soft"), label("soft")
        self._change = Button("quiet", "more")
        self._notes = spaced(QVBoxLayout(), 0, GRID // 2)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self.form.set_options(DeliverOptions(subtitles=Path(_BESIDE)))  # there are some
        self._build()
        self._fill_styles()
        self.retranslate()

    @property
    def options(self) -> DeliverOptions:
        """What a deliverable with these captions would be asked for; its files are the page's."""
        name, font = str(self.styles.currentData() or ""), str(self.fonts.currentData() or "")
        chosen = {"subtitle_style": name, "subtitle_font": font}
        return self.form.options.model_copy(update=chosen)

    @property
    def is_changed(self) -> bool:
        """Whether the style was changed and not kept under a name."""
        return self.style_form.options != self._stored()

    def show_captions(self, path: Path | None, captions: Captions, second: float) -> None:
        """What is shown at a second of a video; its picture follows when this can be seen."""
        self._path, self._captions, self._second = path, captions, second
        self._stale = True
        if self.isVisible():
            self._rest.start()

    def kept_style(self) -> str:
        """The name of the style as it is; asks for one where it was changed, "" for none given."""
        if self.is_changed:
            self.ask_keep()
        return "" if self.is_changed else str(self.styles.currentData() or "")

    def ask_keep(self) -> None:
        """Asks for a name, and keeps the style under it with the user's own."""
        usual = str(self.styles.currentData() or "")
        name = NameDialog.ask(self, self.tr("Name of the style"), self._problem, usual)
        if name:
            self.keep_style(name)

    def keep_style(self, name: str) -> None:
        """Keeps the style as it is."""
        style = self.style_form.options.model_copy(update={"title": name})
        try:
            save_style(name, style, self._context.home)
        except MouthpieceError as error:
            self.failed.emit(error)
            return
        self._fill_styles()
        self.styles.setCurrentIndex(self.styles.findData(name))
        self._load()

    @override
    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._rest.start()
        if self.fonts.count() == 1:
            self._context.preview.ask(
                ListFonts(), FontsLook, self._take_fonts, lambda _: None, owner=self
            )

    @override
    def retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Preview"))
        self._style_title.setText(self.tr("Style"))
        self._font_title.setText(self.tr("Font"))
        self.styles.setAccessibleName(self.tr("Style"))
        self.styles.setToolTip(self.tr("How the captions look"))
        self.fonts.setAccessibleName(self.tr("Font"))
        self.fonts.setToolTip(self.tr("The font of the captions"))
        self.fonts.setItemText(0, self.tr("Fits the style and the letters"))
        self.keep.say(self.tr("Keep this style under a name"))
        self._say_change()
        for index in range(self.styles.count()):
            self.styles.setItemText(index, style_title(str(self.styles.itemData(index))))
        self.form.retranslate()
        self.style_form.retranslate()

    def _build(self) -> None:
        self.fonts.addItem("", "")
        for box in (self.styles, self.fonts):
            calm(box)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(8)
        inside, fields = fields_column()
        row = spaced(QHBoxLayout(), 0, GRID // 2)
        row.addWidget(self.styles, 1)
        row.addWidget(self.keep)
        fields.addWidget(self._style_title)
        fields.addLayout(row)
        fields.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        fields.addWidget(self.style_form)
        fields.addWidget(self._font_title)
        fields.addWidget(self.fonts)
        fields.addWidget(self.form)
        fields.addStretch()
        self.style_form.hide()
        self.view.setMaximumHeight(_HIGHEST)
        column = spaced(QVBoxLayout(self), 0, GRID)
        column.addWidget(self.view, 2)
        column.addLayout(self._notes)
        column.addWidget(scrolled(inside), 3)
        self.styles.activated.connect(self._load)
        self.fonts.activated.connect(self._ask_soon)
        self.form.changed.connect(self._ask_soon)
        self.style_form.changed.connect(self._ask_soon)
        self.keep.clicked.connect(self.ask_keep)
        self._change.clicked.connect(self._open_style)
        self._rest.timeout.connect(self._ask)

    def _open_style(self) -> None:
        self.style_form.setVisible(self.style_form.isHidden())
        self._say_change()

    def _say_change(self) -> None:
        hidden = self.style_form.isHidden()
        self._change.set_icon_name("more" if hidden else "less")
        self._change.say(self.tr("Change the style") if hidden else self.tr("Close the style"))

    def _fill_styles(self) -> None:
        chosen = self.styles.currentData()
        self.styles.clear()
        for name in style_names(self._context.home):
            self.styles.addItem(style_title(name), name)
        self.styles.setCurrentIndex(max(0, self.styles.findData(chosen)))
        if chosen is None:
            self._load()

    def _stored(self) -> CaptionStyle | None:
        try:
            return load_style(str(self.styles.currentData() or ""), self._context.home)
        except MouthpieceError as error:
            self.failed.emit(error)
            return None

    def _load(self) -> None:
        style = self._stored()
        if style is not None:
            self.style_form.set_options(style)
            self._ask_soon()

    def _problem(self, name: str) -> str:
        if safe_name(name) != name:
            return self.tr('Leave out the signs < > : " / \\ | ? * and use fewer letters.')
        return ""

    def _take_fonts(self, look: FontsLook) -> None:
        for family in look.families:
            self.fonts.addItem(family, family)

    def _ask_soon(self) -> None:
        self._stale = True
        self._rest.start()

    def _ask(self) -> None:
        """What is asked already is no longer wanted."""
        if self._path is None or not self.isVisible():
            return
        if self._asked is not None:
            self._context.preview.cancel(self._asked)
        self._stale = False
        captions = self._captions
        question = ShowCaptions(
            path=self._path,
            second=self._second,
            upper=_shown(captions.cues),
            lower=_shown(captions.second),
            language=captions.language,
            style=self.style_form.options,
            options=self.options,
        )
        self._asked = self._context.preview.ask(
            question, CaptionsLook, self._show, self._fail, owner=self
        )

    def _show(self, look: CaptionsLook) -> None:
        self._asked = None
        self.view.show_image(QImage(str(look.picture)))
        empty(self._notes)
        for finding in look.findings:
            self._notes.addWidget(Note(Tone.WARNING, *finding_words(finding, "")))

    def _fail(self, error: MouthpieceError) -> None:
        self._asked = None
        empty(self._notes)
        self._notes.addWidget(Note(Tone.PROBLEM, *error_words(error)))


def _shown(cues: Sequence[Cue]) -> tuple[ShownCue, ...]:
    return tuple(
        ShownCue(
            start=cue.start,
            stop=cue.stop,
            text=cue.text,
            words=tuple((word.text, word.start, word.stop) for word in cue.words),
        )
        for cue in cues
    )
