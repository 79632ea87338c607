"""The page Create: a portrait and a recording become a video."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.batch.suffixes import PORTRAIT_SUFFIXES
from app.brands import Brand
from app.demo import demo_portrait, demo_speech
from app.drafts import CreateDraft
from app.gui.pages.brand_box import BrandBox
from app.gui.pages.create_inputs import CreateInputs
from app.gui.pages.entries import CREATE
from app.gui.pages.estimate import Estimate
from app.gui.pages.job_note import NOTE_ROOM, JobNote
from app.gui.pages.needs_note import NeedsNote
from app.gui.pages.output_bar import OutputBar
from app.gui.pages.page import Page
from app.gui.pages.pasted import save_pasted
from app.gui.pages.preset_box import PresetBox
from app.gui.services.context import Context
from app.gui.services.enqueue import EnqueueRequest, enqueue
from app.gui.services.input_files import Dropped, Kind, local_files, sort_files
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, card, fields_column, label, scrolled, spaced
from app.gui.widgets.options_form import OptionsForm
from app.gui.widgets.shortcuts import add_shortcut
from app.jobs.dub import KIND as DUB
from app.jobs.kind import JobRequest
from app.jobs.render import KIND as RENDER
from app.paths import videos_folder
from app.presenters import Presenter
from app.presets import OF_ONE_VIDEO, Preset, load_preset
from talker.options.dub import DubRequest
from talker.options.engines import STORED
from talker.options.render import RenderOptions, RenderRequest
from talker.options.spoken import VoiceOptions

if TYPE_CHECKING:
    from app.gui.pages.dub_dialog import DubDialog
    from app.gui.pages.preview_panel import PreviewPanel

_OPTIONS_WIDTH = 360
_RECENT = 12
# What the inputs edit themselves.
_ELSEWHERE = OF_ONE_VIDEO | VoiceOptions.model_fields.keys()


class CreatePage(Page):
    """Two inputs, the options, and three ways on: preview, queue, render now."""

    entry = CREATE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._title = label("title")
        self._sample = Button("quiet", "play")
        self._fresh = Button("quiet", "file")
        self._film = Button("quiet", "film")
        self._heading = label("heading")
        self.inputs = CreateInputs(context.preview, context.home)
        self.presets = PresetBox(context)
        self.brands = BrandBox(context)
        self.form = OptionsForm(context.preview, hidden=_ELSEWHERE)
        self.needs = NeedsNote(context)
        self.estimate = Estimate(context.jobs)
        self.bar = OutputBar()
        self.job_note = JobNote(context)
        self._preview_panel: PreviewPanel | None = None
        self._right = QVBoxLayout()
        self._brand: Brand | None = None  # that the options bear
        self._noted: RenderRequest | None = None  # what stood here when the note began
        self._build()
        self._add_shortcuts()
        self.show_draft(context.drafts.load(CreateDraft) or self._nothing_begun)
        self._connect()
        self._settings_changed()
        self._update()

    @property
    def request(self) -> RenderRequest | None:
        """What would be made now; None while something is missing."""
        values = self.inputs.values
        if values is None or not self.form.valid:
            return None
        return RenderRequest.model_validate(
            dict(self.form.options) | values | {"output": self.bar.output}, context=STORED
        )

    @property
    def preview_panel(self) -> PreviewPanel:
        """Above the options, from the first preview on."""
        if self._preview_panel is None:
            from app.gui.pages.preview_panel import PreviewPanel

            self._preview_panel = PreviewPanel(self.context.preview)
            self._right.insertWidget(0, self._preview_panel, 2)
        return self._preview_panel

    @property
    def draft(self) -> CreateDraft:
        """All that stands on the page."""
        own = {"options": self.form.options, "title": self.bar.title}
        return self.inputs.draft.model_copy(update=own)

    def show_draft(self, draft: CreateDraft) -> None:
        """All that stood on the page at another time, or stands in another video."""
        self._show_options(draft.options)
        self.inputs.take_draft(draft)
        self.bar.set_title(draft.title)

    @property
    def ready(self) -> bool:
        """Whether everything that was given can be used."""
        return self.inputs.ready and self.form.valid

    def take_files(self, paths: list[Path], kind: Kind = Kind.SPEECH) -> None:
        """What was dropped, pasted or chosen: inputs of one video, or a batch."""
        sorted_files = sort_files(paths, kind)
        if sorted_files.batch:
            self.context.events.make_batch(self._with_recording(sorted_files.batch))
        self._fill(lambda: self.inputs.take(sorted_files))

    def _with_recording(self, files: Sequence[Path]) -> Sequence[Path]:
        """Several portraits speak the recording that is there already."""
        speech = None if self.inputs.speaks else self.inputs.speech.path
        alone = all(path.suffix.lower() in PORTRAIT_SUFFIXES for path in files)
        return [*files, speech] if alone and speech is not None else files

    def open_request(self, request: JobRequest) -> None:
        """Fills the page with everything of another video, to change it and make it again."""
        video = RENDER.narrow(request)
        if video is not None:
            self._fill(lambda: self.show_draft(CreateDraft.of(video)))

    def begin_anew(self) -> None:
        """Nothing is given any more, and the options are the usual ones."""
        self._fill(lambda: self.show_draft(self._nothing_begun))

    @override
    def shown(self) -> None:
        self.inputs.look_where_stopped()

    def paste(self) -> None:
        """Takes files or a picture from the clipboard."""
        data = QApplication.clipboard().mimeData()
        files = local_files(data)
        if files:
            self.take_files(files)
        elif data.hasImage():
            image, home = QImage(data.imageData()), self.context.home
            self.context.tasks.run(
                lambda: save_pasted(image, home),
                self._use_picture,
                self.context.events.tell_error,
                owner=self,
            )

    def preview(self) -> None:
        """Shows a few seconds."""
        request = self.request
        if request is not None and self.ready:
            self.preview_panel.make(request)

    def make(self, *, urgent: bool) -> None:
        """Puts the video into the queue, in front of all others if `urgent`."""
        request = self.request
        if request is None or not self.ready:
            return
        order = EnqueueRequest(request, self.inputs.seconds, urgent)
        store = self.context.store
        self.context.tasks.run(
            lambda: enqueue(store, order), self._placed, self.context.events.tell_error, owner=self
        )
        self._remember(request)

    def ask_dub(self) -> DubDialog:
        """Asks for a film and its new words."""
        from app.gui.pages.dub_dialog import DubDialog

        dialog = DubDialog(self.bar.folder, self.context.preview, self.window())
        dialog.chosen.connect(self._make_dub)
        dialog.open()
        return dialog

    def _make_dub(self, request: DubRequest) -> None:
        store = self.context.store

        def add() -> int:
            order = EnqueueRequest(request, DUB.speech_seconds(request), urgent=False)
            return enqueue(store, order)

        self.context.tasks.run(add, self._placed, self.context.events.tell_error, owner=self)

    @override
    def retranslate(self) -> None:
        self._title.setText(self.entry.title())
        self._heading.setText(self.tr("Options"))
        self._sample.say(
            self.tr("Try the sample"), self.tr("Fills in a portrait and a recording of ours")
        )
        self._fresh.say(self.tr("Start anew"), self.tr("Empties the page for another video"))
        self._film.say(
            self.tr("New words for a film…"), self.tr("A filmed person says something else")
        )
        self._update()

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), GRID * 3, GRID)
        head = spaced(QHBoxLayout(), 0, GRID)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._sample)
        head.addWidget(self._fresh)
        left_side = QWidget()
        left = spaced(QVBoxLayout(left_side), 0, GRID * 2)
        left.setContentsMargins(0, 0, GRID, 0)  # beside the bar
        left.addLayout(head)
        left.addWidget(self.inputs, 1)
        left.addWidget(self._film, 0, Qt.AlignmentFlag.AlignLeft)
        frame, options = card()
        options.setContentsMargins(GRID * 2, GRID * 2, GRID // 2, GRID)
        options.addWidget(self._heading)
        inside, fields = fields_column()
        fields.addWidget(self.presets)
        fields.addWidget(self.brands)
        fields.addWidget(self.form)
        fields.addStretch()
        options.addWidget(scrolled(inside), 1)
        upper = spaced(QHBoxLayout(), 0, GRID * 2)
        upper.addWidget(scrolled(left_side), 1)
        right_side = QWidget()
        right_side.setFixedWidth(_OPTIONS_WIDTH)
        right_side.setLayout(spaced(self._right, 0, GRID))
        self._right.addWidget(frame, 3)
        upper.addWidget(right_side)
        # The notes have a place of their own, so that nothing moves when they come: over the
        # estimate, and of a long failure over the page.
        above = spaced(QGridLayout(), 0, 0)
        above.addLayout(upper, 0, 0)
        above.setRowStretch(0, 1)
        above.addWidget(self.estimate, 1, 0)
        above.setRowMinimumHeight(1, NOTE_ROOM)
        for note in (self.needs, self.job_note):
            above.addWidget(note, 0, 0, 2, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(above, 1)
        column.addWidget(self.bar)

    def _add_shortcuts(self) -> None:
        """Fields that use such keys themselves come first."""
        add_shortcut(self, QKeySequence.StandardKey.Paste, self.paste)
        add_shortcut(self, "Ctrl+P", self.preview)
        for key in ("Return", "Enter"):
            add_shortcut(self, f"Ctrl+{key}", lambda: self.make(urgent=False))
            add_shortcut(self, f"Ctrl+Shift+{key}", lambda: self.make(urgent=True))

    def _connect(self) -> None:
        self.inputs.dropped.connect(self.take_files)
        self.inputs.changed.connect(self._update)
        self.form.changed.connect(self._options_changed)
        self.inputs.voice_changed.connect(lambda voice: self.form.apply(dict(voice)))
        self.inputs.models_wanted.connect(self.context.events.fetch_models)
        self.context.models.changed.connect(self.inputs.models_changed)
        self.needs.changed.connect(self._needs_known)
        self.presets.chosen.connect(self._use_preset)
        self.brands.chosen.connect(self._use_brand)
        self.brands.known.connect(self._show_brand)
        self.bar.preview_wanted.connect(self.preview)
        self.bar.add_wanted.connect(lambda: self.make(urgent=False))
        self.bar.render_wanted.connect(lambda: self.make(urgent=True))
        self.bar.folder_chosen.connect(
            lambda folder: self.context.settings.change_window(output_folder=folder)
        )
        self.bar.renamed.connect(self._keep)
        self._film.clicked.connect(self.ask_dub)
        self._sample.clicked.connect(self._use_sample)
        self._fresh.clicked.connect(self.begin_anew)
        self.context.events.use_sample.connect(self._use_sample)
        self.context.settings.changed.connect(self._settings_changed)
        self.context.events.request_opened.connect(self.open_request)
        self.context.events.use_portrait.connect(self._use_picture)
        self.context.events.use_presenter.connect(self._use_presenter)
        self.context.events.use_files.connect(self.take_files)

    def _use_sample(self) -> None:
        self.context.tasks.run(
            lambda: Dropped(demo_portrait(), demo_speech()),
            self.inputs.take,
            self.context.events.tell_error,
            owner=self,
        )

    def _use_picture(self, path: Path) -> None:
        self._fill(lambda: self.inputs.take(Dropped(portrait=path)))

    def _use_presenter(self, presenter: Presenter) -> None:
        facts, home = presenter.facts, self.context.home
        self._fill(lambda: self.inputs.take_presenter(presenter.portrait, facts.voice))
        if facts.preset:
            self.context.tasks.run(
                lambda: load_preset(facts.preset, home),
                lambda preset: self._use_preset(preset, facts.text_voice),
                self.context.events.tell_error,
                owner=self,
            )
        elif facts.text_voice:
            self.form.apply({"voice": facts.text_voice})

    def _use_preset(self, preset: Preset, voice: str = "") -> None:
        values = dict(preset.options) | ({"voice": voice} if voice else {})
        self._fill(lambda: self.form.apply(values))

    @property
    def _nothing_begun(self) -> CreateDraft:
        options = self.context.settings.window.defaults
        return CreateDraft(options=options, reference_use=options.reference_use)

    def _fill(self, fill: Callable[[], None]) -> None:
        """Fills the page with other things; what was there can be taken back."""
        before = self.draft
        fill()
        if before.loses(self.draft):
            self.context.events.undoable.emit(
                self.tr("What was on this page was replaced."), lambda: self.show_draft(before)
            )

    def _keep(self) -> None:
        self.context.drafts.keep(self.draft)

    def _use_brand(self) -> None:
        worn, brand = self._brand, self.brands.brand or Brand("")
        self.form.apply(brand.exchanged(self.form.options, worn))
        self._brand = self.brands.brand

    def _show_brand(self) -> None:
        """The brand that the options bear, however they came to it."""
        self._brand = self.brands.bearing(self.form.options)
        self.brands.show_name("" if self._brand is None else self._brand.name)

    def _show_options(self, options: RenderOptions) -> None:
        self.form.set_options(options)
        self.presets.show_options(options)
        self.inputs.set_options(options)
        self._show_brand()

    def _options_changed(self) -> None:
        options = self.form.options
        self.presets.show_options(options)
        self.inputs.set_options(options)
        self._show_brand()

    def _needs_known(self) -> None:
        self.inputs.set_renders(self.needs.engine)
        self.form.show_engine(self.needs.engine)
        self._update()

    def _settings_changed(self) -> None:
        window = self.context.settings.window
        self.inputs.portrait.zone.set_recent(window.recent_portraits)
        self.inputs.speech.zone.set_recent(window.recent_speeches)
        self.bar.set_folder(window.output_folder or videos_folder(self.context.home))

    def _update(self) -> None:
        """After any change: the name that fits, and which buttons can be used."""
        request, ready = self.request, self.ready
        made = f"{self.inputs.portrait.title}_{request.speech.stem}" if request else ""
        self.bar.suggest(made)
        self.needs.show_options(
            self.form.options,
            reference=self.inputs.follows_reference,
            pair=self.inputs.second.speaks,
        )
        make = ready and not self.needs.missing
        self.bar.set_ready(preview=ready, make=make, why="" if make else self._missing())
        empty = self.inputs.empty
        self._sample.setVisible(empty)
        self._fresh.setVisible(not empty)
        self.inputs.set_request(request)
        self.estimate.show_request(request if make else None, self.inputs.seconds)
        if self._preview_panel is not None:
            self._preview_panel.set_request(request if ready else None)
        if self.job_note.over and request != self._noted:
            self.job_note.hide()  # it stands before what is known of the next video
        self._keep()

    def _missing(self) -> str:
        if not self.inputs.complete:
            return self.tr("Give a portrait, and a recording or a text first.")
        if not self.inputs.looked:
            return self.tr("The files are being looked at.")
        if self.form.options.lacks_label_reason:
            return self.tr("A video without the label needs a reason; see More options.")
        if not self.form.valid:
            return self.tr("One of the options does not fit.")
        return self.tr("Something stands in the way; see the notes above.")

    def _placed(self, job_id: int) -> None:
        self._noted = self.request
        self.job_note.follow(job_id)
        self.context.events.work_added.emit([job_id])

    def _remember(self, request: RenderRequest) -> None:
        window = self.context.settings.window
        heard = list(request.recordings)
        self.context.settings.change_window(
            recent_portraits=_recent([request.portrait], window.recent_portraits),
            recent_speeches=_recent(heard, window.recent_speeches),
        )


def _recent(used: list[Path], before: tuple[Path, ...]) -> tuple[Path, ...]:
    latest = [path.absolute() for path in used]
    return (*latest, *(path for path in before if path not in latest))[:_RECENT]
