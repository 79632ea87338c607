"""What pages use besides widgets: the queue, previews, settings, models, the system."""
