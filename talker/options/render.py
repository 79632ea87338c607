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
from talker.options.ai_label import LabelOptions
from talker.options.computing import ComputingOptions
from talker.options.deliver import DeliverOptions, TitleText
from talker.options.deliver_spec import map_files, read_spec
from talker.options.engines import (
    STORED,
    EngineOptions,
    engine_fields,
    engine_values,
    shipped_engines,
)
from talker.options.faces import FaceOptions
from talker.options.heard import HeardOptions
from talker.options.motion import DrivenOptions, MotionOptions
from talker.options.picture import PictureOptions
from talker.options.restoring import RestoringOptions
from talker.options.shown import Shown
from talker.options.spoken import SCRIPT, ScriptText, VoiceOptions
from talker.text_list import split_texts

OwnOptions = TypeVar("OwnOptions", bound=EngineOptions)


_QUALITY = Shown(
    grades=(
        (0, "for editing"),
        (15, "looks lossless"),
        (21, "good"),
        (27, "small"),
        (33, "coarse"),
    )
)


def _readable(specs: tuple[str, ...]) -> tuple[str, ...]:
    """Refuses a deliverable that cannot be read."""
    for spec in specs:
        try:
            read_spec(spec)
        except UsageError as error:
            raise ValueError(str(error)) from error
    return specs


class RenderOptions(
    LabelOptions,
    RestoringOptions,
    FaceOptions,
    HeardOptions,
    DrivenOptions,
    MotionOptions,
    PictureOptions,
    ComputingOptions,
    VoiceOptions,
):
    """What the user may set. Frozen; unknown names are refused.

    The options that an engine adds lie beside the fields, checked, where they differ from their
    defaults; `of` gives them with their types.
    """

    model_config = ConfigDict(frozen=True, extra="allow", use_attribute_docstrings=False)

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
    spoken = VoiceOptions.model_fields
    shared = {name: info for name, info in RenderOptions.model_fields.items() if name not in spoken}
    return shared | RenderOptions.model_fields | engine_fields() | kind.model_fields


def option_values(options: BaseModel) -> dict[str, Any]:
    """The value of every option, by name."""
    given = dict(options)
    return {
        name: given.get(name, info.default) for name, info in declared_fields(type(options)).items()
    }
