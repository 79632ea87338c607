"""What all groups of options are."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class OptionGroup(BaseModel):
    """Options that belong together, each declared as a field. Frozen.

    Requests and forms put several together; a validator is built when the first one is made.
    """

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=False, defer_build=True)
