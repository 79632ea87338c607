"""Every option of finishing, declared once: for a render, and for a deliverable made from one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from talker.options.choice import Choice, ProperName
from talker.options.containers import Codec, Format
from talker.options.language import LANGUAGE_TAG, SpokenLanguage
from talker.options.shown import DECIBELS, PERCENT, SECONDS, Shown


class Aspect(Choice):
    """The shape of the picture."""

    SOURCE = "source", "As the video"
    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"
    UPRIGHT = "4:5"

    @property
    def ratio(self) -> tuple[int, int] | None:
        """Width and height; None for the picture's own."""
        if self is Aspect.SOURCE:
            return None
        width, height = self.value.split(":")
        return int(width), int(height)


class Resolution(Choice):
    """The short side of the picture in pixels."""

    SOURCE = "source", "As the video"
    P720 = "720"
    P1080 = "1080"


class Fit(Choice):
    """How a picture comes into another shape."""

    CROP = "crop", "Crop"
    BLUR = "blur", "Blurred margin"
    COLOR = "color", "Plain margin"


class Matte(Choice):
    """How the presenter is segmented from the background."""

    AUTO = "auto", "Best available"
    NETWORK = "network", "By its shape"
    KEY = "key", "By the color behind"


class Place(Choice):
    """Where a logo is."""

    TOP_LEFT = "top-left", "Top left"
    TOP_RIGHT = "top-right", "Top right"
    BOTTOM_LEFT = "bottom-left", "Bottom left"
    BOTTOM_RIGHT = "bottom-right", "Bottom right"
    CENTER = "center", "Center"


class SubtitleWay(Choice):
    """How subtitles are shown."""

    BURN = "burn", "In the picture"
    TRACK = "track", "To be switched on in the player"


class Platform(Choice):
    """Whose buttons subtitles of upright videos keep off; the numbers are in platforms.toml."""

    NONE = "none", "No platform in particular"
    TIKTOK = "tiktok", "TikTok, Douyin"
    REELS = "reels", ProperName("Instagram Reels")
    SHORTS = "shorts", ProperName("YouTube Shorts")
    WECHAT_CHANNELS = "wechat-channels", "WeChat Channels"
    XIAOHONGSHU = "xiaohongshu", "Xiaohongshu (RED)"
    ALL = "all", "All of them"


class SubtitleEncoding(Choice):
    """How the letters of a file are stored; the values are those of the web's standard."""

    AUTO = "auto", "Automatic"
    UTF_8 = "utf-8", ProperName("UTF-8")
    UTF_16 = "utf-16", ProperName("UTF-16")
    GB18030 = "gb18030", ProperName("GB 18030, GBK")
    BIG5 = "big5", ProperName("Big5")
    SHIFT_JIS = "shift_jis", ProperName("Shift_JIS")
    EUC_JP = "euc-jp", ProperName("EUC-JP")
    EUC_KR = "euc-kr", ProperName("EUC-KR")
    WINDOWS_1250 = "windows-1250"
    WINDOWS_1251 = "windows-1251"
    WINDOWS_1252 = "windows-1252"
    WINDOWS_1253 = "windows-1253"
    WINDOWS_1254 = "windows-1254"
    WINDOWS_1255 = "windows-1255"
    WINDOWS_1256 = "windows-1256"
    WINDOWS_1257 = "windows-1257"
    WINDOWS_1258 = "windows-1258"
    WINDOWS_874 = "windows-874"
    ISO_8859_2 = "iso-8859-2"
    ISO_8859_7 = "iso-8859-7"
    KOI8_U = "koi8-u", ProperName("KOI8-U, KOI8-R")
    IBM866 = "ibm866", ProperName("IBM866")
    MAC_ROMAN = "macintosh", ProperName("Mac Roman")

    @property
    def named(self) -> str:
        """The encoding; empty when it must be found out."""
        return "" if self is SubtitleEncoding.AUTO else self.value


class Hardware(Choice):
    """Whether a graphics card may encode."""

    AUTO = "auto", "Best available"
    OFF = "off", "Off"


class Grade(Choice):
    """How carefully the pictures are stored."""

    DRAFT = "draft", "Draft"
    STANDARD = "standard", "Standard"
    BEST = "best", "Best"


class Rate(Choice):
    """Frames a second."""

    SOURCE = "source", "As the video"
    F24 = "24"
    F25 = "25"
    F30 = "30"
    F50 = "50"
    F60 = "60"


