"""The built-in engine: a photograph warped by rules; no download, no GPU."""
