"""The fixtures of the queue's tests."""

from tests.app.queue.conftest import crew, home, store

__all__ = ["crew", "home", "store"]