def _word(value: Any) -> Any:
    """A sheet or a preset may hold 1080 as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


_COLOR = r"^(#[0-9a-fA-F]{6})?$"
TitleText = Annotated[
    str,
    Field(
        max_length=200,
        title="Title card",
        description="Words on a card of their own that is shown before the presenter, with the "
        "logo where there is one; an upright bar begins a new line, and those after the first are "
        "smaller. In batches {name} is filled from the row.",
    ),
]
"""The words of a title card, for one deliverable or for all of a render."""
NumberWord = BeforeValidator(_word)


class FinishOptions(BaseModel):
    """How a finished picture is put into a file. Frozen; unknown names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    aspect: Aspect = Field(
        Aspect.SOURCE, title="Shape", description="The shape of the finished picture."
    )
    resolution: Annotated[Resolution, NumberWord] = Field(
        Resolution.SOURCE,
        title="Resolution",
        description="Pixels of the shorter side of the finished picture.",
    )
    fit: Fit = Field(
        Fit.CROP,
        title="Fitting",
        description="How the picture comes into another shape: crop, around the face; blur or "
        "color: the whole picture, with its own blurred margin or a plain one.",
    )
    pad_color: str = Field(
        "#101014",
        pattern=_COLOR,
        title="Color of the margin",
        description="For a plain margin: #rrggbb.",
    )
    background: Path | None = Field(
        None,
        title="New background",
        description="A picture or a video that is shown behind the presenter.",
    )
    background_color: str = Field(
        "",
        pattern=_COLOR,
        title="Color of the background",
        description="A plain color behind the presenter: #rrggbb.",
    )
    matte: Matte = Field(
        Matte.AUTO,
        title="Cutting out",
        description="How the presenter is told from the background: network, or key for one in "
        "front of a plain color; auto takes the network when it is there.",
    )
    key_color: str = Field(
        "#00ff00",
        pattern=_COLOR,
        title="Color of the screen",
        description="For key: the color behind the presenter, #rrggbb.",
    )
    logo: Path | None = Field(
        None, title="Logo", description="A picture that is shown in the video, such as a PNG."
    )
    logo_place: Place = Field(
        Place.TOP_LEFT, title="Place of the logo", description="Where the logo is shown."
    )
    logo_size: Annotated[float, PERCENT] = Field(
        16.0,
        ge=1,
        le=100,
        title="Size of the logo",
        description="Its longer side in percent of the shorter side of the video.",
    )
    logo_margin: Annotated[float, PERCENT] = Field(
        4.0,
        ge=0,
        le=50,
        title="Margin of the logo",
        description="Its distance from the edges in percent of the shorter side of the video.",
    )
    logo_opacity: float = Field(
        1.0, ge=0, le=1, title="Opacity of the logo", description="1 is opaque, 0 is not there."
    )
    intro: Path | None = Field(
        None, title="Intro", description="A video that is shown before the presenter."
    )
    outro: Path | None = Field(
        None, title="Outro", description="A video that is shown after the presenter."
    )
    title: TitleText = ""
    title_seconds: Annotated[float, SECONDS] = Field(
        3.0,
        ge=1,
        le=30,
        title="Length of the title card",
        description="How long the title card is shown.",
    )
    title_color: str = Field(
        "#ffffff", pattern=_COLOR, title="Color of the title", description="Of its words: #rrggbb."
    )
    title_background: str = Field(
        "#101014",
        pattern=_COLOR,
        title="Color behind the title",
        description="Of the card that they stand on: #rrggbb.",
    )
    music: Path | None = Field(
        None, title="Music", description="Sound under the speech; repeated as long as it lasts."
    )
    music_level: Annotated[float, DECIBELS] = Field(
        -18.0,
        ge=-60,
        le=0,
        title="Level of the music",
        description="In decibels; 0 is as loud as the file.",
    )
    no_ducking: bool = Field(
        False,
        title="Steady music",
        description="The music does not step back while there is speech.",
    )
    loudness: bool = Field(
        False,
        title="Set the loudness",
        description="Bring the whole sound to a loudness (EBU R128, in two passes).",
    )
    loudness_target: Annotated[float, Shown("LUFS")] = Field(
        -16.0,
        ge=-36,
        le=-6,
        title="Loudness",
        description="In LUFS: -16 for the web, -23 for television in Europe.",
    )
    language: SpokenLanguage = ""
    subtitles: Path | None = Field(
        None,
        title="Subtitles",
        description="A file with times (SRT, WebVTT, ASS, SBV, TTML, LRC), or the spoken text as "
        ".txt: that is timed by the pauses of the speech.",
    )
    second_subtitles: Path | None = Field(
        None,
        title="Subtitles in a second language",
        description="Shown below the others at the same time: a file with times, or a text.",
    )
    spoken_subtitles: bool = Field(
        False,
        title="Subtitles of the spoken text",
        description="Of a video that was made from a text: what is said, while it is said; a file "
        "of subtitles wins.",
    )
    subtitle_encoding: SubtitleEncoding = Field(
        SubtitleEncoding.AUTO,
        title="Encoding of subtitles",
        description="How the letters of the subtitle file are stored, when auto guesses wrong.",
    )
    subtitle_language: str = Field(
        "",
        pattern=LANGUAGE_TAG,
        title="Language of subtitles",
        description="A language tag such as en or zh-Hant, by which players name the track; else "
        "what the file's name (film.de.srt) or the file says.",
    )
    subtitle_way: SubtitleWay = Field(
        SubtitleWay.BURN,
        title="Showing of subtitles",
        description="burn: drawn into the picture; track: switched on in the player.",
    )
    subtitle_style: str = Field(
        "",
        max_length=1000,
        title="Style of subtitles",
        description="plain, karaoke, box or pop, of which the last three light up each word while "
        "it is said; or one of your own, by its name or as a .toml file.",
    )
    subtitle_font: str = Field(
        "",
        max_length=200,
        title="Font of subtitles",
        description="The family of an installed font, such as Noto Sans CJK SC; empty takes the "
        "style's, else the first that has all letters.",
    )
    subtitle_platform: Platform = Field(
        Platform.NONE,
        title="Platform",
        description="Keeps subtitles of upright videos clear of what a platform shows over them.",
    )
    subtitle_size: Annotated[float, PERCENT] = Field(
        5.0,
        ge=2,
        le=15,
        title="Size of subtitles",
        description="Height of a letter in percent of the shorter side of the video.",
    )
    codec: Codec = Field(
        Codec.AUTO,
        title="Codec",
        description="How the pictures are stored. auto: h264 in mp4, which plays everywhere, vp9 "
        "in webm, prores in mov.",
    )
    hardware: Hardware = Field(
        Hardware.AUTO,
        title="Hardware encoder",
        description="auto: a graphics card encodes what is finished when it truly can; else the "
        "processor.",
    )
    finish_quality: Grade = Field(
        Grade.STANDARD,
        title="Quality of finishing",
        description="How carefully the finished pictures are stored; best is largest.",
    )


