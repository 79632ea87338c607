"""Texts of the window: names, findings, languages, and their translation."""
