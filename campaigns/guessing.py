"""Guesses: what somebody who knows a person would try, held against what is taken.

Names of people and animals, years and dates, put together as people do it. None of them
may be taken as a passphrase by a notebook in which those names stand.
"""

import random
from collections.abc import Callable
from pathlib import Path

from campaigns.campaign import Campaign, Seen
from moorings.companion.errors import (
    CommonPassphraseError,
    PersonalPassphraseError,
    WeakPassphraseError,
)
from moorings.companion.guessing import require_strong

NAMES = ("Jo Okonkwo", "Mirabelle", "Casimir", "Tuulikki", "Bello", "Pförtner", "Zoë")
#: What people put beside a name.
BESIDE = ("love", "loves", "my", "forever", "secret", "passwort", "baby", "sweetie")
JOINTS = ("", "", " ", "-", "_", ".", "&", "+", " & ")
ENDS = ("", "", "!", "!!", "1", "123", "123!", "?", "#1", "*", "4ever")
LEET = str.maketrans({"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7"})
CASES: tuple[Callable[[str], str], ...] = (
    str.lower,
    str.upper,
    str.title,
    str.swapcase,
    lambda text: text.translate(LEET),
    lambda text: text.title().translate(LEET),
    str,
)


def run(folder: Path, size: int, seed: int) -> Seen:
    """Make so many guesses, and count those that would be taken."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    seen = Seen()
    while seen.done < size:
        tried = guess(chance)
        try:
            require_strong(tried, NAMES)
        except (WeakPassphraseError, CommonPassphraseError) as error:
            seen.also[type(error).__name__.removesuffix("PassphraseError").lower()] += 1
        except PersonalPassphraseError:
            seen.also["personal"] += 1
        else:
            seen.problems.append(f"taken: {tried}")
        seen.done += 1
    return seen


def guess(chance: random.Random) -> str:
    """Put names, years and the usual together."""
    words = [part for name in NAMES for part in (name, *name.split())]
    parts = chance.choices(words, k=chance.randint(1, 4))
    if chance.getrandbits(1):
        parts.insert(chance.randrange(len(parts) + 1), chance.choice(BESIDE))
    if chance.randrange(3):
        parts.insert(chance.randrange(len(parts) + 1), number(chance))
    if not chance.randrange(10):
        parts += parts
    joined = chance.choice(JOINTS).join(parts)
    return chance.choice(CASES)(joined) + chance.choice(ENDS)


def number(chance: random.Random) -> str:
    """Give a year or a date, in one of the ways they are written."""
    year, month, day = (
        chance.randint(1940, 2026),
        chance.randint(1, 12),
        chance.randint(1, 28),
    )
    ways = (
        f"{year}",
        f"{year % 100:02}",
        f"{day:02}{month:02}{year}",
        f"{day}.{month}.{year}",
        f"{month:02}/{day:02}/{year % 100:02}",
        f"{year}-{month:02}-{day:02}",
    )
    return chance.choice(ways)


CAMPAIGN = Campaign(
    name="guesses",
    does="names, dates and the usual, put together as people do, tried as passphrases",
    unit="guesses",
    ci=20_000,
    full=1_000_000,
    run=run,
    must_see=("weak", "common", "personal"),
)
