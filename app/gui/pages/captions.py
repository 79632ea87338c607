"""The page Captions: what is said in a video, written down, corrected, and shown in a style."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.captions import (
    Captions,
    captions_file,
    find_captions,
    read_captions,
    save_captions,
    second_file,
    write_cues,
)
from app.gui.pages.cue_model import CueModel
from app.gui.pages.cue_player import CuePlayer
from app.gui.pages.cue_table import CueTable
from app.gui.pages.drop_zone import DropZone
from app.gui.pages.entries import CAPTIONS
from app.gui.pages.model_offers import ModelOffers
from app.gui.pages.page import Page
from app.gui.pages.recognition_note import RecognitionNote
from app.gui.pages.versions_maker import VersionsMaker
from app.gui.services.context import Context
from app.gui.services.input_files import Kind
from app.gui.texts.offers import CAPTIONS as OFFER
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, IconButton, label, scrolled, spaced
from app.gui.widgets.file_choice import ask_file, ask_new_file
from app.gui.widgets.flow import Flow
from app.gui.widgets.late_tab import put_in_tab
from app.gui.widgets.text_dialogs import RecogniseDialog, TranslationDialog
from app.jobs.kind import JobRequest
from app.jobs.transcribe import KIND as TRANSCRIBE
from app.jobs.transcribe import USUAL_KIND
from talker.options.transcribe import TranscribeOptions, TranscribeRequest
from talker.subtitles.editing import retimed
from talker.subtitles.side_files import format_text

if TYPE_CHECKING:
    from app.gui.pages.caption_look import CaptionLook

_SAVE_MS = 600
_LOOK_WIDTH = 290
_LOOK = 1  # the tab


class CaptionsPage(Page):
    """A table of cues beside the player and the preview; all is kept beside the video at once."""

    entry = CAPTIONS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._path: Path | None = None
        self._asked = TranscribeOptions()
        self._unsaved = False
        self.model = CueModel(self)
        self.table = CueTable(self.model)
        self.player = CuePlayer(context.preview)
        self._look: CaptionLook | None = None
        self.recognition = RecognitionNote(context)
        self._offers = ModelOffers(context, (OFFER,), only_missing=True)
        self._title = label("title")
        self.recognise = Button("", "microphone")
        self.translate = Button("", "text")
        self.open_file = IconButton("open")
        self.export = IconButton("download")
        self.burn = Button("primary", "film")
        self.tabs = QTabWidget()
        self.zone = DropZone(Kind.SPEECH, QWidget())
        self._versions = VersionsMaker(context, self)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_SAVE_MS)
        self._build()
        self._connect()

    @property
    def look(self) -> CaptionLook:
        """How they look; made when somebody looks."""
        if self._look is None:
            from app.gui.pages.caption_look import CaptionLook

            self._look = CaptionLook(self.context)
            self._look.failed.connect(self.context.events.tell_error)
            put_in_tab(self.tabs, _LOOK, self._look)
            self._show_look()
        return self._look

    @override
    def retranslate(self) -> None:
        self._title.setText(CAPTIONS.title())
        self.zone.say(
            self.tr("A video or a recording"),
            self.tr("Drop it here: what is said in it becomes captions."),
        )
        self.recognise.say(
            self.tr("Write down…"), self.tr("Writes down what is said, with the time of each word")
        )
        self.translate.say(
            self.tr("Second language…"), self.tr("Puts a translation below each caption")
        )
        self.open_file.say(self.tr("Open captions or subtitles…"))
        self.export.say(self.tr("Save as…"))
        self.burn.say(
            self.tr("Make the video…"), self.tr("A version of the video with these captions")
        )
        self.tabs.setTabText(0, self.tr("Hear"))
        self.tabs.setTabText(_LOOK, self.tr("Look"))
        self.tabs.setAccessibleName(self.tr("Hear or look"))

    @override
    def undo(self) -> None:
        self.model.undo()

    def open(self, path: Path | None) -> None:
        """Shows a video or a recording with the captions that lie beside it."""
        self._save()
        self._path = path
        self.zone.set_path(path)
        self.recognition.forget()
        self.player.open(path)
        self.model.load(Captions())
        if path is not None:
            self.context.tasks.run(
                lambda: find_captions(path),
                self.model.load,
                self.context.events.tell_error,
                owner=self,
            )
        self._update()

    def open_request(self, request: JobRequest) -> None:
        """A recording that the queue has written down, or shall write down again."""
        wanted = TRANSCRIBE.narrow(request)
        if wanted is not None:
            self._asked = wanted.options
            self.open(wanted.speech)

    def ask_recognise(self) -> None:
        """Asks how, and begins."""
        dialog = RecogniseDialog(
            self._asked, self.window(), replaces=bool(self.model.captions.rows)
        )
        dialog.chosen.connect(self.begin)
        dialog.open()

    def begin(self, options: TranscribeOptions) -> None:
        """Writes down what is said; the file with the captions is replaced when it is done."""
        if self._path is None:
            return
        self._asked = options
        self._save()
        self.recognition.begin(
            TranscribeRequest(
                speech=self._path,
                output=captions_file(self._path),
                overwrite=True,
                **dict(options),
            )
        )

    def ask_translation(self) -> None:
        """Asks for a translation, pasted or in a file."""
        captions = self.model.captions
        usual = format_text(captions.second)
        dialog = TranslationDialog(len(captions.rows), usual, self.window())
        dialog.given.connect(lambda text: self.model.change(self.model.captions.translated(text)))
        dialog.file_wanted.connect(self._ask_second_file)
        dialog.open()

    def make_video(self) -> None:
        """Asks for a version of the video with these captions."""
        if self._path is None:
            return
        style = self.look.kept_style()
        if self.look.is_changed:
            return  # no name was given for the style
        self._save()
        second = second_file(self._path) if self.model.captions.second else None
        files = {"subtitles": captions_file(self._path), "second_subtitles": second}
        chosen = {
            name: getattr(self.look.options, name)
            for name in ("aspect", "subtitle_platform", "subtitle_size", "subtitle_font")
        }
        usual = self.context.settings.window.version
        options = usual.model_copy(update=files | chosen | {"subtitle_style": style})
        self._versions.ask([self._path], options)

    def save_as(self, target: Path) -> None:
        """Writes the upper lines as another kind of file."""
        captions = self.model.captions
        self.context.tasks.run(
            lambda: write_cues(captions.cues, captions.language, target),
            lambda _: self.context.events.tell.emit(
                self.tr("{name} is written.").format(name=target.name)
            ),
            self.context.events.tell_error,
            owner=self,
        )

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), GRID * 3, GRID)
        head, tools = Flow(align=Qt.AlignmentFlag.AlignJustify), QWidget()
        row = spaced(QHBoxLayout(tools), 0, GRID)
        for button in (self.recognise, self.translate, self.open_file, self.export, self.burn):
            row.addWidget(button)
        head.addWidget(self._title)
        head.addWidget(tools)
        column.addLayout(head)
        column.addWidget(self._offers)
        self.tabs.addTab(scrolled(self.player), "")
        self.tabs.addTab(QWidget(), "")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setMinimumWidth(_LOOK_WIDTH)
        inside = QSplitter(Qt.Orientation.Horizontal)
        inside.setChildrenCollapsible(False)
        inside.setHandleWidth(GRID * 2)
        inside.addWidget(self.table)
        inside.addWidget(self.tabs)
        inside.setStretchFactor(0, 5)
        inside.setStretchFactor(1, 4)
        content = spaced(QVBoxLayout(self.zone.content), 0, 0)
        content.addWidget(inside, 1)
        self.zone.setMaximumHeight(16_777_215)
        self.zone.set_recent(())
        column.addWidget(self.zone, 1)
        self.zone.beside.addWidget(self.recognition.line, 1)
        column.addWidget(self.recognition)

    def _connect(self) -> None:
        self.zone.dropped.connect(lambda paths: self.open(paths[0]))
        self.zone.removed.connect(lambda: self.open(None))
        self.recognise.clicked.connect(self.ask_recognise)
        self.translate.clicked.connect(self.ask_translation)
        self.open_file.clicked.connect(self._ask_file)
        self.export.clicked.connect(self._ask_export)
        self.burn.clicked.connect(self.make_video)
        self.model.changed.connect(self._changed)
        self.model.loaded.connect(self._loaded)
        self.table.chosen.connect(self._show_chosen)
        self.player.moved.connect(self._moved)
        self.player.times_wanted.connect(self._retime)
        self.player.word_chosen.connect(self.table.divide_before)
        self.recognition.written.connect(self._take)
        self.tabs.currentChanged.connect(self._show_look)
        self._late.timeout.connect(self._save)
        self.context.events.captions_of.connect(self.open)
        self.context.events.request_opened.connect(self.open_request)

    def _loaded(self) -> None:
        self.table.choose(0)
        self._update()

    def _changed(self) -> None:
        self._unsaved = True
        self._late.start()
        self._update()

    def _update(self) -> None:
        there, rows = self._path is not None, bool(self.model.captions.rows)
        self.recognise.setEnabled(there)
        self.open_file.setEnabled(there)
        for button in (self.translate, self.export, self.burn):
            button.setEnabled(there and rows)
        self._show_chosen()

    def _show_chosen(self) -> None:
        rows, chosen = self.model.captions.rows, self.table.rows
        one = rows[chosen[0]].cue if chosen and chosen[0] < len(rows) else None
        self.player.show_cue(one)
        self._show_look()

    def _show_look(self) -> None:
        if self._look is None and self.tabs.currentIndex() != _LOOK:
            return
        rows, chosen = self.model.captions.rows, self.table.rows
        cue = rows[chosen[0] if chosen else 0].cue if rows else None
        second = 0.0 if cue is None else (cue.start + cue.stop) / 2
        self.look.show_captions(self._path, self.model.captions, second)

    def _moved(self, second: float) -> None:
        self.model.show_second(second if self.player.player.playing else -1.0)

    def _retime(self, start: float, stop: float) -> None:
        chosen = self.table.rows
        if len(chosen) == 1:
            captions = self.model.captions
            row = captions.rows[chosen[0]]
            changed = type(row)(retimed(row.cue, start, stop), row.below)
            self.model.change(captions.edited(chosen[0], changed))

    def _take(self, path: Path) -> None:
        """What was written down; the rows before come back with Undo."""
        if self._path is not None and path == captions_file(self._path).absolute():
            self.context.tasks.run(
                lambda: read_captions(path),
                self._show_written,
                self.context.events.tell_error,
                owner=self,
            )

    def _show_written(self, captions: Captions) -> None:
        self.model.change(captions)
        self.table.choose(0)

    def _save(self) -> None:
        """Keeps what was changed beside the video."""
        self._late.stop()
        if self._path is not None and self._unsaved:
            self._unsaved = False
            captions, path = self.model.captions, self._path
            self.context.tasks.run(
                lambda: save_captions(captions, path),
                None,
                self.context.events.tell_error,
                owner=self,
            )

    def _ask_file(self) -> None:
        path = ask_file(self, Kind.SUBTITLES, self._path)
        if path is not None:
            self.context.tasks.run(
                lambda: read_captions(path),
                self._show_written,
                self.context.events.tell_error,
                owner=self,
            )

    def _ask_second_file(self) -> None:
        path = ask_file(self, Kind.SUBTITLES, self._path)
        if path is not None:
            captions = self.model.captions
            self.context.tasks.run(
                lambda: captions.with_second_file(path),
                self.model.change,
                self.context.events.tell_error,
                owner=self,
            )

    def _ask_export(self) -> None:
        if self._path is not None:
            name = self._path.with_suffix(USUAL_KIND).name
            target = ask_new_file(self, Kind.SUBTITLES, self.tr("Save the captions"), name)
            if target is not None:
                self.save_as(target if target.suffix else target.with_suffix(USUAL_KIND))
