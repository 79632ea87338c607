"""Batches: a folder or a sheet becomes checked rows, jobs and a report. Knows no Qt."""
