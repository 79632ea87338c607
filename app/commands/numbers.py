"""The numbers that flags take: bounded, so that no absurd one gets any further."""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable

# What the queue's database can hold.
_LARGEST = 2**63 - 1
_LONGEST_YEARS = 100


def whole(low: int, high: int = _LARGEST) -> Callable[[str], int]:
    """The type of a flag that takes a whole number from `low` to `high`."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = None
        if number is None or not low <= number <= high:
            raise argparse.ArgumentTypeError(_refused(text, "whole number", low, high))
        return number

    return read


def decimal(low: float, high: float) -> Callable[[str], float]:
    """The type of a flag that takes any number from `low` to `high`."""

    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not low <= number <= high:
            raise argparse.ArgumentTypeError(_refused(text, "number", low, high))
        return number

    return read


def most_workers() -> int:
    """How many workers a computer may have: as many as the settings allow, or two for each core."""
    return max(16, 2 * (os.cpu_count() or 1))


def workers() -> Callable[[str], int]:
    """The type of --workers."""
    return whole(1, most_workers())


# Ids that no job has are told apart later.
job_id = whole(-_LARGEST)
priority = whole(-(2**31), 2**31)
count = whole(1)
process_id = whole(1, 2**31 - 1)
days = decimal(0.0, 365.25 * _LONGEST_YEARS)
lifetime_days = decimal(1 / 24, 365.25 * _LONGEST_YEARS)


def _refused(text: str, kind: str, low: float, high: float) -> str:
    short = text if len(text) <= 30 else f"{text[:30]}…"
    if high == _LARGEST:
        bounds = "" if low == -_LARGEST else f" from {low} on"
    else:
        bounds = (
            f" from {low:g} to {high:g}" if isinstance(high, float) else f" from {low} to {high}"
        )
    return f"takes a {kind}{bounds}, not {short}"
