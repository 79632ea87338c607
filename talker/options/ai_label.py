"""Options of a render: the words that say how the video was made."""

from __future__ import annotations

from pydantic import (
    Field,
)

from talker.options.choice import Choice
from talker.options.group import OptionGroup


class LabelTime(Choice):
    """When the visible label is shown; `region` leaves it to the region of the settings."""

    REGION = "region", "As the region asks"
    START = "start", "First two seconds"
    ALWAYS = "always", "Whole video"
    OFF = "off", "Off"


class Corner(Choice):
    """A corner of the video; `auto` is the first of the others that is clear of the mouth."""

    AUTO = "auto", "Clear of the mouth"
    BOTTOM_RIGHT = "bottom-right", "Bottom right"
    BOTTOM_LEFT = "bottom-left", "Bottom left"
    TOP_RIGHT = "top-right", "Top right"
    TOP_LEFT = "top-left", "Top left"


class LabelOptions(OptionGroup):
    """When and where the label is seen, and why it is not."""

    ai_label: LabelTime = Field(
        LabelTime.REGION,
        title="Label",
        description="The words AI-generated / AI生成 in the video: as the region of the settings "
        "asks, for the first two seconds, always, or off, which needs a reason.",
    )
    ai_label_corner: Corner = Field(
        Corner.AUTO,
        title="Corner of the label",
        description="Where the label is shown; auto takes the lower right corner, or where the "
        "mouth is there the next one that is clear of it.",
    )
    ai_label_reason: str = Field(
        "",
        max_length=500,
        title="Reason for no label",
        description="Why a video has no visible label; it is recorded in the video.",
    )

    @property
    def lacks_label_reason(self) -> bool:
        """Whether the label is left out and nobody has said why."""
        return self.ai_label is LabelTime.OFF and not self.ai_label_reason.strip()
