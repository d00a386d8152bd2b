"""Reads what `content/` holds: word lists and the message catalogue."""