class DeliverOptions(FinishOptions):
    """What one deliverable may be: everything that finishing can do, in any kind of file."""

    format: Format = Field(
        Format.MP4,
        title="Kind of file",
        description="mp4; webm (VP9 or AV1); mov (ProRes); gif; png: a folder of pictures.",
    )
    transparent: bool = Field(
        False,
        title="Transparent",
        description="Nothing behind the presenter: mov (ProRes 4444), webm (VP9) or png.",
    )
    rate: Annotated[Rate, NumberWord] = Field(
        Rate.SOURCE,
        title="Frames per second",
        description="Another frame rate. Frames in between are computed from their neighbours; "
        "`render --fps` draws them.",
    )

    @property
    def fitting_codecs(self) -> tuple[Codec, ...]:
        """The codecs that this kind of file may hold, the usual one first; none for pictures."""
        return self.format.container.fitting(transparent=self.transparent)

    @property
    def holds_codec(self) -> bool:
        """Whether the codec that is asked for fits the kind of file."""
        return self.codec is Codec.AUTO or self.codec in self.fitting_codecs

    @property
    def stored_codec(self) -> Codec | None:
        """The codec of the file that is made; None for pictures."""
        if self.codec is not Codec.AUTO:
            return self.codec
        return next(iter(self.fitting_codecs), None)


class DeliverRequest(DeliverOptions):
    """One deliverable to make: the finished video, the file to write, and the options."""

    video: Path = Field(title="Video", description="A video that Mouthpiece made.")
    output: Path = Field(title="Output", description="The file to write; a folder for format png.")
    overwrite: bool = Field(
        False, title="Overwrite", description="Replace the output when it exists."
    )

    @property
    def options(self) -> DeliverOptions:
        """The options alone, without the video and the output."""
        return DeliverOptions(**{name: getattr(self, name) for name in DeliverOptions.model_fields})


def has_subtitles(options: FinishOptions) -> bool:
    """Whether subtitles are asked for, wherever they come from."""
    return options.subtitles is not None or options.spoken_subtitles


def files_of(options: FinishOptions) -> dict[str, Path]:
    """The files that the options name, by the option's name."""
    values = ((name, getattr(options, name)) for name in type(options).model_fields)
    return {name: value for name, value in values if isinstance(value, Path)}


def parts_of(options: FinishOptions) -> list[Path]:
    """The files of which something is seen or heard in the deliverable, each once."""
    files = files_of(options)
    texts = {"subtitles", "second_subtitles"}
    return list(dict.fromkeys(path for name, path in files.items() if name not in texts))


def cuts_out(options: FinishOptions) -> bool:
    """Whether the presenter must be segmented from the background."""
    clear = isinstance(options, DeliverOptions) and options.transparent
    return bool(clear or options.background or options.background_color)


def finish_values(options: FinishOptions) -> dict[str, Any]:
    """The values of the options that are about finishing and are not the defaults."""
    kind = DeliverOptions if isinstance(options, DeliverOptions) else FinishOptions
    return {
        name: getattr(options, name)
        for name, info in kind.model_fields.items()
        if getattr(options, name) != info.default
    }
