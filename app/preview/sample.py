"""A picture of what options make of a portrait: the one that ships, in the middle of a word."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from app.demo import demo_portrait, demo_speech
from app.preview.disk_cache import keep, previews_folder
from app.preview.messages import Made, MakePreview, MakeSample
from app.preview.video import make_preview
from talker.deliver.framing import compute_framing
from talker.identity import chosen_values, identity
from talker.label.visible_label import VisibleLabel
from talker.media.video_frames import read_frames
from talker.options.ai_label import Corner, LabelTime
from talker.options.deliver import Fit
from talker.options.render import RenderOptions, RenderRequest
from talker.options.restoring import Restoration, Upscaling
from talker.progress import CancelToken
from talker.scene import Image as Frame

# Raised when the same options come to mean another picture.
_SCHEMA = 1
_SECONDS = 0.4  # of the speech: its last frame is the picture
_SIDE = 480
_MOST_PIXELS = 1024  # a side of what is rendered
_MIDDLE = (0.5, 0.5)
# By the engine that is always there, without what needs models; the label comes last of all.
_PLAIN = {"engine": "builtin", "enhance": Restoration.OFF, "upscale": Upscaling.NONE}
_UNLABELLED = {"ai_label": LabelTime.OFF, "ai_label_reason": "a sample, labelled afterwards"}


def make_sample(question: MakeSample, home: Path, cancel: CancelToken) -> Made:
    """Renders a little of it with the built-in engine; the same options again are free."""
    options = question.options.model_copy(update={**_PLAIN, "language": ""})
    target = previews_folder(home) / f"{identity(_SCHEMA, 'sample', chosen_values(options))}.jpg"
    if target.exists():
        return Made(path=target)
    request = RenderRequest.model_validate(
        dict(options)
        | {"portrait": demo_portrait(), "speech": demo_speech(), "deliverable": ()}
        | _UNLABELLED
        | {"idle": 0.0, "trim": "", "cut": (), "second_channel": 0, "face": 0, "second_face": 0}
    )
    asked = MakePreview(request=request, seconds=_SECONDS, size=_MOST_PIXELS)
    video = make_preview(asked, home, cancel, lambda *_: None).path
    assert video is not None
    *_, frame = read_frames(video)
    picture = Image.fromarray(_labelled(_shaped(frame, options), options))
    picture.thumbnail((_SIDE, _SIDE))
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=88)
    keep(target, lambda part: part.write_bytes(data.getvalue()))
    return Made(path=target)


def _labelled(frame: Frame, options: RenderOptions) -> Frame:
    """With the label where the options put it, or clear of the mouth of this portrait."""
    if options.ai_label is LabelTime.OFF:
        return frame
    asked = options.ai_label_corner
    corner = Corner.TOP_RIGHT if asked is Corner.AUTO else asked
    label = VisibleLabel(LabelTime.ALWAYS, corner, (frame.shape[1], frame.shape[0]), options.fps)
    return label.apply(frame[None], 0)[0]


def _shaped(frame: Frame, options: RenderOptions) -> Frame:
    """Cut to the shape of the first further file, where one is wanted."""
    for deliverable in options.deliverables[:1]:
        if deliverable.fit is Fit.CROP:
            size = frame.shape[1], frame.shape[0]
            cut = compute_framing(size, deliverable, _MIDDLE, stands=False).crop
            return frame[cut.top : cut.top + cut.height, cut.left : cut.left + cut.width]
    return frame
