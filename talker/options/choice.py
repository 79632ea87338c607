"""Enumerations of which the user chooses one value: each value stands beside its title."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from typing_extensions import override


class ProperName(str):
    """A title that is the same in every language: H.264, 720, SadTalker."""

    __slots__ = ()


class Choice(StrEnum):
    """One of several named values: `CROP = "crop", "Crop"`.

    The value is what is written in files and on command lines, `caption` what a form shows. A
    value without a title is its own, as a proper name.
    """

    _value_: str
    caption: str

    @override
    def __new__(cls, value: str, caption: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.caption = caption or ProperName(value)
        return member

    @property
    def is_translated(self) -> bool:
        """Whether the title is a text in English, for which other languages have their own."""
        return not isinstance(self.caption, ProperName)
