"""Every option of a render, declared once; CLI, form, sheet columns and docs come from here."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Container
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)
from pydantic.fields import FieldInfo

from talker.errors import UsageError
from talker.options.choice import Choice, ProperName
from talker.options.deliver import DeliverOptions, NumberWord, TitleText
from talker.options.deliver_spec import map_files, read_spec
from talker.options.engines import (
    AUTO,
    STORED,
    EngineName,
    EngineOptions,
    engine_facts,
    engine_fields,
    engine_values,
    shipped_engines,
)
from talker.options.language import SpokenLanguage
from talker.options.shown import DEGREES, PIXELS, SECONDS, STRENGTH, Shown
from talker.options.sound import CutTexts, SoundChoice, Span, TrimText, kept_spans
from talker.options.spoken import SCRIPT, ScriptText, VoiceOptions
from talker.text_list import split_texts

OwnOptions = TypeVar("OwnOptions", bound=EngineOptions)


class Mode(Choice):
    """What part of the portrait is shown and moved."""

    CROP = "crop", "Crop"
    RESIZE = "resize", "Resize"
    FULL = "full", "Full"
    EXTCROP = "extcrop", "Wide crop"
    EXTFULL = "extfull", "Wide full"


class DeviceChoice(Choice):
    """Where networks compute; auto takes a GPU if there is one."""

    AUTO = "auto", "Best available"
    CUDA = "cuda", "Graphics card (CUDA, ROCm)"
    XPU = "xpu", "Graphics card (Intel)"
    MPS = "mps", "Graphics of an Apple computer"
    CPU = "cpu", "Processor"


class Precision(Choice):
    """Which numbers networks compute with on a processor."""

    EXACT = "exact", "Exact"
    FAST = "fast", "Whatever is quicker"


class Restoration(Choice):
    """Which network restores the face; the values name models of the catalogue."""

    OFF = "off", "Off"
    GFPGAN_14 = "gfpgan-1.4", ProperName("GFPGAN 1.4")
    GFPGAN_13 = "gfpgan-1.3", ProperName("GFPGAN 1.3")
    RESTOREFORMER = "restoreformer", ProperName("RestoreFormer")


class Upscaling(Choice):
    """Which network enlarges the video; the values name models of the catalogue."""

    NONE = "none", "Off"
    X2PLUS = "realesrgan-x2plus", ProperName("Real-ESRGAN x2")
    X4PLUS = "realesrgan-x4plus", ProperName("Real-ESRGAN x4")
    GENERAL = "realesr-general-x4v3", "Real-ESRGAN x4, fast"

    @property
    def factor(self) -> int:
        """How many times as wide and high the video becomes."""
        return {Upscaling.NONE: 1, Upscaling.X2PLUS: 2}.get(self, 4)


class Turn(Choice):
    """How the portrait is turned before anything else is done, in degrees clockwise."""

    AUTO = "auto", "As the face stands upright"
    NONE = "0", "Not at all"
    RIGHT = "90", "A quarter to the right"
    HALF = "180", "Half a turn"
    LEFT = "270", "A quarter to the left"

    @property
    def quarters(self) -> int | None:
        """How many times by 90 degrees anticlockwise; None where the face decides."""
        return None if self is Turn.AUTO else -int(self.value) // 90 % 4


class ReferenceUse(Choice):
    """What is taken from a reference video."""

    POSE = "pose", "Head motion"
    BLINK = "blink", "Blinks"
    BOTH = "both", "Head motion and blinks"
    ALL = "all", "All its motion"


class Mood(Choice):
    """What the presenter's face says besides the words."""

    NEUTRAL = "neutral", "Neutral"
    FRIENDLY = "friendly", "Friendly"
    SERIOUS = "serious", "Serious"
    GLAD = "glad", "Glad"
    CONCERNED = "concerned", "Concerned"


class Smile(Choice):
    """What becomes of the smile of the photograph."""

    CALM = "calm", "Calmed while speaking"
    KEEP = "keep", "Kept"


class Gaze(Choice):
    """Where the presenter looks."""

    NATURAL = "natural", "Small glances"
    CAMERA = "camera", "Into the camera"


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


def _degrees(value: Any) -> Any:
    """Accepts '10', '-20,30,10', '-20 30 10' and sequences of numbers."""
    if isinstance(value, str):
        return tuple(float(part) for part in value.replace(",", " ").split())
    if isinstance(value, int | float):
        return (float(value),)
    return value


