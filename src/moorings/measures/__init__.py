"""Measures: instruments, and what answers to them come to. Pure arithmetic."""
