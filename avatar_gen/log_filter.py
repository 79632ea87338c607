"""Imported before the libraries: nothing of theirs goes to the terminal by itself.

Their warnings become notices (`library_notices.py`); their bars and tips are for their own users.
"""

from __future__ import annotations

import logging

import transformers

transformers.utils.logging.set_verbosity_warning()
transformers.utils.logging.disable_default_handler()
transformers.utils.logging.disable_progress_bar()

import diffusers  # noqa: E402

diffusers.utils.logging.set_verbosity_warning()
diffusers.utils.logging.disable_default_handler()
diffusers.utils.logging.disable_progress_bar()


def _says_something(record: logging.LogRecord) -> bool:
    """Whoever casts a network is told of modules that stay precise, also when there are none."""
    return "should be kept in float32: []" not in record.getMessage()


logging.getLogger("diffusers.models.modeling_utils").addFilter(_says_something)

for _name in ("diffusers", "transformers", "peft", "accelerate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
