"""Stands for app/jobs with one more file in it; no product file knows of it."""
