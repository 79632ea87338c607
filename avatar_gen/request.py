"""Every option of an avatar, declared once; CLI, form, stored job and docs come from here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from avatar_gen.controls import Condition, Control, check_part, read_control
from avatar_gen.few_steps import WAYS, FewSteps
from talker.errors import UsageError
from talker.files import is_file
from talker.options.choice import Choice, ProperName
from talker.options.computing import DeviceChoice
from talker.options.restoring import Upscaling
from talker.options.shown import Shown
from talker.text_list import split_texts

LAST_SEED = 2**32 - 1
MOST_LIKE = 4  # pictures of one presenter: more make drawing slower and the face no better


class Mode(Choice):
    """What the picture is made from."""

    TEXT = "txt2img", "From words"
    IMAGE = "img2img", "From a picture"
    INPAINT = "inpaint", "Part of a picture"
    CONTROL = "controlnet", "Pose or edges of a picture"
    UPSCALE = "upscale", "Larger"


class SchedulerName(Choice):
    """The samplers, by the names that people know; auto takes the model's own."""

    AUTO = "auto", "The model's own"
    EULER = "euler", ProperName("Euler")
    EULER_A = "euler-a", ProperName("Euler a")
    HEUN = "heun", ProperName("Heun")
    LMS = "lms", ProperName("LMS")
    DDIM = "ddim", ProperName("DDIM")
    PNDM = "pndm", ProperName("PNDM")
    DPM_2M = "dpm++2m", ProperName("DPM++ 2M")
    DPM_2M_KARRAS = "dpm++2m-karras", ProperName("DPM++ 2M Karras")
    DPM_SDE_KARRAS = "dpm++sde-karras", ProperName("DPM++ SDE Karras")
    UNIPC = "unipc", ProperName("UniPC")
    LCM = "lcm", ProperName("LCM")
    DPM_2 = "dpm2", ProperName("DPM2")
    DPM_2_A = "dpm2-a", ProperName("DPM2 a")
    DPM_2M_SDE = "dpm++2m-sde", ProperName("DPM++ 2M SDE")
    DPM_3M_SDE = "dpm++3m-sde", ProperName("DPM++ 3M SDE")
    DEIS = "deis", ProperName("DEIS")
    TCD = "tcd", ProperName("TCD")


class ScheduleName(Choice):
    """How the noise falls from step to step; auto takes what the sampler's name stands for."""

    AUTO = "auto", "As the sampler"
    UNIFORM = "uniform", "Even"
    KARRAS = "karras", ProperName("Karras")
    EXPONENTIAL = "exponential", "Exponential"
    SGM_UNIFORM = "sgm-uniform", ProperName("SGM uniform")
    SIMPLE = "simple", "Simple"
    BETA = "beta", ProperName("Beta")
    AYS = "ays", ProperName("Align Your Steps")


class PredictionName(Choice):
    """What the network says: the noise, or v; auto looks into the model."""

    AUTO = "auto", "By the model"
    EPSILON = "epsilon", ProperName("epsilon")
    VELOCITY = "v_prediction", ProperName("v")


class Fill(Choice):
    """What stands under the mask before it is drawn."""

    ORIGINAL = "original", "The picture"
    BLUR = "fill", "Colours around it"
    NOISE = "noise", "Noise"
    EMPTY = "empty", "Nothing"


class MemoryPreset(Choice):
    """How much memory may be used; auto looks at the device."""

    AUTO = "auto", "By the device"
    GB_8 = "8gb", ProperName("8 GB")
    GB_12 = "12gb", ProperName("12 GB")
    GB_24 = "24gb", ProperName("24 GB")
    CPU = "cpu", "Processor"


class SafetyChoice(Choice):
    """Whether pictures are looked at by the safety checker."""

    ON = "on", "On"
    OFF = "off", "Off"


class Style(Choice):
    """Looks that come with the program; each is a file in assets/styles."""

    NONE = "none", "Off"
    PHOTO_STUDIO = "photo-studio", "Photo studio"
    CORPORATE = "corporate", "Corporate"
    NEWS_DESK = "news-desk", "News desk"
    OUTDOOR = "outdoor", "Outdoor"
    ANIME = "anime", "Anime"
    THREE_D = "3d", ProperName("3D")
    ILLUSTRATION = "illustration", "Illustration"


