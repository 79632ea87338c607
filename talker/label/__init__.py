"""The visible label that says a video was made by AI."""
