"""Doing the same again: whatever is drawn by chance comes from a seed, and time too."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from unittest.mock import patch

from moorings.vault import derivation, wraps

#: Each passphrase is stretched once for each salt, and then known.
known_stretch = cache(derivation.stretch)
BEGINNING = datetime(2026, 3, 1, 12, tzinfo=UTC)


class CountingClock:
    """Goes on by a second whenever it is asked."""

    def __init__(self) -> None:
        self._asked = 0

    def now(self) -> datetime:
        self._asked += 1
        return BEGINNING + timedelta(seconds=self._asked)

    def elapsed(self) -> float:
        return 0.0


@contextmanager
def repeating(seed: int) -> Iterator[Random]:
    """Draw keys, ids and nonces from a seed while this lasts; give it for more."""
    chance = Random(seed)  # noqa: S311 - repeatable on purpose

    def token_hex(count: int) -> str:
        return chance.randbytes(count).hex()

    with (
        patch.object(secrets, "token_bytes", chance.randbytes),
        patch.object(secrets, "token_hex", token_hex),
        patch.object(secrets, "choice", chance.choice),
        patch.object(wraps, "stretch", known_stretch),
    ):
        yield chance
