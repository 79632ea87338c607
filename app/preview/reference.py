"""What a reference video shows: its first frame, how long it is, and whether it can be used."""

from __future__ import annotations

from pathlib import Path

from app.preview.messages import Finding, LookAtReference, MakeThumbnail, ReferenceLook
from app.preview.video import make_thumbnail
from talker.errors import ErrorCode, InputError
from talker.media.probe import check_video, probe

_WIDTH = 160


def look_at_reference(question: LookAtReference, home: Path) -> ReferenceLook:
    """Never raises InputError: what stops a video is among the findings."""
    path = question.path
    try:
        check_video(path)
        video = probe(path).video
    except InputError as error:
        stop = Finding(code=error.code, message=error.message, hint=error.hint, stops=True)
        return ReferenceLook(findings=(stop,))
    picture = make_thumbnail(MakeThumbnail(path=path, width=_WIDTH), home).path
    if video is None or picture is None:
        text = f"{path.name} cannot be read as a video."
        code = ErrorCode.VIDEO_UNREADABLE
        return ReferenceLook(findings=(Finding(code=code, message=text, stops=True),))
    return ReferenceLook(picture=picture, seconds=float(video.duration))
