"""Word lists: what passphrases are drawn from, and what is tried first."""

from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parent.parent / "content"


@cache
def passphrase_words() -> tuple[str, ...]:
    """Give the words; each is as likely as any other."""
    return tuple((CONTENT / "en/passphrase-words.txt").read_text("utf-8").split())


@cache
def tried_first() -> tuple[str, ...]:
    """Give words that passphrases are guessed with before any others."""
    return tuple((CONTENT / "en/tried-first.txt").read_text("utf-8").split())


@cache
def well_known_phrases() -> tuple[str, ...]:
    """Give proverbs and famous examples that somebody might take for a passphrase."""
    return tuple(
        (CONTENT / "en/well-known-phrases.txt").read_text("utf-8").splitlines()
    )