_DRAW_EVERY = Shown(grades=((1, "every frame"), (2, "every second frame")))
_QUALITY = Shown(
    grades=(
        (0, "for editing"),
        (15, "looks lossless"),
        (21, "good"),
        (27, "small"),
        (33, "coarse"),
    )
)
Degrees = Annotated[tuple[Annotated[float, Field(ge=-60, le=60)], ...], BeforeValidator(_degrees)]


_FACES = {"largest": 0, "leftmost": 1}


def _face(value: Any) -> Any:
    """Accepts 'largest' and 'leftmost' beside numbers."""
    if isinstance(value, str):
        return _FACES.get(value.strip().lower().replace("-", ""), value)
    return value


_CHANNELS = {"mix": 0, "left": 1, "right": 2}


def _channel(value: Any) -> Any:
    """Accepts 'mix', 'left' and 'right' beside numbers."""
    return _CHANNELS.get(value.strip().lower(), value) if isinstance(value, str) else value


FaceNumber = Annotated[int, BeforeValidator(_face)]
SoundChannel = Annotated[int, BeforeValidator(_channel)]


def _readable(specs: tuple[str, ...]) -> tuple[str, ...]:
    """Refuses a deliverable that cannot be read."""
    for spec in specs:
        try:
            read_spec(spec)
        except UsageError as error:
            raise ValueError(str(error)) from error
    return specs


def _known_moods(moods: tuple[str, ...]) -> tuple[str, ...]:
    """Refuses a mood that there is not."""
    for mood in moods:
        if mood not in set(Mood):
            raise ValueError(f"there is no mood {mood}; there are {', '.join(Mood)}")
    return moods


def _moods(given: Any) -> Any:
    """Takes commas for semicolons."""
    return split_texts(given.replace(",", ";") if isinstance(given, str) else given)


def _known_engine(name: str, info: ValidationInfo) -> str:
    """Refuses the name of an engine that is not there."""
    if name != AUTO and info.context is not STORED and engine_facts(name) is None:
        raise ValueError(f"there is no engine {name}")
    return name


