"""Rows of a list that lead somewhere."""

from dataclasses import dataclass

from moorings.library.lessons import lessons
from moorings.library.practices import practices


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name leads to its path; a quiet line under it, a value beside it."""

    path: str
    name: str
    quiet: str = ""
    value: str = ""


def practice_row(name: str) -> Row:
    """Lead to a practice. Raises `KeyError` where there is none of this name."""
    told = practices()[name]
    return Row(f"/practise/{name}", told.title, told.short)


def lesson_row(name: str) -> Row:
    """Lead to something to read. Raises `KeyError` where there is none."""
    told = lessons()[name]
    return Row(f"/practise/read/{name}", told.title, told.short)
