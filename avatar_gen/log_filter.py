"""Imported before the libraries: they say on the terminal what only their own users need."""

from __future__ import annotations

import transformers

transformers.utils.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()

import diffusers  # noqa: E402

diffusers.utils.logging.set_verbosity(50)
diffusers.utils.logging.disable_progress_bar()
