"""How many letters fit into a field: said once, for its page and for what reads it.

Nothing is cut off anywhere: what does not fit is said, and stays in the form. In a hard
moment, and while the notebook is locked, nothing is refused for its length.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letters:
    """So many letters fit, by what is written there; templates know them as `letters`.

    A browser counts some signs twice, so that it never lets through what is refused.
    """

    name: int = 120
    names: int = 400
    word: int = 120
    title: int = 120
    own: int = 200
    wish: int = 300
    rung: int = 300
    point: int = 300
    answer: int = 400
    detail: int = 500
    fear: int = 1_000
    does: int = 1_000
    vary: int = 1_000
    sentence: int = 1_000
    thing: int = 1_000
    learned: int = 2_000
    happened: int = 4_000
    plan: int = 4_000


LETTERS = Letters()
