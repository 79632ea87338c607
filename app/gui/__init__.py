"""The window of Mouthpiece: a view only. All work runs in other processes and the queue."""
