"""The texts of findings and errors: a sentence, and what to do about it."""

from __future__ import annotations

from app.gui.texts.avatar_findings import AVATAR_FINDINGS
from app.gui.texts.input_findings import INPUT_FINDINGS
from app.gui.texts.job_findings import JOB_FINDINGS
from app.gui.texts.model_findings import MODEL_FINDINGS
from app.gui.texts.network_findings import NETWORK_FINDINGS
from app.gui.texts.output_findings import OUTPUT_FINDINGS
from app.gui.texts.script_findings import SCRIPT_FINDINGS

FINDINGS = (
    AVATAR_FINDINGS
    | INPUT_FINDINGS
    | JOB_FINDINGS
    | MODEL_FINDINGS
    | NETWORK_FINDINGS
    | OUTPUT_FINDINGS
    | SCRIPT_FINDINGS
)
