"""A private companion for growing more secure in close relationships."""

__version__ = "0.1.0"
