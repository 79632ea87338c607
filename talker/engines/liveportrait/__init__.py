"""LivePortrait: "Efficient Portrait Animation with Stitching and Retargeting Control" (Guo et al.,
2024), written from its published files and measured facts, moved by our own curves.
"""
