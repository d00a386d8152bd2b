"""Together: the rooms for what is between people."""
