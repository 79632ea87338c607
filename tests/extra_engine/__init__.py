"""An engine of another package: the program finds it by its entry point and knows nothing of it."""
