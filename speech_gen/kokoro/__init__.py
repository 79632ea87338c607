"""Kokoro-82M: a small network that speaks eight languages with 54 voices, on the CPU."""
