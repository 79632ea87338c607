"""A speech that is made from a text: what is said, part by part, by whoever can speak.

The voices lie beside this library: the program gives a `Speaker` to a render, as it gives the
model files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from talker.errors import ErrorCode, InputError
from talker.options.cues import Cue
from talker.progress import CancelToken, Notice
from talker.words import Word

if TYPE_CHECKING:
    from talker.options.dub import DubRequest
from talker.options.render import RenderRequest

# How quickly texts are said in letters and in signs that are syllables, before any voice is heard.
_LETTERS_A_SECOND, _SYLLABLES_A_SECOND = 14, 4.5
_FIRST_SYLLABLE = "\u2e80"  # East Asian scripts, about


def expected_seconds(text: str) -> float:
    """About how long it takes to say a text."""
    syllables = sum(letter >= _FIRST_SYLLABLE for letter in text)
    return syllables / _SYLLABLES_A_SECOND + (len(text) - syllables) / _LETTERS_A_SECOND


@dataclass(frozen=True)
class SpokenVoice:
    """A voice that spoke, as a video remembers it: `provider:name`, under which licence.

    `owner` and `consent` are those of the person whose voice it is, where it is somebody's.
    """

    id: str
    licence: str = ""
    owner: str = ""
    consent: str = ""


@dataclass(frozen=True)
class SpokenPart:
    """A sentence: `samples`, mono float32 [N] in -1..1, and how many seconds of `pause` follow.

    `text` is what subtitles show of it; `characters` how much of the script it was. The times of
    `words` and `cues` count from its first sample. `digest`, hexadecimal, names all that decides
    how it sounds (text, voice and its version, delivery, pronunciations): two computers may
    round samples differently and still say the same.
    """

    samples: NDArray[np.float32]
    pause: float
    text: str
    characters: int
    digest: str
    words: tuple[Word, ...] = ()
    cues: tuple[Cue, ...] = ()


class SpokenScript(Protocol):
    """A script whose voices are chosen, and that can be spoken any number of times.

    `digest` names all that decides what is heard, and is known before anything is; `characters`
    is the length of the script, `rate` that of all samples. `text` is the script itself.
    """

    @property
    def digest(self) -> str:
        """Hexadecimal: text, voices with their versions, delivery and pronunciations."""
        ...

    @property
    def text(self) -> str:
        """The script as it was given."""
        ...

    @property
    def characters(self) -> int:
        """The sum of those of its parts."""
        ...

    @property
    def rate(self) -> int:
        """Samples a second."""
        ...

    @property
    def voices(self) -> tuple[SpokenVoice, ...]:
        """Whoever speaks in it, each once."""
        ...

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the user should know of the script, such as what of it is not spoken."""
        ...

    def prepare(self) -> None:
        """Begins to load whatever speaks, beside what else is done; raises ModelMissing."""
        ...

    def parts(self, cancel: CancelToken) -> Iterator[SpokenPart]:
        """Speaks one sentence after the other, each when it is asked for."""
        ...


class Speaker(Protocol):
    """Finds the voices for a request with a text."""

    def script(self, request: RenderRequest | DubRequest) -> SpokenScript:
        """What will be said. Quick; raises MouthpieceError for what cannot be."""
        ...


class NoSpeaker:
    """Where nobody can speak."""

    def script(self, request: RenderRequest | DubRequest) -> SpokenScript:
        """Always refuses."""
        del request
        raise InputError(
            ErrorCode.COMPONENT_MISSING,
            "No voices are installed here that could speak a text.",
            "Give a recording instead.",
        )
