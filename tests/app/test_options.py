"""Flags, their checks and their table, all from the declaration of the request."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.options import add_options, build_request, join_numbers, options, page, unknown_option
from talker.errors import ErrorCode, UsageError
from talker.options.picture import Mode
from talker.options.render import RenderRequest, declared_fields


def parse(*arguments: str) -> RenderRequest:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return build_request(vars(parser.parse_args(join_numbers(["a.png", "b.wav", *arguments]))))


def test_every_field_of_the_request_is_an_argument() -> None:
    names = {option.name for option in options()} | {"portrait", "speech"}
    assert names == set(declared_fields(RenderRequest))


def test_without_options_the_defaults_of_the_declaration_hold() -> None:
    assert parse() == RenderRequest(portrait=Path("a.png"), speech=Path("b.wav"))


def test_values_arrive_with_their_types() -> None:
    request = parse(
        *("--mode", "full", "--fps", "30", "--still", "--expression-scale", "1.5"),
        *("-o", "out.mp4", "--overwrite"),
    )
    assert (request.mode, request.fps, request.still) == (Mode.FULL, 30, True)
    assert (request.expression_scale, request.output) == (1.5, Path("out.mp4"))
    assert request.overwrite


@pytest.mark.parametrize(
    "arguments",
    [
        ["--yaw", "-20", "30", "10"],
        ["--yaw", "-20,30,10"],
        ["--yaw=-20,30,10"],
        ["--yaw", "-20 30 10"],
        ["--yaw", "-20,", "30", "10"],
    ],
)
def test_keyframes_may_begin_with_a_minus_sign(arguments: list[str]) -> None:
    request = parse(*arguments, "--still")
    assert request.yaw == (-20, 30, 10)
    assert request.still


@given(st.lists(st.floats(-60, 60, allow_nan=False).map(lambda x: round(x, 2)), min_size=1))
def test_any_keyframes_survive_the_command_line(angles: list[float]) -> None:
    assert parse("--roll", *(f"{angle:.2f}" for angle in angles)).roll == tuple(angles)


@pytest.mark.parametrize(
    ("arguments", "sentence", "hint"),
    [
        (["--fps", "99"], "--fps cannot be '99'", "whole number from 10 to 60"),
        (["--fps", "fast"], "--fps cannot be 'fast'", "whole number from 10 to 60"),
        (["--size", "513"], "--size cannot be '513'", "even"),
        (["--mode", "fill"], "--mode cannot be 'fill'", "crop, resize, full"),
        (["--yaw", "10,90"], "--yaw cannot be '10,90'", "from -60 to 60"),
        (["--max-minutes", "0"], "--max-minutes cannot be '0'", "above 0"),
        (["--size", "99"], "--size cannot be '99'", "from 128 to 1024, even"),
        (["--trim", "3-1"], "--trim cannot be '3-1'", "ends before it begins"),
        (["--cut", "x"], "--cut cannot be 'x'", "FROM-TO"),
        (["--moods", "glum"], "--moods cannot be 'glum'", "there are neutral"),
        (["--channel", "rear"], "--channel cannot be 'rear'", "left, right"),
        (["--face", "Anna"], "--face cannot be 'Anna'", "largest, leftmost"),
        (["--engine", "steam"], "--engine cannot be 'steam'", "builtin"),
    ],
)
def test_a_wrong_value_is_named_with_what_fits(
    arguments: list[str], sentence: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        parse(*arguments)
    assert caught.value.code is ErrorCode.OPTION_INVALID
    assert sentence in caught.value.message
    assert hint in caught.value.hint


def test_what_does_not_go_together_may_be_left_out() -> None:
    with pytest.raises(UsageError, match="cannot be heard at once") as caught:
        build_request({"portrait": "a", "speech": "b", "text": "Hello."})
    assert "leave out" in caught.value.hint


def test_an_unknown_option_names_the_nearest() -> None:
    assert "--mode" in unknown_option("--moed", ["--mode", "--size"]).hint
    assert "render -h" in unknown_option("--zzzzzz", ["--mode", "--size"]).hint


def test_an_unknown_field_is_a_usage_error_too() -> None:
    with pytest.raises(UsageError, match="no option --foo"):
        build_request({"portrait": "a", "speech": "b", "foo": 1})


def test_the_page_of_options_is_current(repository: Path) -> None:
    kept = (repository / "docs" / "options.md").read_text(encoding="utf-8")
    assert kept == page(), "run `python -m app.options > docs/options.md`"
