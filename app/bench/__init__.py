"""`mouthpiece bench`: measurements that print both sides of each ratio."""
