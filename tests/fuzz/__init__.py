"""Mutation fuzzing of everything that strangers send: `python -m tests.fuzz --minutes 30`."""
