"""What the window asks about drawn pictures and prompts, and what it is told."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from app.preview.messages import Message, Question
from avatar_gen.request import AvatarRequest
from avatar_gen.skeleton import Pose


class ReadPicture(Question):
    """How a drawn picture was made, by this program or another: what would draw it again."""

    type: Literal["read-picture"] = "read-picture"
    path: Path


class TranslatePrompt(Question):
    """What would be sent of a prompt in Chinese, a PromptSent."""

    type: Literal["prompt"] = "prompt"
    text: str


class FindSkeleton(Question):
    """The pose of everyone whose face a picture shows."""

    type: Literal["skeleton"] = "skeleton"
    path: Path


class PictureRead(Message):
    """What draws a picture again, and what it says besides that is not known here."""

    request: AvatarRequest
    left: tuple[str, ...] = ()


class PromptSent(Message):
    """The words that are sent, and those that nobody knows."""

    text: str
    unknown: tuple[str, ...] = ()


class SkeletonFound(Message):
    """The pose, in pixels of the picture."""

    pose: Pose
