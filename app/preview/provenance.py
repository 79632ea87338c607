"""What a finished video says of itself, for the window."""

from __future__ import annotations

from app.preview.messages import LookAtVideo, VideoLook
from talker.provenance.manifest import inspect


def look_at_video(question: LookAtVideo) -> VideoLook:
    """Raises InputError VIDEO_UNREADABLE."""
    found = inspect(question.path)
    record = found.record
    look = VideoLook(
        labelled=found.aigc is not None,
        producer="" if found.aigc is None else found.aigc.content_producer,
        signature=found.signature,
        signer="" if found.credentials is None else found.credentials.signer,
    )
    if record is None:
        return look
    return look.model_copy(
        update={
            "engine": f"{record.engine} (Mouthpiece {record.version})",
            "portrait": record.portrait.name,
            "speech": ", ".join(one.id for one in record.voices)
            if record.speech is None
            else record.speech.name,
            "owner": "" if record.consent is None else record.consent.owner,
        }
    )
