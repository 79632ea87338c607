"""From a speech to the curves that move a face: visemes, articulation, head, eyes."""