class Person(Choice):
    """Who is shown, for people who write no prompts."""

    ANY = "any", "Any"
    WOMAN = "woman", "Woman"
    MAN = "man", "Man"
    PERSON = "person", "Person"


class Framing(Choice):
    """How much of the person is in the picture."""

    ANY = "any", "Any"
    FACE = "face", "Face"
    HEAD_AND_SHOULDERS = "head-and-shoulders", "Head and shoulders"
    HALF_BODY = "half-body", "Half-length"


class Light(Choice):
    """Where the light comes from."""

    ANY = "any", "Any"
    STUDIO = "studio", "Studio"
    SOFT = "soft", "Soft"
    WINDOW = "window", "Window"
    SUN = "sun", "Sun"


class Background(Choice):
    """What is behind the person."""

    ANY = "any", "Any"
    PLAIN = "plain", "Plain"
    OFFICE = "office", "Office"
    STUDIO = "studio", "Studio"
    NEWSROOM = "newsroom", "Newsroom"
    CITY = "city", "City"
    NATURE = "nature", "Nature"


def _seed(value: Any) -> Any:
    """Accepts 'random' and -1, which draw a seed now; the request keeps the number."""
    if str(value).strip().lower() in ("random", "-1"):
        return secrets.randbelow(LAST_SEED + 1)
    return value


class PromptWords:
    """Marks the declaration of a text that is words for the model, in English or in Chinese."""


def holds_prompt(info: FieldInfo) -> bool:
    """Whether the value of an option is words for the model."""
    return any(isinstance(mark, PromptWords) for mark in info.metadata)


def _pictures(given: Any) -> Any:
    """As `split_texts`, but names of pictures may hold semicolons: what has no ending is none."""
    parts = [given] if isinstance(given, str | Path) else given
    if not isinstance(parts, list | tuple) or not all(isinstance(one, str | Path) for one in parts):
        return given
    return tuple(name for part in parts for name in _picture_names(str(part)))


def _picture_names(text: str) -> tuple[str, ...]:
    names: tuple[str, ...] = split_texts(text)
    whole = is_file(Path(text)) or not all(Path(name).suffix for name in names)
    return (text,) if whole else names


