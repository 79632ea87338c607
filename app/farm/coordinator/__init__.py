"""The coordinator of the farm: it claims jobs, places them on workers and writes down the ends."""
