"""The portrait of the page Create: the file, the faces in it, and notes on it."""

from __future__ import annotations

from pathlib import Path

from typing_extensions import override

from app.gui.pages.drop_zone import DropZone
from app.gui.pages.file_input import FileInput, Look
from app.gui.pages.portrait_view import PortraitView
from app.gui.services.input_files import Kind
from app.gui.services.preview import PreviewService
from app.gui.texts.choices import engine_adjective, engine_title
from app.gui.widgets.basic import Note, Tone
from app.preview.messages import Finding, LookAtPortrait, PortraitLook, Question
from talker.options.engines import AUTO, all_engines, engine_facts
from talker.options.faces import Turn
from talker.options.picture import Mode

_MILD = {"BACKGROUND_ADDED", "HDR_CONVERTED", "MANY_FACES", "PICTURE_TURNED", "PORTRAIT_SMALL"}


class PortraitInput(FileInput):
    """A picture, or a clip whose first frame is shown."""

    def __init__(self, preview: PreviewService) -> None:
        self.view = PortraitView()
        super().__init__(preview, DropZone(Kind.PORTRAIT, self.view), PortraitLook)
        self._mode = Mode.CROP
        self._engine = AUTO
        self._turn = Turn.AUTO
        self._anyway = False
        self._pair = False
        self.many = (
            False  # whether the picture shows several faces; also while it is looked at anew
        )
        self.face = 0
        self.second_face = 0
        self.view.face_chosen.connect(self.set_face)
        self.retranslate()

    @property
    def answer(self) -> PortraitLook | None:
        """What is known; None while it is being looked at."""
        return self._look if isinstance(self._look, PortraitLook) else None

    @property
    def title(self) -> str:
        """What videos are called after: the presenter, or the file."""
        known = "" if self.answer is None else self.answer.presenter
        return known or ("" if self.path is None else self.path.stem)

    @override
    def set_path(self, path: Path | None, face: int = 0, second_face: int = 0) -> None:
        self.face, self.second_face = face, second_face
        self.many = False
        self.view.show_look(PortraitLook(picture=None))
        super().set_path(path)

    def set_face(self, number: int) -> None:
        """The face that shall speak: 1 for the leftmost, 0 for the largest. Of two speakers the
        first; the one who was it becomes the second where this one was."""
        answer = self.answer
        if self._pair and answer is not None and answer.second == number - 1:
            self.second_face = 0 if answer.chosen is None else answer.chosen + 1
        self.face = number
        self.look_again()

    def set_pair(self, pair: bool) -> None:
        """Whether two faces speak: another choice looks at the portrait again."""
        if pair is not self._pair:
            self._pair = pair
            self.look_again()

    def swap(self) -> None:
        """Lets the second of two speakers be the first."""
        if self.answer is not None and self.answer.second is not None:
            self.set_face(self.answer.second + 1)

    def set_mode(self, mode: Mode) -> None:
        """The mode that the cut and the notes are for; another one looks at the portrait again."""
        if mode is not self._mode:
            self._mode = mode
            self.look_again()

    def set_turn(self, turn: Turn) -> None:
        """How it is turned: another way looks at the portrait again."""
        if turn is not self._turn:
            self._turn = turn
            self.look_again()

    def set_anyway(self, anyway: bool) -> None:
        """Whether it may speak without a mouth to be seen: another choice looks again."""
        if anyway is not self._anyway:
            self._anyway = anyway
            self.look_again()

    def set_engine(self, engine: str) -> None:
        """Which engine will render: they show other parts, and do not do the same with a clip."""
        if engine != self._engine:
            self._engine = engine
            if self.answer is None or self.answer.engine != engine:
                self.look_again()

    @override
    def question(self, path: Path) -> Question:
        return LookAtPortrait(
            path=path,
            face=self.face,
            second_face=self.second_face,
            pair=self._pair,
            turn=self._turn,
            anyway=self._anyway,
            mode=self._mode,
            engine=self._engine,
        )

    @override
    def show_look(self, answer: Look) -> None:
        assert isinstance(answer, PortraitLook)
        self.many = len(answer.faces) > 1
        self.view.show_look(answer)
        if answer.presenter:
            self.zone.set_title(answer.presenter)

    @override
    def notes(self, path: Path) -> list[Note]:
        return [*self._clip_notes(path), *super().notes(path)]

    @override
    def tone(self, finding: Finding) -> Tone:
        return Tone.NOTE if finding.code in _MILD else super().tone(finding)

    @override
    def retranslate(self) -> None:
        self.zone.say(
            self.tr("Drop a portrait here"),
            self.tr("A photo, drawing or short clip of one person who looks at the camera."),
        )
        self.view.setToolTip(self.tr("The bright part is what the video will show."))
        self.view.setAccessibleName(self.tr("Portrait"))
        super().retranslate()

    def _clip_notes(self, path: Path) -> list[Note]:
        answer = self.answer
        if answer is None or not answer.clip or not self.ready:
            return []
        engine = engine_facts(answer.engine)
        if engine is None:
            return []
        if engine.follows_clips:
            text = self.tr("{engine} follows the person in this video.")
            return [Note(Tone.NOTE, text.format(engine=engine_title(engine.id)))]
        text = self.tr("{name} is a video: the {engine} engine shows its first frame.")
        able = [engine_title(engine.id) for engine in all_engines() if engine.follows_clips]
        hint = self.tr("{engines} can follow all of it.")
        return [
            Note(
                Tone.NOTE,
                text.format(name=path.name, engine=engine_adjective(engine)),
                hint.format(engines=", ".join(able)),
            )
        ]
