"""How a drawn picture was made, and who stands in it how, for whoever wants another like it."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from app.preview.picture_messages import (
    FindSkeleton,
    PictureRead,
    PromptSent,
    ReadPicture,
    SkeletonFound,
    TranslatePrompt,
)
from avatar_gen.prompt_translation import Sentences, translated
from avatar_gen.request import AvatarRequest
from talker.errors import ErrorCode, InputError


class PromptDesk:
    """Translates prompts; the model for sentences stays loaded once it was needed."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._sentences: Sentences | None = None

    def translate(self, question: TranslatePrompt) -> PromptSent:
        """ModelDamaged for a model that cannot be read."""
        found = translated(question.text)
        if found.unknown:
            from app.models import default_store
            from avatar_gen.sentence_model import installed_sentences

            self._sentences = self._sentences or installed_sentences(default_store(self._home))
            found = translated(question.text, sentences=self._sentences)
        return PromptSent(text=found.text, unknown=found.unknown)


def read_picture(question: ReadPicture, home: Path) -> PictureRead:
    """InputError NO_RECORD, or INPUT_CHANGED for a file that the picture names and that is gone."""
    from avatar_gen.redraw import values_of_picture

    read = values_of_picture(question.path, {}, home)
    try:
        request = AvatarRequest.model_validate(read.values)
    except ValidationError as error:
        option = str(error.errors()[0]["loc"][0])
        raise InputError(
            ErrorCode.NO_RECORD,
            f"{question.path.name} says something of {option} that cannot be.",
            "Give a picture that its program wrote, and that no other has saved again.",
            question.path,
        ) from error
    return PictureRead(request=request, left=read.left)


def find_skeleton(question: FindSkeleton) -> SkeletonFound:
    """InputError with an IMAGE_ code, or NO_FACE."""
    from avatar_gen.pose_drawing import pose_of
    from talker.face.mediapipe_dnn import MediaPipeLandmarks
    from talker.media.images import load_image

    return SkeletonFound(pose=pose_of(load_image(question.path), MediaPipeLandmarks()))
