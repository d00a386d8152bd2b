"""Insight: what the journey shows, as pure functions of its records."""
