"""Identities: what was chosen counts, and what earlier versions called the same is known."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from talker.identity import chosen_values, identity
from talker.options.deliver import DeliverOptions
from talker.options.render import RenderOptions

# An option may be added at will. Who changes a default here raises the schema numbers of the
# identities that are made from it: the same choice means another video from then on.
_DEFAULTS: dict[str, object] = {
    "engine": "auto",
    "device": "auto",
    "precision": "exact",
    "draw_every": 1,
    "mode": "crop",
    "size": 512,
    "original_size": False,
    "fps": 25,
    "still": False,
    "pose_style": 0,
    "expression_scale": 1.0,
    "mood": "neutral",
    "moods": [],
    "smile": "calm",
    "gaze": "natural",
    "head_motion": 1.0,
    "blink_rate": 15.0,
    "speech_only": False,
    "yaw": [],
    "pitch": [],
    "roll": [],
    "compile": False,
    "absolute": False,
    "reference_use": "both",
    "idle": 0.0,
    "track": 0,
    "channel": 0,
    "second_channel": 0,
    "panning": 0.0,
    "trim": "",
    "cut": [],
    "language": "",
    "seed": 0,
    "face": 0,
    "second_face": 0,
    "turn": "auto",
    "anyway": False,
    "enhance": "off",
    "enhance_strength": 1.0,
    "upscale": "none",
    "ai_label": "region",
    # Was bottom-right: identities of renders have the corner that is drawn, so where that is still
    # the same one they are too; a batch counts what it made before as made.
    "ai_label_corner": "auto",
    "ai_label_reason": "",
    "deliverable": [],
    "title": "",
    "quality": 18,
    "max_minutes": 120.0,
    "voice": "",
    "voice_speed": 1.0,
    "voice_pitch": 0.0,
    "voice_volume": 0.0,
    "sentence_pause": 0.3,
    "paragraph_pause": 0.8,
}
_DELIVER_DEFAULTS: dict[str, object] = {
    "aspect": "source",
    "resolution": "source",
    "fit": "crop",
    "pad_color": "#101014",
    "background": None,
    "background_color": "",
    "matte": "auto",
    "key_color": "#00ff00",
    "logo": None,
    "logo_place": "top-left",
    "logo_size": 16.0,
    "logo_margin": 4.0,
    "logo_opacity": 1.0,
    "intro": None,
    "outro": None,
    "title": "",
    "title_seconds": 3.0,
    "title_color": "#ffffff",
    "title_background": "#101014",
    "music": None,
    "music_level": -18.0,
    "no_ducking": False,
    "loudness": False,
    "loudness_target": -16.0,
    "language": "",
    "subtitles": None,
    "spoken_subtitles": False,
    "subtitle_way": "burn",
    "subtitle_size": 5.0,
    "subtitle_style": "",
    "second_subtitles": None,
    "codec": "auto",
    "hardware": "auto",
    "finish_quality": "standard",
    "format": "mp4",
    "transparent": False,
    "rate": "source",
}


@pytest.mark.parametrize(
    ("options", "defaults"),
    [(RenderOptions(), _DEFAULTS), (DeliverOptions(), _DELIVER_DEFAULTS)],
    ids=["render", "deliver"],
)
def test_a_default_changes_only_with_the_schema_number(
    options: BaseModel, defaults: dict[str, object]
) -> None:
    now = options.model_dump(mode="json")
    if isinstance(options, RenderOptions):
        now = options.complete()
    assert {name: now[name] for name in defaults} == defaults


def test_a_value_that_is_the_default_is_no_choice() -> None:
    assert chosen_values(RenderOptions(fps=25, quality=20)) == {"quality": 20}
    assert chosen_values(RenderOptions(quality=20), {"quality"}) == {}
    own = [RenderOptions.model_validate({"compile": value}) for value in (False, True)]
    assert [chosen_values(options) for options in own] == [{}, {"compile": True}]


def test_the_schema_number_counts_and_the_order_of_options_does_not() -> None:
    assert identity(1, {"a": 1, "b": 2}) == identity(1, {"b": 2, "a": 1})
    assert len({identity(1, "a"), identity(2, "a"), identity(1, "a", "a")}) == 3
