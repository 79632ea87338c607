"""What start.py does before the program's own packages exist: standard library only."""
