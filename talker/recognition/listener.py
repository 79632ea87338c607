"""Who listens to recordings, where a model for it is installed."""

from __future__ import annotations

from typing import Protocol

from typing_extensions import override

from talker.media.audio import Speech
from talker.options.transcribe import RecogniserModel
from talker.progress import CancelToken, OnProgress
from talker.recognition.models import ModelFolders, find_model
from talker.recognition.recogniser import Heard, Recogniser


class Listener(Protocol):
    """Writes down what is said; the program gives one to whoever times scripts."""

    def hear(
        self, speech: Speech, language: str, on_progress: OnProgress, cancel: CancelToken
    ) -> Heard | None:
        """As `Recogniser.hear`; None where no model is installed."""
        ...


class NoListener(Listener):
    """Where nobody listens."""

    @override
    def hear(
        self, speech: Speech, language: str, on_progress: OnProgress, cancel: CancelToken
    ) -> Heard | None:
        """None."""
        return None


class ModelListener(Listener):
    """Listens with the best model that is installed, loaded when it is first needed."""

    def __init__(self, models: ModelFolders) -> None:
        self._models = models
        self._recogniser: Recogniser | None = None

    @override
    def hear(
        self, speech: Speech, language: str, on_progress: OnProgress, cancel: CancelToken
    ) -> Heard | None:
        """As `Recogniser.hear`; None where no model is installed."""
        if self._recogniser is None:
            found = find_model(self._models, RecogniserModel.AUTO)
            if found is None:
                return None
            self._recogniser = Recogniser(self._models.folder(found))
        return self._recogniser.hear(speech, language, on_progress, cancel)
