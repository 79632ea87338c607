"""Faces: found, measured, aligned, cut out and put back."""
