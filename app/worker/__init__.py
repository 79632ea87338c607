"""Worker processes: they claim jobs of the queue, run them and report. Knows no Qt."""
