"""A node of the farm: the nanny, its workers, and what they keep."""
