"""What may go wrong while an installer is built."""

from __future__ import annotations


class BuildError(Exception):
    """The build cannot go on; the text says why and what to do."""
