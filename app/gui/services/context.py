"""What every page is given: the user's home, the queue, the settings, and the services."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.gui.services.app_events import AppEvents
from app.gui.services.drafts import Drafts
from app.gui.services.job_actions import JobActions
from app.gui.services.jobs_feed import JobsFeed
from app.gui.services.models_feed import ModelsFeed
from app.gui.services.preview import PreviewService
from app.gui.services.settings_model import SettingsModel
from app.gui.services.tasks import Tasks
from app.gui.services.workers import Workers
from app.queue.store import JobStore


@dataclass(frozen=True)
class Context:
    """Made once in app.gui.shell.main; pages take from it what they need."""

    home: Path
    store: JobStore
    settings: SettingsModel
    tasks: Tasks
    preview: PreviewService
    models: ModelsFeed
    events: AppEvents
    drafts: Drafts
    jobs: JobsFeed
    job_actions: JobActions
    workers: Workers
