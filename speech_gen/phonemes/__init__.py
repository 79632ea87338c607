"""Letters to sounds: from a sentence to the phonemes that Kokoro was trained with."""
