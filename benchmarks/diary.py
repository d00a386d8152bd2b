"""Ten years of somebody who never lived: the same from the same seed."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from moorings.journey.records import AnyRecord, Choice, Entry, RecordId, When

DAYS = 3_650
SHORT = 16_350
SEED = 20_260_301
FIRST_DAY = date(2016, 3, 1)

#: Words that each stand in a known share of the pages; nothing else makes them.
RARE, COMMON, ALSO_COMMON, ACCENTED = "quincunx", "harbour", "lantern", "Café"
PHRASE = "the tide turned early"
ABSENT = "zyzzyvax"

_OPENINGS, _VOWELS, _ENDINGS = (
    letters.split()
    for letters in (
        "b br c d dr f g gl h k l m n p pl r s st t tr v w",
        "a e i o u ai ea oo",
        "d l ll m n nd ng r rn s st t th",
    )
)
_WORDS = 4_000


class Diary:
    """Makes the records: one long entry a day, and short notes between them."""

    def __init__(self, seed: int = SEED) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - nothing secret
        self._vocabulary = [self._word() for _ in range(_WORDS)]
        # Few words are said often, most of them seldom.
        self._shares = list(accumulate(1 / (rank + 3) for rank in range(_WORDS)))

    def records(self, long: int = DAYS, short: int = SHORT) -> Iterator[AnyRecord]:
        """Give so many long entries, one a day, with short ones spread between."""
        owed = 0
        for at in range(long):
            day = FIRST_DAY + timedelta(days=at % DAYS)
            yield self._entry(day, self._chance.randint(150, 300), at)
            owed += short
            notes, owed = divmod(owed, long)
            for hour in range(notes):
                yield self._note(day, 1 + hour % 22)

    def notes(self, count: int) -> Iterator[AnyRecord]:
        """Give short entries alone."""
        return (self._note(FIRST_DAY + timedelta(at % DAYS), 9) for at in range(count))

    def entry(self) -> Entry:
        """Give one typical entry, of the day after the last."""
        return self._entry(FIRST_DAY + timedelta(days=DAYS), 220, 1)

    def _entry(self, day: date, words: int, at: int) -> Entry:
        said = self._said(words)
        said[11] = COMMON if at % 3 == 0 else said[11]
        said[23] = ALSO_COMMON if at % 4 == 0 else said[23]
        said[31] = ACCENTED if at % 50 == 0 else said[31]
        said[47] = PHRASE if at % 90 == 0 else said[47]
        said[59] = RARE if at % 1_825 == 0 else said[59]
        return self._written(day, time(21, at % 60), " ".join(said))

    def _note(self, day: date, hour: int) -> AnyRecord:
        if self._chance.random() < 0.05:  # noqa: PLR2004 - one in twenty
            return Choice(
                id=self._id(),
                written_at=_written_at(day, time(hour)),
                setting="lock-after-minutes",
                value="60",
            )
        said = self._said(12)
        return self._written(day, time(hour, 30), " ".join(said))

    def _written(self, day: date, hour: time, text: str) -> Entry:
        return Entry(
            id=self._id(),
            written_at=_written_at(day, hour),
            when=When(day, hour, 3600),
            text=text,
        )

    def _said(self, count: int) -> list[str]:
        return self._chance.choices(self._vocabulary, cum_weights=self._shares, k=count)

    def _id(self) -> RecordId:
        return RecordId(self._chance.randbytes(16).hex())

    def _word(self) -> str:
        parts = (_OPENINGS, _VOWELS, _ENDINGS, _VOWELS, _ENDINGS)
        letters = [self._chance.choice(part) for part in parts]
        return "".join(letters[: self._chance.choice((3, 3, 5))])


def _written_at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, UTC)
