"""The SadTalker-compatible engine: networks that read the official checkpoints, and their use.

Networks after "SadTalker: Learning Realistic 3D Motion Coefficients for Stylized Audio-Driven
Single Image Talking Face Animation" (Zhang et al., CVPR 2023) and the works that it builds on.
"""
