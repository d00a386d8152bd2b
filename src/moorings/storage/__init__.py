"""Append-only logs of sealed bytes. Storage never learns what it keeps."""
