"""Text -> speech: voices behind one small protocol, spoken sentence by sentence.

A library: no Qt, no downloads. What is spoken is normalised already: numbers are words.
"""
