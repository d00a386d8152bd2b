"""A code to carry to another device: as a picture that a camera reads."""

from dataclasses import dataclass

import segno


@dataclass(frozen=True, slots=True)
class CodePicture:
    """The dark squares of a code as one path, and how many squares wide it is."""

    path: str
    size: int


def code_picture(text: str) -> CodePicture:
    """Draw a code or an address as a QR code, with its quiet rim of four."""
    code = segno.make(text, error="l", micro=False, boost_error=False)
    rows = list(code.matrix_iter(border=4))
    squares = (
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return CodePicture("".join(squares), len(rows))
