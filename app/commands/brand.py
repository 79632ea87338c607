"""`brand`: logo, fonts, colours, films, music, captions and shapes of a house under one name."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.base import Commands
from app.console.render import Reporter
from app.options import add_flags, checked, given_options
from talker.options.ai_label import Corner
from talker.options.deliver import FinishOptions


def add(commands: Commands) -> None:
    """Adds `brand` with its commands."""
    commands.add_group("brand", "Make, hand on and remove brands: all that a house puts on videos.")
    commands.add("brand list", "List the brands.", _list)
    make = commands.add(
        "brand make", "Make a brand, with copies of its files.", _make, arguments=_add_finish
    )
    make.add_argument("name", metavar="NAME")
    make.add_argument("--description", default="", metavar="TEXT", help="What it is for.")
    make.add_argument(
        "--shape",
        action="append",
        default=[],
        metavar="SPEC",
        help="A further file of every video, such as 9:16,1080; repeat it. Without, one as the "
        "video is.",
    )
    make.add_argument(
        "--corner", choices=[corner.value for corner in Corner], help="Where the AI label is shown."
    )
    make.add_argument("--replace", action="store_true", help="Replace the brand of that name.")
    remove = commands.add("brand remove", "Forget a brand; videos stay as they are.", _remove)
    remove.add_argument("name", metavar="NAME")
    out = commands.add("brand export", "Write a brand with its files into one file.", _export)
    out.add_argument("name", metavar="NAME")
    out.add_argument("file", type=Path, metavar="FILE", help="Such as ours.mpbrand.")
    take = commands.add("brand import", "Take a brand from such a file.", _import)
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--replace", action="store_true", help="Replace the brand of that name.")


def add_brand(parser: argparse.ArgumentParser) -> None:
    """Adds `--brand NAME`."""
    parser.add_argument(
        "--brand",
        default="",
        metavar="NAME",
        help="Logo, films, music, captions and shapes by name: see `mouthpiece brand list`.",
    )


def _add_finish(parser: argparse.ArgumentParser) -> None:
    from app.brands import OF_NO_BRAND

    add_flags(parser, OF_NO_BRAND, FinishOptions)


def _list(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.brands import show_brands

    show_brands(parsed.home, as_json=parsed.json)
    return 0


def _make(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from app.brands import Brand, save_brand
    from talker.options.deliver_spec import read_spec

    for shape in parsed.shape:
        read_spec(shape)  # refused with its own words
    finish = checked(FinishOptions, given_options(parsed, FinishOptions))
    corner = None if parsed.corner is None else Corner(parsed.corner)
    brand = Brand(parsed.name, parsed.description, finish, tuple(parsed.shape), corner)
    return _told(reporter, save_brand(brand, parsed.home, replace_old=parsed.replace).name)


def _remove(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from app.brands import remove_brand

    remove_brand(parsed.name, parsed.home)
    return _told(reporter, parsed.name)


def _export(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from app.brands import export_brand, load_brand

    export_brand(load_brand(parsed.name, parsed.home), parsed.file)
    return _told(reporter, str(parsed.file))


def _import(parsed: argparse.Namespace, reporter: Reporter) -> int:
    from app.brands import import_brand

    return _told(reporter, import_brand(parsed.file, parsed.home, replace_old=parsed.replace).name)


def _told(reporter: Reporter, name: str) -> int:
    from app.console.render import JsonReporter
    from app.console.terminal import write_line

    if isinstance(reporter, JsonReporter):
        reporter.facts("brand", name=name)
    else:
        write_line(name)
    return 0
