"""What a person has put on record, and the journey those records tell.

Pure: no clock, no files, no network. Every other package may rely on that.
"""
