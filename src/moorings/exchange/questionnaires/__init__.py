"""Questionnaires that somebody brings in as a file, and which key of ours they fit."""
