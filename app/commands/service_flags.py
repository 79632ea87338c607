"""Flags that the ways into the service share: what one may do, where files lie, who works."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands import numbers


def add_limits(parser: argparse.ArgumentParser, own: str) -> None:
    """What a user may do: `--role`, `--jobs`, `--minutes`; `own` says which jobs `make` sees."""
    parser.add_argument(
        "--role",
        choices=("see", "make", "manage"),
        default="make",
        help=f"see: look at all jobs; make: send jobs and see {own}; manage: everything "
        "(default: make).",
    )
    parser.add_argument(
        "--jobs",
        type=numbers.whole(0, 1_000_000),
        default=0,
        metavar="N",
        help="Unfinished jobs at once (default: 0, any number).",
    )
    parser.add_argument(
        "--minutes",
        type=numbers.decimal(0, 1e6),
        default=0.0,
        metavar="X",
        help="Minutes of speech in 24 hours (default: 0, any number).",
    )


def add_workers(parser: argparse.ArgumentParser) -> None:
    """`--workers`."""
    parser.add_argument(
        "--workers",
        type=numbers.whole(0, numbers.most_workers()),
        default=1,
        metavar="N",
        help="Processes that make the videos; 0 leaves that to others (default: 1).",
    )


def add_roots(parser: argparse.ArgumentParser, who: str) -> None:
    """`--root`: where `who` may name files."""
    parser.add_argument(
        "--root",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help=f"A folder that {who} may name files in; repeatable.",
    )
