"""The LivePortrait-compatible engine: networks of the official files, moved by our own curves.

After "LivePortrait: Efficient Portrait Animation with Stitching and Retargeting Control" (Guo et
al., 2024) and the works that it builds on, written from its published files and measured facts.
InsightFace, whose models may not be used for business, has no part in it.
"""
