"""The word list that passphrases are drawn from."""

from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parent.parent / "content"


@cache
def passphrase_words() -> tuple[str, ...]:
    """Give the words; each is as likely as any other."""
    return tuple((CONTENT / "en/passphrase-words.txt").read_text("utf-8").split())
