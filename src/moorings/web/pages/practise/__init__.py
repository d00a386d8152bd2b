"""Practise: the shelf, what there is to read, and the rooms."""
