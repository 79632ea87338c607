"""Builds what people install: the Windows installers, their contents, and their papers."""
