"""Engines: what makes motion of speech, and pictures of motion."""
