"""Scripts: a text with marks -> sentences to speak, with numbers as words and cues for the face."""
