"""A speech in parts: placed on frames, drawn while it is spoken, kept where it is the same."""