def _controls(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Refuses, in the words of `read_control`, what is no ControlNet."""
    for text in texts:
        try:
            read_control(text)
        except UsageError as error:
            raise ValueError(str(error)) from error
    return texts


Seed = Annotated[int, BeforeValidator(_seed)]
Prompt = Annotated[str, PromptWords()]
Texts = Annotated[tuple[str, ...], BeforeValidator(split_texts)]
Controls = Annotated[tuple[str, ...], BeforeValidator(split_texts), AfterValidator(_controls)]
Pictures = Annotated[tuple[str, ...], BeforeValidator(_pictures)]


class AvatarOptions(BaseModel):
    """What the user may set. Frozen; unknown names are refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=False, defer_build=True
    )

    mode: Mode = Field(
        Mode.TEXT,
        title="Mode",
        description="txt2img: from words alone; img2img: a picture, drawn anew; inpaint: only "
        "where the mask is white; controlnet: pose or edges of a picture; upscale: larger.",
    )
    model: str = Field(
        "auto",
        title="Model",
        description="A model of the catalogue, a folder of diffusers, or a .safetensors or .ckpt "
        "file; auto takes the first that is installed.",
    )
    prompt: Prompt = Field(
        "",
        max_length=8000,
        title="Prompt",
        description="What to draw, in words; (word:1.2), ((word)) and [word] give weight.",
    )
    negative: Prompt = Field(
        "", max_length=8000, title="Without", description="What the picture must not show."
    )
    prompt_as_typed: bool = Field(
        False,
        title="Words as typed",
        description="Sends Chinese words as they are; else the portrait glossary translates them, "
        "because models understand English.",
    )
    style: Style = Field(
        Style.NONE, title="Style", description="Adds the words of a look to both prompts."
    )
    person: Person = Field(
        Person.ANY, title="Person", description="Who is shown, put in front of the prompt."
    )
    age: Annotated[int, Shown("years", "Any")] = Field(
        0, ge=0, le=100, title="Age", description="About how old the person is; 0 says nothing."
    )
    clothing: Prompt = Field(
        "", max_length=300, title="Clothing", description="Such as: navy blazer over a white shirt."
    )
    framing: Framing = Field(
        Framing.ANY, title="Framing", description="How much of the person is shown."
    )
    light: Light = Field(Light.ANY, title="Light", description="Where the light comes from.")
    background: Background = Field(
        Background.ANY, title="Background", description="What is behind the person."
    )
    count: int = Field(4, ge=1, le=500, title="Candidates", description="How many are drawn.")
    keep: Annotated[int, Shown(lowest="All")] = Field(
        0,
        ge=0,
        le=500,
        title="Keep the best",
        description="Keeps that many, best fit for talking first; the others go to the folder "
        "not-kept. 0 keeps all.",
    )
    seed: Seed = Field(
        0,
        ge=0,
        le=LAST_SEED,
        title="Seed",
        description="The same seed gives the same picture; each candidate takes the next one. "
        "'random' or -1 draws one.",
    )
    variation: Annotated[float, Shown(lowest="None")] = Field(
        0.0,
        ge=0,
        le=1,
        title="Variation",
        description="How far the noise goes from that of the seed to that of the variation seed: "
        "pictures that resemble each other. For txt2img and controlnet.",
    )
    variation_seed: Seed = Field(
        0, ge=0, le=LAST_SEED, title="Variation seed", description="Where the variation leads."
    )
    few_steps: FewSteps = Field(
        FewSteps.OFF,
        title="Few steps",
        description="Draws in four steps, for processors and small cards: by a LoRA of the "
        "catalogue (LCM, Lightning, Hyper-SD), or by a Turbo model of your own. Sets steps, "
        "guidance, scheduler and schedule where they are not given.",
    )
    steps: int = Field(25, ge=1, le=200, title="Steps", description="More take longer.")
    guidance: float = Field(
        7.0,
        ge=0,
        le=30,
        title="Guidance scale",
        description="How strictly the prompt is followed; up to 1 the negative prompt is ignored.",
    )
    guidance_rescale: Annotated[float, Shown(lowest="None")] = Field(
        0.0,
        ge=0,
        le=1,
        title="Guidance rescale",
        description="Takes back the contrast that a strong guidance adds; about 0.7 for models "
        "that predict v.",
    )
    width: Annotated[int, Shown("pixels", "As the model")] = Field(
        0,
        ge=0,
        le=4096,
        title="Width",
        description="Pixels, in steps of 8; 0 takes what the model was trained on.",
    )
    height: Annotated[int, Shown("pixels", "As the model")] = Field(
        0, ge=0, le=4096, title="Height", description="The same for the height."
    )
    scheduler: SchedulerName = Field(
        SchedulerName.AUTO,
        title="Scheduler",
        description="How the noise is taken away; auto takes DPM++ 2M Karras, for models of few "
        "steps their own.",
    )
    schedule: ScheduleName = Field(
        ScheduleName.AUTO,
        title="Schedule",
        description="How the noise falls from step to step; sgm-uniform is for Turbo, Lightning "
        "and Hyper models.",
    )
    prediction: PredictionName = Field(
        PredictionName.AUTO,
        title="Prediction",
        description="What the model says of a picture; only for models that do not tell it.",
    )
    clip_skip: int = Field(
        1,
        ge=1,
        le=8,
        title="Clip skip",
        description="Which layer of the text encoder counts, from the last; anime models want 2. "
        "SDXL takes the last but one for 1 and 2.",
    )
    strength: float = Field(
        0.6,
        gt=0,
        le=1,
        title="Denoising strength",
        description="How much of the given picture is drawn anew.",
    )
    only_masked: bool = Field(
        False,
        title="Only masked",
        description="For inpaint: draws the part under the mask at the full size and puts it back.",
    )
    mask_padding: Annotated[int, Shown("pixels")] = Field(
        32,
        ge=0,
        le=512,
        title="Mask padding",
        description="How much around the mask is seen when only that part is drawn.",
    )
    mask_blur: Annotated[int, Shown("pixels", "None")] = Field(
        0, ge=0, le=128, title="Mask blur", description="How softly the mask ends."
    )
    fill: Fill = Field(
        Fill.ORIGINAL,
        title="Masked content",
        description="What stands under the mask before it is drawn: the picture, the colours "
        "around it, noise, or nothing.",
    )
    control: Condition = Field(
        Condition.OPENPOSE,
        title="Control",
        description="What ControlNet follows of the given picture: its edges, pose, lines, depth "
        "or the picture itself; given-... when the picture is such a drawing already. A pose may "
        "be a .json of OpenPose.",
    )
    control_model: str = Field(
        "auto",
        title="ControlNet",
        description="A ControlNet of the catalogue, a folder or a file; auto takes the one that "
        "fits.",
    )
    control_scale: float = Field(
        1.0, ge=0, le=2, title="Control strength", description="How strictly it is followed."
    )
    control_start: float = Field(
        0.0,
        ge=0,
        le=1,
        title="Control from",
        description="From which part of the steps on the ControlNet counts.",
    )
    control_end: float = Field(
        1.0, ge=0, le=1, title="Control until", description="Up to which part of the steps."
    )
    more_control: Controls = Field(
        (),
        title="Further ControlNets",
        description="Others that are followed at the same time, separated by semicolons, each with "
        "what it follows and, where wanted, its strength, start, end, model and picture: "
        "depth,strength=0.6,end=0.5;given-lineart,picture=lines.png.",
    )
    like_strength: Annotated[float, Shown(lowest="None")] = Field(
        0.7,
        ge=0,
        le=2,
        title="Likeness strength",
        description="How much the face follows the pictures of the presenter; above 1 clothes and "
        "pose follow them, too. 0 leaves them out.",
    )
    like_start: float = Field(
        0.0,
        ge=0,
        le=1,
        title="Likeness from",
        description="From which part of the steps on the pictures of the presenter count: 0.2 "
        "leaves the pose to the words.",
    )
    like_end: float = Field(
        1.0, ge=0, le=1, title="Likeness until", description="Up to which part of the steps."
    )
    like_model: str = Field(
        "auto",
        title="IP-Adapter",
        description="What lets pictures count as words do: an IP-Adapter of the catalogue or a "
        "file; auto takes the one for faces that fits the model.",
    )
    loras: Texts = Field(
        (),
        title="LoRAs",
        description="Files, each with its scale after a colon, separated by semicolons: "
        "smile.safetensors:0.8;blazer.safetensors.",
    )
    embeddings: Texts = Field(
        (),
        title="Embeddings",
        description="Files of textual inversions, separated by semicolons; the file's name is the "
        "word for the prompt.",
    )
    addon_folder: str = Field(
        "",
        title="Folder for add-ons",
        description="Where the LoRAs lie that a prompt names as <lora:name:0.8>, and, in its "
        "folder embeddings, the embeddings; else the folder addons of the program's own.",
    )
    vae: str = Field("", title="VAE", description="A file or folder that replaces the model's.")
    detail: bool = Field(
        False, title="Face detail", description="Draws every face once more at a higher resolution."
    )
    detail_strength: float = Field(
        0.35, gt=0, le=1, title="Detail strength", description="How much of the face is redrawn."
    )
    detail_prompt: Prompt = Field(
        "",
        max_length=2000,
        title="Detail prompt",
        description="What the faces are drawn by; the prompt itself when it is empty.",
    )
    hires: Annotated[float, Shown(lowest="None")] = Field(
        1.0,
        ge=1,
        le=4,
        title="High resolution",
        description="Draws the picture so many times as wide and high in a second pass that begins "
        "with the first.",
    )
    hires_strength: float = Field(
        0.5,
        gt=0,
        le=1,
        title="High resolution strength",
        description="How much the second pass draws anew.",
    )
    upscale: Upscaling = Field(
        Upscaling.NONE,
        title="Upscale",
        description="Makes the picture two or four times as wide and high; needs the model of "
        "the same name.",
    )
    upscale_strength: Annotated[float, Shown(lowest="None")] = Field(
        0.0,
        ge=0,
        le=1,
        title="Second pass",
        description="After upscaling the picture is drawn over with this denoising strength; "
        "0 leaves it.",
    )
    x_axis: str = Field(
        "",
        max_length=1000,
        title="X axis",
        description="An option and its values for a contact sheet, such as steps=10,20,30.",
    )
    y_axis: str = Field("", max_length=1000, title="Y axis", description="The same for the rows.")
    device: DeviceChoice = Field(
        DeviceChoice.AUTO, title="Device", description="Where networks compute."
    )
    memory: MemoryPreset = Field(
        MemoryPreset.AUTO,
        title="Memory",
        description="How memory is saved: for cards of 8, 12 or 24 GB, or the processor.",
    )
    compile: bool = Field(
        False,
        title="Compile",
        description="Let torch compile the network for the GPU: minutes at first, then quicker.",
    )
    safety: SafetyChoice = Field(
        SafetyChoice.ON,
        title="Safety checker",
        description="Looks at every picture and leaves out what is not fit to be shown.",
    )

    @property
    def controls(self) -> tuple[Control, ...]:
        """All ControlNets, the first one first."""
        first = Control(
            self.control,
            self.control_scale,
            self.control_start,
            self.control_end,
            self.control_model,
        )
        return first, *(read_control(text) for text in self.more_control)

    @model_validator(mode="before")
    @classmethod
    def _set_few_steps(cls, given: Any) -> Any:
        return with_few_steps(given) if isinstance(given, Mapping) else given


