"""The plan of one deliverable: a value from which the ffmpeg command follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from talker.deliver.encoders import Encoder
from talker.deliver.framing import Framing
from talker.media.video_frames import VideoForm
from talker.options.ai_label import Corner
from talker.options.containers import Container, Format
from talker.options.deliver import DeliverOptions
from talker.scene import Window


@dataclass(frozen=True)
class DeliverTask:
    """One wanted file."""

    options: DeliverOptions
    target: Path


@dataclass(frozen=True)
class Master:
    """The finished render: `sound` is False when there is none."""

    path: Path
    fps: Fraction
    frames: int
    sound: bool
    sound_codec: str = ""
    sample_rate: int = 0
    channels: int = 0

    @property
    def duration(self) -> Fraction:
        """Seconds of picture."""
        return self.frames / self.fps


@dataclass(frozen=True)
class Bumper:
    """A clip before or after the presenter; `duration` in seconds, from where the file begins."""

    path: Path
    duration: float
    sound: bool
    form: VideoForm = field(default_factory=VideoForm)


@dataclass(frozen=True)
class Background:
    """What is seen where the presenter is not: one of these, or the blurred picture itself.

    `form` is that of the video; `color` is #rrggbb; `transparent` is nothing at all.
    """

    picture: Path | None = None
    video: Path | None = None
    form: VideoForm = field(default_factory=VideoForm)
    color: str = ""
    transparent: bool = False


@dataclass(frozen=True)
class Overlay:
    """A picture with transparency over the video, until `until` seconds; None: to the end."""

    path: Path
    window: Window
    opacity: float = 1.0
    until: float | None = None


@dataclass(frozen=True)
class MusicBed:
    """Music under the speech: `level` in decibels, stepping back for speech or not."""

    path: Path
    level: float
    ducks: bool


@dataclass(frozen=True)
class Subtitles:
    """`burned` is an .ass file in the folder in which ffmpeg runs, `track` an .srt file in the
    `language` of three letters. `spoken` is the tag of the language of a spoken text.
    """

    burned: str = ""
    track: Path | None = None
    language: str = "und"
    spoken: str = ""


@dataclass(frozen=True)
class DeliverPlan:
    """One deliverable. `matte` is a gray video of the presenter's opacity, `key` a color that is
    transparent; `behind` the color that a matte's frames were composed over, to be taken out of
    their edges; `corner` is that of the label, `title` a card that is shown behind the intro, with
    `title_logo` over it; `gain` decibels bring the sound to its loudness, its `language` has three
    letters (ISO 639-2); `encoder` is None for pictures.
    """

    master: Master
    framing: Framing
    fps: Fraction
    format: Format
    encoder: Encoder | None
    background: Background | None = None
    matte: Path | None = None
    behind: str = ""
    key: str = ""
    logo: Overlay | None = None
    label: Overlay | None = None
    corner: Corner = Corner.BOTTOM_RIGHT
    intro: Bumper | None = None
    title: Bumper | None = None
    title_logo: Overlay | None = None
    outro: Bumper | None = None
    music: MusicBed | None = None
    gain: float | None = None
    language: str = "und"
    subtitles: Subtitles = field(default_factory=Subtitles)

    @property
    def container(self) -> Container:
        """What the kind of file may hold."""
        return self.format.container

    @property
    def cuts_out(self) -> bool:
        """Whether the presenter is segmented from the background."""
        return self.matte is not None or bool(self.key)

    @property
    def transparent(self) -> bool:
        """Whether the deliverable is transparent."""
        return self.background is not None and self.background.transparent

    @property
    def bumpers(self) -> tuple[Bumper, ...]:
        """All that is shown before and after the presenter."""
        return tuple(clip for clip in (self.intro, self.title, self.outro) if clip is not None)

    @property
    def duration(self) -> float:
        """Seconds of the whole deliverable."""
        return float(self.master.duration) + sum(clip.duration for clip in self.bumpers)

    @property
    def changes_sound(self) -> bool:
        """Whether the sound must be encoded anew for what is done to it."""
        return bool(self.bumpers) or self.music is not None or self.gain is not None
