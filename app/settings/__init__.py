"""The user's settings, a module for each section."""
