"""The terminal: progress, tables, JSON lines and the commands that run in the foreground."""
