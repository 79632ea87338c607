"""The result of one check of the machine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a check ended; only `fail` keeps videos from being made."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `hint` says what to do and is empty when all is well."""

    name: str
    verdict: Verdict
    sentence: str
    hint: str = ""
