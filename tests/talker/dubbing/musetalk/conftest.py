"""Small networks run on one thread."""

from tests.talker.networks.threads import threads

__all__ = ["threads"]
