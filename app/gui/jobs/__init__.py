"""The jobs of the queue as the window shows them: feed, table, pictures, words."""
