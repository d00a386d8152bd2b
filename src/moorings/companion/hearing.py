"""Hearing what a text of one's own may say: whether words of danger are in it."""

from moorings.safety.gate import Words


def heard_in(text: str) -> Words:
    """Say how near danger seems in a text; nothing of it is kept."""
    # The tables take a moment to read; the start of the program need not wait.
    from moorings.library.rules import danger  # noqa: PLC0415
    from moorings.safety.danger import read  # noqa: PLC0415

    return read(text, danger()).outcome