class RenderOptions(VoiceOptions):
    """What the user may set. Frozen; unknown names are refused.

    The options that an engine adds lie beside the fields, checked, where they differ from their
    defaults; `of` gives them with their types.
    """

    model_config = ConfigDict(frozen=True, extra="allow", use_attribute_docstrings=False)

    engine: Annotated[str, EngineName(), AfterValidator(_known_engine)] = Field(
        AUTO,
        title="Engine",
        description="Which engine renders the face; auto takes the first of them that has all it "
        "needs on this computer.",
    )
    device: DeviceChoice = Field(
        DeviceChoice.AUTO,
        title="Device",
        description="Where networks compute; auto takes a GPU if there is one.",
    )
    precision: Precision = Field(
        Precision.EXACT,
        title="Numbers",
        description="exact: float32 on a processor; fast: bfloat16 where the processor has it, and "
        "int8 by a backend where that was measured quicker and pixels differ by half a grey level "
        "in the mean at most. A graphics card computes in half precision anyway.",
    )
    mode: Mode = Field(
        Mode.CROP,
        title="Mode",
        description="crop: head and shoulders; resize: the whole picture at face size; "
        "full: the face moves inside the untouched picture; extcrop and extfull: the same with "
        "a wider cut.",
    )
    size: Annotated[int, PIXELS] = Field(
        512,
        ge=128,
        le=1024,
        multiple_of=2,
        title="Size",
        description="Width of the video in pixels for crop, extcrop and resize; full keeps the "
        "size of the picture.",
    )
    original_size: bool = Field(
        False,
        title="Original size",
        description="Whole pictures keep their size however large; without, they are brought to "
        "what phones play (H.264 level 5.1, 3840 pixels a side).",
    )
    fps: int = Field(25, ge=10, le=60, title="Frames per second", description="Frame rate.")
    still: bool = Field(
        False, title="Keep the head still", description="No head motion; the eyes still blink."
    )
    pose_style: int = Field(
        0, ge=0, le=45, title="Pose style", description="Temperament of the head motion."
    )
    expression_scale: Annotated[float, STRENGTH] = Field(
        1.0, ge=0, le=3, title="Expression", description="Strength of the mouth and brow motion."
    )
    mood: Mood = Field(
        Mood.NEUTRAL,
        title="Mood",
        description="The expression of the presenter besides what is said; drawn by every engine "
        "that our own motion moves.",
    )
    moods: Annotated[tuple[str, ...], BeforeValidator(_moods), AfterValidator(_known_moods)] = (
        Field(
            (),
            title="Mood keyframes",
            description="Moods one after the other, such as friendly;serious;glad, spread over the "
            "video, instead of one.",
        )
    )
    smile: Smile = Field(
        Smile.CALM,
        title="Smile of the photograph",
        description="calm: a photographed smile is taken back in part, more while speaking; keep: "
        "it stays.",
    )
    gaze: Gaze = Field(
        Gaze.NATURAL,
        title="Gaze",
        description="natural: small glances, mostly to the camera; camera: into the camera all "
        "the time.",
    )
    head_motion: Annotated[float, STRENGTH] = Field(
        1.0, ge=0, le=3, title="Head motion", description="Strength of the head motion."
    )
    blink_rate: Annotated[float, Shown("a minute", "None")] = Field(
        15.0,
        ge=0,
        le=60,
        title="Blink rate",
        description="Blinks a minute at rest; "
        "the built-in engine blinks half as often again while it speaks. 0 keeps eyes open.",
    )
    speech_only: bool = Field(
        False,
        title="Only speech moves the mouth",
        description="Music, noise and breath in the recording keep the mouth closed; they are "
        "heard as before.",
    )
    yaw: Annotated[Degrees, DEGREES] = Field(
        (),
        title="Turn of the head",
        description="Head turn keyframes in degrees, spread over the video; the built-in engine "
        "bends them softly to at most 20.",
    )
    pitch: Annotated[Degrees, DEGREES] = Field(
        (),
        title="Nod of the head",
        description="Head nod keyframes in degrees, spread over the video; the built-in engine "
        "bends them softly to at most 10.",
    )
    roll: Annotated[Degrees, DEGREES] = Field(
        (),
        title="Tilt of the head",
        description="Head tilt keyframes in degrees, spread over the video; the built-in engine "
        "bends them softly to at most 15.",
    )
    draw_every: Annotated[int, _DRAW_EVERY] = Field(
        1,
        ge=1,
        le=2,
        title="Draw every",
        description="With 2 a neural engine draws every second frame; those between are moved from "
        "their neighbours by its own motion field: quicker, and lips a little softer.",
    )
    compile: bool = Field(
        False,
        title="Compile for the graphics card",
        description="Let torch compile the networks that draw for the GPU: minutes at the "
        "beginning, quicker afterwards; for long videos and batches.",
    )
    reference_use: ReferenceUse = Field(
        ReferenceUse.BOTH,
        title="Reference gives",
        description="What is taken from the reference video: head pose, blinks, both, or all of "
        "its motion (the speech is then only heard).",
    )
    idle: Annotated[float, SECONDS] = Field(
        0.0,
        ge=0,
        le=3600,
        title="Idle seconds",
        description="Instead of a recording: the presenter waits this many seconds, blinks and "
        "moves, and says nothing.",
    )
    track: Annotated[int, Shown(lowest="The one with speech")] = Field(
        0,
        ge=0,
        le=99,
        title="Sound track",
        description="Which sound track of the recording is heard, from 1; 0 takes the one that "
        "its file marks as default, else the one with most speech.",
    )
    channel: Annotated[SoundChannel, Shown(lowest="All together")] = Field(
        0,
        ge=0,
        le=64,
        title="Channel",
        description="Which channel of the recording is heard: mix (0) for all of them, left (1), "
        "right (2), or its number. A mix whose channels cancel each other out becomes the loudest "
        "of them.",
    )
    second_channel: Annotated[SoundChannel, Shown(lowest="All together")] = Field(
        0,
        ge=0,
        le=64,
        title="Channel of the second speaker",
        description="Two faces speak: the second is heard in this channel of the second recording, "
        "or of the only one, whose other channel is then the first speaker's. left (1), right (2), "
        "or its number; 0 is the mix of a second recording.",
    )
    panning: Annotated[float, Shown(lowest="In the middle")] = Field(
        0.0,
        ge=0,
        le=1,
        title="Panning",
        description="How far the voices of two recordings are put to the sides of their faces in "
        "the sound: 0 leaves them where they are, 1 takes each away from the other side. One "
        "recording with a voice in each channel keeps its sound.",
    )
    trim: TrimText = Field(
        "",
        title="Trim",
        description="Which stretch of the recording is heard, in seconds: 0.5-12.3, 1:05-2:10, or "
        "3- for all after the third second. The file stays as it is.",
    )
    cut: CutTexts = Field(
        (),
        title="Cut out",
        description="Stretches of the recording that are left out, such as 3.0-4.2; several are "
        "divided by ;. All times are those of the whole recording.",
    )
    language: SpokenLanguage = ""
    seed: Annotated[int, Shown(lowest="By portrait and speech")] = Field(
        0,
        ge=0,
        le=2**31 - 1,
        title="Seed",
        description="The same seed gives the same motion; 0 gives each portrait and speech one of "
        "its own.",
    )
    face: Annotated[FaceNumber, Shown(lowest="The largest")] = Field(
        0,
        ge=0,
        le=99,
        title="Face",
        description="Which face of a group: largest (0), leftmost (1), its number from the left, "
        "or all: two faces speak, each with a recording or a channel of its own.",
    )
    second_face: Annotated[int, Shown(lowest="By itself")] = Field(
        0,
        ge=0,
        le=99,
        title="Face of the second speaker",
        description="Which face speaks the second recording or channel, by its number from the "
        "left. With 0 the two largest speak, the left one first; where --face is given, the "
        "largest of the others.",
    )
    turn: Annotated[Turn, NumberWord] = Field(
        Turn.AUTO,
        title="Turn the portrait",
        description="Degrees clockwise; auto turns a portrait that lies on its side or upside "
        "down, 0 leaves it as it is.",
    )
    anyway: bool = Field(
        False,
        title="Without a mouth",
        description="Makes the video also of a picture in which no mouth is to be seen: lips are "
        "drawn where it would be.",
    )
    enhance: Restoration = Field(
        Restoration.OFF,
        title="Restore the face",
        description="Redraws the face with more detail in every frame; needs the model of the "
        "same name.",
    )
    enhance_strength: float = Field(
        1.0,
        ge=0,
        le=1,
        title="Strength of restoring",
        description="How much of the restored face is shown; 0 leaves the face as it was drawn.",
    )
    upscale: Upscaling = Field(
        Upscaling.NONE,
        title="Upscale",
        description="Makes the video two or four times as wide and high; needs the model of the "
        "same name.",
    )
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
    deliverable: Annotated[
        tuple[str, ...], BeforeValidator(split_texts), AfterValidator(_readable)
    ] = Field(
        (),
        title="Extra versions",
        description="Made beside the video from the same render, such as 9:16,1080 or gif; divided "
        "by ;.",
    )
    title: TitleText = ""
    quality: Annotated[int, _QUALITY] = Field(
        18,
        ge=0,
        le=40,
        title="Quality",
        description="H.264 rate factor: lower is better and larger; 18 looks lossless.",
    )
    max_minutes: Annotated[float, Shown("minutes")] = Field(
        120.0, gt=0, le=1440, title="Longest speech", description="Longer speech is refused."
    )

    @model_validator(mode="before")
    @classmethod
    def _check_engine_options(cls, given: Any, info: ValidationInfo) -> Any:
        """Names that are no fields must be options of an engine."""
        if not isinstance(given, dict) or given.keys() <= cls.model_fields.keys():
            return given
        shared = {name: value for name, value in given.items() if name in cls.model_fields}
        rest = {name: value for name, value in given.items() if name not in cls.model_fields}
        return shared | engine_values(rest, stored=info.context is STORED)

    def of(self, kind: type[OwnOptions]) -> OwnOptions:
        """The options that an engine adds."""
        extra = self.model_extra or {}
        return kind.model_validate({k: v for k, v in extra.items() if k in kind.model_fields})

    def complete(self, exclude: Container[str] = ()) -> dict[str, Any]:
        """All options as JSON has them, also those that are at their defaults.

        Of engines that do not come with the program only what is set: without them it means
        nothing.
        """
        own = [self.of(engine.options).model_dump(mode="json") for engine in shipped_engines()]
        values = dict(ChainMap(self.model_dump(mode="json"), *own))
        return {name: value for name, value in values.items() if name not in exclude}

    @property
    def fast(self) -> bool:
        """Whether smaller numbers will do where they are quicker."""
        return self.precision is Precision.FAST

    @property
    def lacks_label_reason(self) -> bool:
        """Whether the label is left out and nobody has said why."""
        return self.ai_label is LabelTime.OFF and not self.ai_label_reason.strip()

    @property
    def sound(self) -> SoundChoice:
        """What of the recording is to be heard."""
        return SoundChoice(self.track, self.channel, self.kept)

    @property
    def kept(self) -> tuple[Span, ...]:
        """The stretches of the recording that are heard; none where that is all of it."""
        return kept_spans(self.trim, self.cut)

    @property
    def deliverables(self) -> tuple[DeliverOptions, ...]:
        """The options of each deliverable; a title card is that of all that have none of their
        own, and where there is none, of one like the video."""
        wanted = tuple(read_spec(spec) for spec in self.deliverable)
        if not self.title.strip():
            return wanted
        titled = {"title": self.title}
        return tuple(
            one if one.title else one.model_copy(update=titled)
            for one in wanted or (DeliverOptions(),)
        )

    def with_files(self, change: Callable[[str], str]) -> Self:
        """The same options with every file that a deliverable names changed."""
        specs = tuple(map_files(spec, change) for spec in self.deliverable)
        return self.model_copy(update={"deliverable": specs})


