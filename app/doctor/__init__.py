"""`mouthpiece doctor`: checks of the machine, each with a sentence and a remedy."""
