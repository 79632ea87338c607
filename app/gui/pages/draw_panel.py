"""Draws new presenters: the options at the left, the candidates at the right."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.candidates import Candidates
from app.gui.pages.draw_form import DrawForm
from app.gui.pages.job_progress import JobProgress
from app.gui.pages.like_field import LikeField
from app.gui.pages.mask_dialog import MaskDialog
from app.gui.pages.model_offers import ModelOffers
from app.gui.pages.pose_tool import PoseTool
from app.gui.services.context import Context
from app.gui.services.draw_status import DrawStatus
from app.gui.services.draw_status import draw_status as look_at
from app.gui.services.input_files import Kind
from app.gui.texts.offers import DRAW
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, card, scrolled, spaced
from app.gui.widgets.file_choice import ask_file
from app.gui.widgets.prompt_editor import PromptEditor
from app.gui.widgets.translated import Translated
from app.preview.messages import CutPortrait, Made
from app.preview.picture_messages import PictureRead, PromptSent, ReadPicture, TranslatePrompt
from app.queue.job import State
from avatar_gen.another import another
from avatar_gen.controls import Condition
from avatar_gen.options.sampling import LAST_SEED
from avatar_gen.options.wanted import Mode
from avatar_gen.request import AvatarOptions, AvatarRequest

_FORM_WIDTH = 420
_LEAST_WIDTH = 280  # where the window is small, the candidates need the rest
_LOOK_MS = 700


class DrawPanel(Translated, QWidget):
    """`keep` names a picture that shall become a presenter, `use` one for the next video."""

    use = Signal(object)  # Path
    keep = Signal(object)  # Path

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.form = DrawForm(context.settings.window.favourite_words)
        self.candidates = Candidates()
        self.like = LikeField()
        self.image: Path | None = None
        self.mask_file: Path | None = None
        self._read = Button("quiet", "portrait")
        self._picture = Button("", "portrait")
        self._paint = Button("", "edit")
        self.pose = PoseTool(context)
        self.draw_button = Button("primary", "play")
        self.progress = JobProgress(context, _LOOK_MS)
        self._offer = ModelOffers(context, (DRAW,), only_missing=True)
        self._job: tuple[int, Path] | None = None
        self._draw: DrawStatus | None = None
        self._build()
        self._update()
        self.retranslate()

    @property
    def request(self) -> AvatarRequest | None:
        """What would be drawn now; None while something is missing."""
        if self._lacking():
            return None
        options = self.form.options
        stamp = time.strftime("%Y-%m-%d %H-%M-%S")
        output = self._context.home / "avatars" / stamp
        given: dict[str, object] = {"image": self.image, "mask": self.mask_file, "output": output}
        given["like"] = [str(path) for path in self.like.pictures]
        if options.mode is Mode.TEXT:
            given |= {"image": None, "mask": None}
        return AvatarRequest.model_validate(dict(options) | given)

    def take_request(self, request: AvatarRequest) -> None:
        """Fills the panel with everything of another draw."""
        self.form.set_options(request.options)
        self.image, self.mask_file = request.image, request.mask
        self.like.set_pictures([Path(name) for name in request.like])
        self._update()

    def draw_another(self, pictures: Sequence[Path]) -> None:
        """Draws the face of `pictures` in other clothes, elsewhere and cut otherwise.

        What the first of them says of its making is taken over, else the form stays as it is.
        """

        def begin(options: AvatarOptions) -> None:
            self.form.set_options(another(options, secrets.randbelow(LAST_SEED + 1)))
            self.like.set_pictures(pictures)
            self.draw()

        self._context.preview.ask(
            ReadPicture(path=pictures[0]),
            PictureRead,
            lambda read: begin(read.request.options),
            lambda _: begin(self.form.options),
            owner=self,
        )

    def draw(self) -> None:
        """Puts the request into the queue and shows what comes of it."""
        request = self.request
        if request is None:
            return

        def follow(job: int) -> None:
            self._job, self._draw = (job, request.output), None
            self.candidates.show_pictures(())
            self._update()

        self.progress.begin(request, follow, self._context.events.tell_error)

    @override
    def retranslate(self) -> None:
        self.progress.retranslate()
        self._read.say(
            self.tr("Read a picture…"),
            self.tr("Takes over how a picture was made, by this program or by another."),
        )
        self._paint.say(self.tr("Paint mask…"))
        self.pose.retranslate()
        self.form.retranslate()
        self.candidates.retranslate()
        self.like.retranslate()
        self._say()
        self._update()

    def _build(self) -> None:
        row = spaced(QHBoxLayout(self), 0, GRID * 2)
        frame, inner = card(QVBoxLayout)
        left = QWidget()
        column = spaced(QVBoxLayout(left), 0, GRID)
        column.addWidget(self._read)
        pictures = spaced(QVBoxLayout(), 0, GRID)
        pictures.addWidget(self._picture)
        pictures.addWidget(self._paint)
        pictures.addWidget(self.pose)
        column.addLayout(pictures)
        column.addWidget(self.like)
        column.addWidget(self.form)
        column.addStretch()
        inner.addWidget(scrolled(left), 1)
        inner.addWidget(self.draw_button)
        frame.setMinimumWidth(_LEAST_WIDTH)
        frame.setMaximumWidth(_FORM_WIDTH)
        row.addWidget(frame, 2)
        right = spaced(QVBoxLayout(), 0, GRID)
        right.addWidget(self._offer)
        right.addWidget(self.progress)
        right.addWidget(self.candidates, 1)
        row.addLayout(right, 3)
        self.form.changed.connect(self._update)
        self.form.strange.connect(self._translate)
        self.form.liked.connect(
            lambda words: self._context.settings.change_window(favourite_words=words)
        )
        self.like.changed.connect(self._update)
        self._read.clicked.connect(self._ask_picture)
        self._picture.clicked.connect(self._browse)
        self._paint.clicked.connect(self._ask_mask)
        self.pose.made.connect(self._take_pose)
        self.draw_button.clicked.connect(self.draw)
        self.progress.due.connect(self._look)
        self.candidates.use.connect(self.use)
        self.candidates.keep.connect(self.keep)
        self.candidates.another.connect(lambda path: self.draw_another([path]))

    def set_image(self, path: Path) -> None:
        """The picture that the other modes begin with; a mask for another one is forgotten."""
        self.image, self.mask_file = path, None
        self._update()

    def _browse(self) -> None:
        path = ask_file(self, Kind.PICTURE, self.image)
        if path is not None:
            self.set_image(path)

    def _take_pose(self, path: Path) -> None:
        """An edited pose is what ControlNet follows now."""
        self.form.apply({"control": Condition.OPENPOSE.value})
        self.set_image(path)

    def read_picture(self, path: Path) -> None:
        """Fills the panel with what a picture says of its making."""

        def take(read: PictureRead) -> None:
            self.take_request(read.request)
            said = [self.tr("{name} was read.").format(name=path.name)]
            if read.left:
                said.append(self.tr("Not taken over: {left}").format(left="; ".join(read.left)))
            self._context.events.tell.emit(" ".join(said))

        question = ReadPicture(path=path)
        self._context.preview.ask(
            question, PictureRead, take, self._context.events.tell_error, owner=self
        )

    def _ask_picture(self) -> None:
        path = ask_file(self, Kind.PICTURE)
        if path is not None:
            self.read_picture(path)

    def _ask_mask(self) -> None:
        """The picture is read by the preview process, as every picture of others is."""
        image = self.image
        if image is None:
            return
        folder = self._context.home / "avatars" / "masks"
        path = folder / f"{image.stem}-{time.strftime('%Y%m%d-%H%M%S')}.png"
        question = CutPortrait(path=image, part=None, target=path, upright=False)
        self._context.preview.ask(
            question,
            Made,
            lambda _: self._paint_mask(path, image),
            self._context.events.tell_error,
            owner=self,
        )

    def _paint_mask(self, path: Path, image: Path) -> None:
        """Opens the picture that lies at `path`, where the mask takes its place."""
        dialog = MaskDialog(path, self)
        path.unlink(missing_ok=True)

        def save() -> None:
            dialog.save(path)
            if self.image == image:
                self.mask_file = path
            self._update()

        dialog.accepted.connect(save)
        dialog.open()

    def _update(self) -> None:
        options = self.form.options
        mode = options.mode
        follows_pose = options.control.network == Condition.OPENPOSE.network
        self.pose.setVisible(mode is Mode.CONTROL and follows_pose)
        self.pose.picture, self.pose.size_wanted = self.image, (options.width, options.height)
        self._picture.setVisible(mode is not Mode.TEXT)
        self._paint.setVisible(mode is Mode.INPAINT)
        self._paint.setEnabled(self.image is not None)
        self._picture.say_name(self.image.name if self.image else self.tr("Picture…"))
        self.draw_button.setEnabled(self.request is not None)
        self.draw_button.say(self.tr("Draw"), self._lacking())
        if self._job is None:
            self.progress.say(
                self.tr(
                    "Describe the presenter, or choose from the lists, and draw some candidates."
                )
            )

    def _translate(self, field: PromptEditor, text: str) -> None:
        """Asks what becomes of words that the glossary does not know."""

        def show(sent: PromptSent) -> None:
            field.show_sent(text, sent.text, sent.unknown)

        question = TranslatePrompt(text=text)
        self._context.preview.ask(
            question, PromptSent, show, self._context.events.tell_error, owner=self
        )

    def _lacking(self) -> str:
        """Why nothing can be drawn yet; empty when it can."""
        mode = self.form.options.mode
        if mode is not Mode.TEXT and self.image is None:
            return self.tr("Choose a picture first.")
        if mode is Mode.INPAINT and self.mask_file is None:
            return self.tr("Paint a mask first.")
        options = self.form.options
        if self.like.pictures and options.like_start >= options.like_end:
            return self.tr("The likeness must begin before it ends.")
        return "" if self.form.valid else self.tr("One of the options does not fit.")

    def _look(self) -> None:
        if self._job is None:
            return
        job, folder = self._job
        store = self._context.store
        self._context.tasks.run(
            lambda: look_at(store, job, folder),
            self._show,
            self._context.events.tell_error,
            owner=self,
        )

    def _show(self, draw: DrawStatus) -> None:
        self.candidates.show_pictures(draw.pictures)
        self.progress.show_steps(draw.done, draw.total, ended=draw.ended)
        self._draw = draw
        self._say()
        self._update()

    def _say(self) -> None:
        """How the draw stands, in the language of the moment."""
        draw = self._draw
        if draw is None:
            return
        if draw.error is not None:
            self.progress.say_problem(draw.error)
        elif draw.state is State.QUEUED:
            self.progress.say(self.tr("Waiting in the queue"))
        elif draw.ended:
            self.progress.say(self.tr("%n candidate(s), the fittest first", "", len(draw.pictures)))
        else:
            self.progress.say(self.tr("Drawing"))