class RenderRequest(RenderOptions):
    """One video to make: the inputs, the output, and the options. Frozen and serialisable."""

    portrait: Path = Field(title="Portrait", description="The picture of the presenter.")
    speech: Path = Field(title="Speech", description="The recording, or a video with sound.")
    text: Annotated[str, ScriptText()] = Field(
        "",
        title="Text",
        description="Instead of a recording: a script that a voice speaks, with marks such as "
        "[pause 0.5].",
    )
    keep: Path | None = Field(
        None,
        title="Video to keep from",
        description="With a text: an earlier video whose sentences are taken over, frame by frame, "
        "where they are said in the same way.",
    )
    second_speech: Path | None = Field(
        None,
        title="Second recording",
        description="What a second face of the picture says: both are heard from the beginning, "
        "and each face listens while the other speaks.",
    )
    reference: Path | None = Field(
        None,
        title="Reference video",
        description="A video whose face gives head pose or blinks, for an engine that can follow "
        "one.",
    )
    output: Path | None = Field(
        None,
        title="Output",
        description="The video to write (.mp4), or a folder for it; default: the current folder.",
    )
    overwrite: bool = Field(
        False, title="Overwrite", description="Replace the output when it exists."
    )

    @model_validator(mode="before")
    @classmethod
    def _all_faces_speak(cls, given: Any) -> Any:
        """Reads `--face all`: without a second recording the second channel is the second voice."""
        if not isinstance(given, dict) or str(given.get("face")).strip().lower() != "all":
            return given
        other = {} if given.get("second_speech") else {"second_channel": 2}
        return {**other, **given, "face": 0}

    @model_validator(mode="before")
    @classmethod
    def _name_what_needs_no_speech(cls, given: Any) -> Any:
        """Names the video of an idle presenter and of a text, who are given no recording."""
        if not isinstance(given, dict) or given.get("speech") is not None:
            return given
        if given.get("text"):
            return {**given, "speech": Path(SCRIPT)}
        return {**given, "speech": Path("idle")} if given.get("idle") else given

    @model_validator(mode="after")
    def _one_thing_is_heard(self) -> Self:
        """A text is spoken instead of a recording, not beside it."""
        if self.text and (self.idle or self.speech != Path(SCRIPT)):
            other = "--idle" if self.idle else "a recording"
            raise ValueError(f"a text and {other} cannot be heard at once")
        return self

    @property
    def two_speak(self) -> bool:
        """Whether two faces of the picture speak, each with a voice of its own."""
        return self.second_speech is not None or self.second_channel > 0

    @property
    def recordings(self) -> tuple[Path, ...]:
        """The files that are heard: none for an idle presenter, and none for a text."""
        if self.idle or self.text:
            return ()
        return (self.speech, *([] if self.second_speech is None else [self.second_speech]))

    @property
    def options(self) -> RenderOptions:
        """The options alone, without files."""
        files = RenderRequest.model_fields.keys() - RenderOptions.model_fields.keys()
        values = {name: value for name, value in dict(self).items() if name not in files}
        return RenderOptions.model_validate(values, context=STORED)


def declared_fields(kind: type[BaseModel]) -> dict[str, FieldInfo]:
    """Every option of a request with its declaration: the shared ones, those of engines, files."""
    if not issubclass(kind, RenderOptions):
        return dict(kind.model_fields)
    own = RenderOptions.__annotations__
    shared = {name: info for name, info in RenderOptions.model_fields.items() if name in own}
    return shared | RenderOptions.model_fields | engine_fields() | kind.model_fields


def option_values(options: BaseModel) -> dict[str, Any]:
    """The value of every option, by name."""
    given = dict(options)
    return {
        name: given.get(name, info.default) for name, info in declared_fields(type(options)).items()
    }
