"""The checks before heavy work."""
