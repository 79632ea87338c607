"""Who can speak."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Voice:
    """Somebody who can speak.

    `id` is `provider:name`, as in `kokoro:af_heart`; `languages` are BCP 47 tags, the first is its
    own. `commercial` says whether what it speaks may be sold. `owner` and `consent` are filled for
    the voice of a living person: whose it is, and where what they agreed to is kept. `sha256` is
    the digest of a file that the user may replace; empty for voices that never change.
    """

    id: str
    title: str
    languages: tuple[str, ...]
    licence: str
    commercial: bool
    owner: str = ""
    consent: str = ""
    sha256: str = ""

    @property
    def provider(self) -> str:
        """Which provider speaks with it."""
        return self.id.partition(":")[0]

    @property
    def name(self) -> str:
        """What its provider calls it."""
        return self.id.partition(":")[2]
