"""What a finished video says of itself, for the window."""

from __future__ import annotations

from pathlib import Path

from app.preview.messages import LookAtVideo, ReadScript, ScriptRead, VideoLook
from talker.media.probe import probe
from talker.options.engines import STORED
from talker.options.render import RenderRequest
from talker.provenance.manifest import inspect, read_record


def look_at_video(question: LookAtVideo) -> VideoLook:
    """Raises InputError VIDEO_UNREADABLE."""
    found = inspect(question.path)
    record = found.record
    look = VideoLook(
        labelled=found.aigc is not None,
        producer="" if found.aigc is None else found.aigc.content_producer,
        signature=found.signature,
        signer="" if found.credentials is None else found.credentials.signer,
        bytes=question.path.stat().st_size,
    )
    track = probe(question.path).video
    if track is not None:
        size = {"width": track.width, "height": track.height, "seconds": float(track.duration)}
        look = look.model_copy(update=size)
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


def read_script(question: ReadScript, home: Path) -> ScriptRead:
    """Raises InputError VIDEO_UNREADABLE, NO_RECORD, NO_SCRIPT, INPUT_CHANGED."""
    from talker.render_record import changeable_script  # engines: for who asks for this alone

    values = changeable_script(read_record(question.path), question.path, home)
    return ScriptRead(request=RenderRequest.model_validate(values, context=STORED))
