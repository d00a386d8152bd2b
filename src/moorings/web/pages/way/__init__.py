"""Way: the steps, the starting point, what was noticed and measured so far."""
