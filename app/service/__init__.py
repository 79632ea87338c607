"""The service: the queue behind HTTP, for other programs, with users, limits and web hooks.

`api` says what can be asked, `server` listens. Nothing listens unless `mouthpiece serve` asks.
"""
