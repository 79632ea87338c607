"""Trains a model on pictures of one person: as a LoRA, as a word, or the whole model."""
