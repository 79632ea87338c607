"""Who answers which question. Each loads what it computes with when it is first asked: a portrait
is shown before what looks at films, batches and captions would have been loaded."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from app.preview.messages import (
    CutPortrait,
    LookAtMachine,
    LookAtNeeds,
    LookAtPortrait,
    LookAtPose,
    LookAtReference,
    LookAtSpeech,
    LookAtVideo,
    MachineLook,
    MakePreview,
    MakeSample,
    MakeThumbnail,
    Question,
    ReadScript,
)
from talker.progress import CancelToken

if TYPE_CHECKING:
    from app.preview.batches import BatchService
    from app.preview.captions import CaptionsDesk
    from app.preview.picture import PromptDesk
    from app.preview.portrait import Portraits
    from app.preview.script import ScriptDesk
    from app.preview.sentences import SentenceDesk

_Inputs = LookAtSpeech | LookAtReference | LookAtPose | LookAtNeeds | LookAtMachine
_Video = LookAtVideo | ReadScript | MakeThumbnail | MakeSample


class Answers:
    """Answers questions from several threads; what one look found is kept for the next."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def answer(
        self, question: Question, cancel: CancelToken, progress: Callable[[int, int], None]
    ) -> BaseModel:
        """Raises MouthpieceError for what cannot be answered, Cancelled once `cancel` says so;
        `progress` hears how much of a preview is made."""
        match question:
            case LookAtPortrait():
                return self._portraits.look(question)
            case CutPortrait():
                return self._portraits.cut(question)
            case LookAtVideo() | ReadScript() | MakeThumbnail() | MakeSample():
                return self._video(question, cancel)
            case MakePreview():
                from app.preview.video import make_preview

                return make_preview(question, self._home, cancel, progress)
            case (
                LookAtSpeech() | LookAtReference() | LookAtPose() | LookAtNeeds() | LookAtMachine()
            ):
                return self._inputs(question, cancel)
            case _:
                return self._other(question, cancel)

    def _other(self, question: Question, cancel: CancelToken) -> BaseModel:
        """A question of a module of its own, which was loaded to read it."""
        match type(question).__module__.rpartition(".")[2]:
            case "batch_messages":
                return self._batch(question)
            case "film_messages":
                return self._film(question, cancel)
            case "picture_messages":
                return self._picture(question)
            case "script_messages":
                return self._script(question, cancel)
            case "caption_messages":
                return self._caption(question, cancel)
            case _:
                raise _unknown(question)

    def _inputs(self, question: _Inputs, cancel: CancelToken) -> BaseModel:
        match question:
            case LookAtSpeech():
                from app.preview.speech import look_at_speech

                return look_at_speech(question, cancel)
            case LookAtReference():
                from app.preview.reference import look_at_reference

                return look_at_reference(question, self._home)
            case LookAtPose():
                from app.preview.pose import look_at_pose

                return look_at_pose(question, cancel)
            case LookAtNeeds():
                from app.preview.missing_models import look_at_needs

                return look_at_needs(question, self._home)
            case LookAtMachine():
                from app.doctor.checks import examine
                from app.models import default_store

                return MachineLook(checks=tuple(examine(self._home, default_store(self._home))))

    def _batch(self, question: Question) -> BaseModel:
        from app.preview.batch_messages import AddBatch, PlanBatch, ReadBatch, WriteReport

        match question:
            case ReadBatch():
                return self._batches.read(question)
            case PlanBatch():
                return self._batches.plan(question)
            case AddBatch():
                return self._batches.add(question)
            case WriteReport():
                return self._batches.report(question)
            case _:
                raise _unknown(question)

    def _film(self, question: Question, cancel: CancelToken) -> BaseModel:
        from app.preview.film import look_at_film, make_join
        from app.preview.film_messages import LookAtFilm, MakeJoin

        match question:
            case LookAtFilm():
                return look_at_film(question, self._home, cancel)
            case MakeJoin():
                return make_join(question, self._home, cancel)
            case _:
                raise _unknown(question)

    def _picture(self, question: Question) -> BaseModel:
        from app.preview.picture import find_skeleton, read_picture
        from app.preview.picture_messages import FindSkeleton, ReadPicture, TranslatePrompt

        match question:
            case ReadPicture():
                return read_picture(question, self._home)
            case FindSkeleton():
                return find_skeleton(question)
            case TranslatePrompt():
                return self._prompts.translate(question)
            case _:
                raise _unknown(question)

    def _video(self, question: _Video, cancel: CancelToken) -> BaseModel:
        match question:
            case LookAtVideo():
                from app.preview.provenance import look_at_video

                return look_at_video(question)
            case ReadScript():
                from app.preview.provenance import read_script

                return read_script(question, self._home)
            case MakeThumbnail():
                from app.preview.video import make_thumbnail

                return make_thumbnail(question, self._home)
            case MakeSample():
                from app.preview.sample import make_sample

                return make_sample(question, self._home, cancel)

    def _script(self, question: Question, cancel: CancelToken) -> BaseModel:
        from app.preview.script_messages import (
            ListSentences,
            ListVoices,
            LookAtScript,
            SpeakScript,
        )

        match question:
            case ListVoices():
                from app.preview.script import list_voices

                return list_voices(self._home)
            case LookAtScript():
                return self._scripts.look(question)
            case SpeakScript():
                return self._scripts.speak(question, cancel)
            case ListSentences():
                return self._sentences.list(question, cancel)
            case _:
                raise _unknown(question)

    def _caption(self, question: Question, cancel: CancelToken) -> BaseModel:
        from app.preview.caption_messages import ListFonts, ShowCaptions
        from app.preview.captions import list_fonts

        match question:
            case ListFonts():
                return list_fonts()
            case ShowCaptions():
                return self._captions.show(question, cancel)
            case _:
                raise _unknown(question)

    @cached_property
    def _portraits(self) -> Portraits:
        from app.preview.portrait import Portraits

        return Portraits(self._home)

    @cached_property
    def _batches(self) -> BatchService:
        from app.preview.batches import BatchService

        return BatchService(self._home)

    @cached_property
    def _scripts(self) -> ScriptDesk:
        from app.preview.script import ScriptDesk

        return ScriptDesk(self._home)

    @cached_property
    def _sentences(self) -> SentenceDesk:
        from app.preview.sentences import SentenceDesk

        return SentenceDesk(self._home, self._scripts)

    @cached_property
    def _captions(self) -> CaptionsDesk:
        from app.preview.captions import CaptionsDesk

        return CaptionsDesk(self._home)

    @cached_property
    def _prompts(self) -> PromptDesk:
        from app.preview.picture import PromptDesk

        return PromptDesk(self._home)


def _unknown(question: Question) -> TypeError:
    return TypeError(f"nobody answers a {type(question).__name__}")
