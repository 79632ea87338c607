"""Deliverables as they are written and read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from talker.errors import ErrorCode, UsageError
from talker.options.containers import Codec, Format
from talker.options.deliver import Aspect, DeliverOptions, FinishOptions, Resolution
from talker.options.deliver_spec import fitting_spec, map_files, read_spec, write_spec
from talker.options.render import RenderOptions
from talker.text_list import split_texts

# What a file may be called; the last of a path is never blank.
NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1)
FILES = st.none() | NAMES.map(lambda name: Path("/a") / f"{name}x")


@st.composite
def options(draw: st.DrawFn) -> DeliverOptions:
    kind = draw(st.sampled_from(Format))
    return DeliverOptions(
        aspect=draw(st.sampled_from(Aspect)),
        resolution=draw(st.sampled_from(Resolution)),
        format=kind,
        codec=draw(st.sampled_from([Codec.AUTO, *kind.container.codecs])),
        logo=draw(FILES),
        subtitles=draw(FILES),
        logo_opacity=draw(st.floats(0, 1)),
        loudness=draw(st.booleans()),
        background_color=draw(st.sampled_from(["", "#00ff7f"])),
    )


@given(options())
def test_what_is_written_is_read_as_the_same(wanted: DeliverOptions) -> None:
    assert read_spec(write_spec(wanted), FinishOptions()) == wanted


@given(st.lists(options(), max_size=3))
def test_several_go_through_one_line(wanted: list[DeliverOptions]) -> None:
    line = "; ".join(map(write_spec, wanted))
    kept = RenderOptions.model_validate({"deliverable": line})
    assert kept.deliverables == tuple(wanted)
    assert RenderOptions.model_validate(kept.model_dump(mode="json")) == kept


@given(options())
def test_files_are_changed_and_nothing_else(wanted: DeliverOptions) -> None:
    moved = read_spec(map_files(write_spec(wanted), lambda name: f"{name}, b"), FinishOptions())
    for name in ("logo", "subtitles"):
        before = getattr(wanted, name)
        after = None if before is None else Path(f"{before}, b")
        assert getattr(moved, name) == after
    assert moved.model_copy(update={"logo": None, "subtitles": None}) == wanted.model_copy(
        update={"logo": None, "subtitles": None}
    )


def test_words_alone_and_a_map_keep_their_meaning() -> None:
    kept = map_files("9:16, 1080 ,loudness,logo=a.png", str.upper)
    wanted = read_spec(kept, FinishOptions())
    assert (wanted.aspect, wanted.resolution) == (Aspect.TALL, Resolution.P1080)
    assert (wanted.loudness, wanted.logo) == (True, Path("A.PNG"))


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("a;b", ("a", "b")),
        ('logo="a;b";c', ('logo="a;b"', "c")),
        ('a "b; c', ('a "b', "c")),  # a quote that is never closed is a sign like others
        (" ; ", ()),
    ],
)
def test_quoted_semicolons_divide_nothing(line: str, parts: tuple[str, ...]) -> None:
    assert split_texts(line) == parts


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        read_spec("aspekt=9:16", FinishOptions())
    assert caught.value.code is ErrorCode.OPTION_UNKNOWN
    assert "aspect" in caught.value.hint


MISFITS = [
    (kind, codec)
    for kind in Format
    for codec in Codec
    if codec not in (Codec.AUTO, *kind.container.codecs)
]


@pytest.mark.parametrize(("kind", "codec"), MISFITS)
def test_a_codec_that_the_kind_of_file_cannot_hold_is_refused_with_those_that_do(
    kind: Format, codec: Codec
) -> None:
    with pytest.raises(UsageError) as caught:
        read_spec(f"format={kind},codec={codec}")
    assert caught.value.code is ErrorCode.OPTION_INVALID
    assert codec.caption in caught.value.message or codec.value in caught.value.message
    assert all(f"codec={one}" in caught.value.hint for one in kind.container.codecs)
    with pytest.raises(ValidationError, match=r"cannot hold|has no codec"):
        RenderOptions.model_validate({"deliverable": f"{kind},{codec}"})
    made = read_spec(fitting_spec(f"{kind},{codec},logo=a.png"))
    assert made == DeliverOptions(format=kind, logo=Path("a.png"))


def test_what_is_transparent_has_a_codec_that_can_be() -> None:
    with pytest.raises(UsageError, match="transparent with AV1") as caught:
        read_spec("webm,av1,transparent")
    assert "codec=vp9" in caught.value.hint
    with pytest.raises(UsageError, match="mp4 cannot be transparent") as caught:
        read_spec("transparent")
    assert "format=webm, format=mov or format=png" in caught.value.hint
    assert read_spec("webm,transparent").stored_codec is Codec.VP9


def test_a_codec_for_all_says_nothing_about_pictures_but_counts_for_every_video() -> None:
    shared = FinishOptions(codec=Codec.HEVC)
    assert read_spec("gif", shared) == DeliverOptions(format=Format.GIF)
    assert read_spec("1:1", shared).stored_codec is Codec.HEVC
    with pytest.raises(UsageError, match="webm cannot hold HEVC"):
        read_spec("webm", shared)
    assert read_spec("webm,codec=auto", shared).stored_codec is Codec.VP9


def test_what_a_pattern_wants_is_said_in_words() -> None:
    with pytest.raises(UsageError) as caught:
        read_spec("subtitle_language=german_", DeliverOptions())
    assert "language tag such as en" in caught.value.hint