def with_few_steps(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values given, and what a way of few steps among them sets besides.

    Where it is switched off, those options are what they are by themselves. A name that there is
    not sets nothing: the option's own check refuses it.
    """
    name = given.get("few_steps")
    if name is None:
        return dict(given)
    if name == FewSteps.OFF:
        names = next(iter(WAYS.values())).options
        own = {one: AvatarOptions.model_fields[one].default for one in names}
    else:
        own = next((dict(way.options) for one, way in WAYS.items() if one == name), {})
    return {**own, **given}


class AvatarRequest(AvatarOptions):
    """Pictures to make: the inputs, the folder, and the options. Frozen and serialisable."""

    image: Path | None = Field(
        None,
        title="Picture",
        description="What img2img, inpaint, controlnet and upscale begin with.",
    )
    mask: Path | None = Field(
        None, title="Mask", description="For inpaint: white is drawn anew, black stays."
    )
    like: Pictures = Field(
        (),
        title="Pictures of the presenter",
        description="One to four pictures whose face the drawn one gets, separated by semicolons; "
        "each is cut to its largest face.",
    )
    output: Path = Field(
        Path("avatars"), title="Output", description="The folder for the pictures."
    )

    @model_validator(mode="after")
    def _inputs_fit_the_mode(self) -> Self:
        if self.mode is not Mode.TEXT and self.image is None:
            raise ValueError(f"the mode {self.mode.value} needs a picture: --image FILE")
        if self.mode is Mode.INPAINT and self.mask is None:
            raise ValueError("the mode inpaint needs a mask: --mask FILE")
        self._check_controls()
        if len(self.like) > MOST_LIKE:
            raise ValueError(
                f"--like takes up to {MOST_LIKE} pictures, these are {len(self.like)}: leave out "
                "those that show the face worst"
            )
        if self.like and self.like_start >= self.like_end:
            raise ValueError(
                f"--like-start {self.like_start:g} must be less than --like-end {self.like_end:g}"
            )
        return self

    def _check_controls(self) -> None:
        if self.more_control and self.mode is not Mode.CONTROL:
            raise ValueError("--more-control needs --mode controlnet")
        try:
            for control in self.controls if self.mode is Mode.CONTROL else ():
                check_part(control, f"the ControlNet {control.kind.value}")
        except UsageError as error:
            raise ValueError(f"{error.message.removesuffix('.')}: {error.hint}") from error

    @property
    def pictures(self) -> tuple[Path, ...]:
        """Every picture that the request names."""
        given = [self.image, self.mask, *self.like]
        given += [control.picture for control in self.controls[1:]]
        return tuple(Path(one) for one in given if one)

    @property
    def options(self) -> AvatarOptions:
        """The options alone, without files."""
        return AvatarOptions(**{name: getattr(self, name) for name in AvatarOptions.model_fields})
